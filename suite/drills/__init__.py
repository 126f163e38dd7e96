"""Drills: the product is hurt on purpose, in a folder of its own, and must come out right.

Only embedded installations that a drill made itself are ever touched.
"""
