"""The domain: four bounded contexts, their ports and adapters, and the REST face."""
