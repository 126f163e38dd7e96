"""The noun `assets`: its model, its service, its repository port and its routes."""
