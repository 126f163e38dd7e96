"""The noun `changes`: what PromptCRM gives out of its records, and no person with it."""
