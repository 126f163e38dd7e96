"""Document stores: in a relational table, and in memory with the same rules."""
