"""PromptCRM: clients, leads, consent, segments, messages sent and sales made."""
