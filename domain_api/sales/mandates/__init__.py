"""The noun `mandates`: its model, its service, its repository port and its routes."""
