"""The noun `segments`: its model, its service, its repository port and its routes."""
