"""The REST application: it authenticates, limits, repeats once, maps errors, and holds no rule.

It knows the kernel and the routers it is given; what they call is composed elsewhere.
"""
