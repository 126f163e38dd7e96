"""Facts about campaigns, their ads, audiences and reactions, over three shards."""
