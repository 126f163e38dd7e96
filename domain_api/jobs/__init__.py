"""Background work: the worker that takes jobs from the outboxes and calls services."""
