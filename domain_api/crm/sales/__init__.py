"""The noun `sales`: its model, its service, its repository port and its routes."""
