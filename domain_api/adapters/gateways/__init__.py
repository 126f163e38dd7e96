"""Payment gateways: the sandbox gateway with its server and client, and one in memory for tests."""
