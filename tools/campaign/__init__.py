"""The campaign server's tools: up to a decision in `plans`, after it in `launches`."""
