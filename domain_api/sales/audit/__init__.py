"""The noun `audit`: its model, its service, its repository port and its routes."""
