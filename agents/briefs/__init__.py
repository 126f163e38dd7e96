"""Reads a marketer's sentence, English or Spanish, into the fields of a campaign brief.

The rule of this room: a field is read exactly or it is asked for. A budget is never guessed.
"""
