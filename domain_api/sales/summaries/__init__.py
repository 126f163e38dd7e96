"""The noun `summaries`: its model, its service, its repository port and its routes."""
