"""Retrieval and customer support. Nothing answers from here yet."""
