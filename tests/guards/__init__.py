"""The guards that hold the laws, each with a mutant that removes it and the test that misses it.

`python -m tests.guards` removes each guard in a private copy of the tree, one at a time, and
shows that its test then fails. The usual suite only checks that the list is still true.
"""
