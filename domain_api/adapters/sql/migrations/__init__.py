"""Migrations: one history for each context; the ads history is applied to every shard."""
