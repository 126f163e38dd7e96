"""The noun `reactions`: its model, its service, its repository port and its routes."""
