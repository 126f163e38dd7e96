"""The noun `messages`: its model, its service, its repository port and its routes."""
