"""The noun `channels`: its model, its service, its repository port and its routes."""
