"""The noun `campaigns`: its model, its service, its repository port and its routes."""
