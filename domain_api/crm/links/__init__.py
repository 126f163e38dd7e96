"""The noun `links`: its model, its service, its repository port and its routes."""
