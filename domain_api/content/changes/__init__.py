"""The noun `changes`: what PromptContent gives out of its documents."""
