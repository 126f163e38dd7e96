"""SQL engines, column types, units of work and the tables of each context.

Statements here are portable between SQLite, PostgreSQL and SQL Server: no MERGE, no
ON CONFLICT, no SKIP LOCKED, no RETURNING.
"""
