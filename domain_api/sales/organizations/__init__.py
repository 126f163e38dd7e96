"""The noun `organizations`: its model, its service, its repository port and its routes."""
