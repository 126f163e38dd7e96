"""The noun `approvals`: its model, its service, its repository port and its routes."""
