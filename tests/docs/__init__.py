"""The manuals hold: links lead somewhere, commands exist, tables and examples are the product's.

Tables that stand in the code are written into the pages by `python -m tests.docs.write`.
"""
