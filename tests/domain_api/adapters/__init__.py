"""Facts about the adapters, each judged by the contract of its port."""
