"""The noun `changes`: what PromptAds gives out of its records."""
