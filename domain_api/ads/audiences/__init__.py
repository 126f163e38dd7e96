"""The noun `audiences`: its model, its service, its repository port and its routes."""
