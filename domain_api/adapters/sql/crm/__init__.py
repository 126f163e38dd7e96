"""The tables and repositories of PromptCRM."""
