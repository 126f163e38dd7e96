"""The held-out judge of the brief reader: a data set, its scorer and its report.

The rule of this room: the briefs are written without the reader's rules, and a label that is
right is never bent to what the reader says.
"""
