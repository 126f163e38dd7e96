"""What packages outside of the product add to it: named in a setting, joined by the bootstrap."""
