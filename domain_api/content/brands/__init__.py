"""The noun `brands`: its model, its service, its repository port and its routes."""
