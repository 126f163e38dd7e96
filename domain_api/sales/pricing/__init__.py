"""The noun `pricing`: its model, its service, its repository port and its routes."""
