"""The noun `plans`: its model, its service, its repository port and its routes."""
