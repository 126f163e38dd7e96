"""Ad networks: the sandbox network with books of its own, and one in memory for tests."""
