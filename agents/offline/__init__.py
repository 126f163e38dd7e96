"""The embedded planner: a chat model without a model. It reads the brief by rules, knows the
order of the work, and says that it is offline. It decides only from what tools answered.
"""
