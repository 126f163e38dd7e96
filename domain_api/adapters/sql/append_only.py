"""Makes a table append only in the database itself: triggers refuse change and removal."""

from sqlalchemy import DDL, Table, event

from domain_api.adapters.sql.dialects import DIALECTS


def append_only_statements(table: str, dialect: str) -> list[str]:
    """The statements that guard a table, for a dialect of SQLAlchemy's names."""
    known = DIALECTS.get(dialect)
    return known.append_only(table) if known else []


def append_only(table: Table) -> None:
    """Guard the table whenever `metadata.create_all` makes it; migrations do the same."""
    for dialect in DIALECTS:
        for statement in append_only_statements(table.name, dialect):
            event.listen(table, "after_create", DDL(statement).execute_if(dialect=dialect))
