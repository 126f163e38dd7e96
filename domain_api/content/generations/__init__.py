"""The noun `generations`: its model, its service, its repository port and its routes."""
