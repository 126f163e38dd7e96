"""What the product's data code costs over bare driver code, and as the data grow."""
