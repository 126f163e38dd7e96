"""Payments of launches, and the port to the gateway that takes them."""
