"""The failover drill: two real PostgreSQL servers, one of which is killed under load."""
