"""PromptAds: campaigns, their ads on each channel, audiences and reactions; three shards."""
