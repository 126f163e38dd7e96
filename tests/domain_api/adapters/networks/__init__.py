"""Facts about ad networks: one contract for all, and what the sandbox adds."""
