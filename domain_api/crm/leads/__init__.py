"""The noun `leads`: its model, its service, its repository port and its routes."""
