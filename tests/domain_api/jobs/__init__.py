"""Facts about the worker and the jobs it carries to services."""
