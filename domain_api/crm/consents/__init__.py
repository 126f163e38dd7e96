"""The noun `consents`: its model, its service, its repository port and its routes."""
