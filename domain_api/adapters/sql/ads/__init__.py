"""The shards of PromptAds: their map, their tables and their repositories.

One unit of work touches one shard; the same tables stand on each.
"""
