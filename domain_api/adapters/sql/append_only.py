"""Makes a table append only in the database itself: triggers refuse change and removal."""

from sqlalchemy import DDL, Table, event

_SQLITE = """
CREATE TRIGGER IF NOT EXISTS "{table}_no_{verb}" BEFORE {verb} ON "{table}"
BEGIN SELECT RAISE(ABORT, '{table} is append only'); END
"""
_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION "{table}_append_only"() RETURNS trigger AS $body$
BEGIN RAISE EXCEPTION '{table} is append only'; END $body$ LANGUAGE plpgsql
"""
_POSTGRES = """
CREATE TRIGGER "{table}_no_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}"
FOR EACH STATEMENT EXECUTE FUNCTION "{table}_append_only"()
"""
_SQL_SERVER = """
CREATE TRIGGER "{table}_no_change" ON "{table}" INSTEAD OF UPDATE, DELETE
AS THROW 50001, '{table} is append only', 1
"""


def append_only_statements(table: str, dialect: str) -> list[str]:
    """The statements that guard a table, for a dialect of SQLAlchemy's names."""
    match dialect:
        case "sqlite":
            return [_SQLITE.format(table=table, verb=verb) for verb in ("UPDATE", "DELETE")]
        case "postgresql":
            return [_POSTGRES_FUNCTION.format(table=table), _POSTGRES.format(table=table)]
        case "mssql":
            return [_SQL_SERVER.format(table=table)]
        case _:
            return []


def append_only(table: Table) -> None:
    """Guard the table whenever `metadata.create_all` makes it; migrations do the same."""
    for dialect in ("sqlite", "postgresql", "mssql"):
        for statement in append_only_statements(table.name, dialect):
            event.listen(table, "after_create", DDL(statement).execute_if(dialect=dialect))
