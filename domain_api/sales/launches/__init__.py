"""The noun `launches`: its model, its service, its repository port and its routes."""
