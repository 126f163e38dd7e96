"""The noun `imports`: files of clients and of what they agreed to."""
