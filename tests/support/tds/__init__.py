"""A small server that speaks SQL Server's protocol and keeps its rows in PostgreSQL.

The real ODBC driver talks to it, so what is shown on it is how statements, parameters, moments,
counts and errors travel. It is not SQL Server: what SQL Server does with them it cannot show.
"""
