"""The noun `ledger`: its model, its service, its repository port and its routes."""
