"""The noun `shards`: the map of slots, and how campaigns move from shard to shard."""
