"""The noun `clients`: its model, its service, its repository port and its routes."""
