"""Nobody reaches another organization's things, by any door: cases come from the doors themselves.

Operations, fields, tools, resources and tables are found, not listed: a new one is tried by
itself, or fails here with what to add.
"""
