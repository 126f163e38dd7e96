"""The inside of the sandbox gateway: its books, its desk, its HTTP face and its webhooks."""
