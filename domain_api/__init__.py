"""The domain: four bounded contexts, their ports and adapters, and the REST face."""

__version__ = "0.1.0"
"""The product's version; the package's own is read from here."""
