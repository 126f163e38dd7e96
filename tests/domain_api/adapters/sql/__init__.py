"""Facts about databases, on every engine that is at hand."""
