"""The schema of each context, as the product composes them, and what a database really has."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, inspect, text

from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.schema import Schema
from domain_api.bootstrap import Databases


def _schemas() -> dict[str, Schema]:
    any_database = Database("sqlite://")
    composed = Databases(any_database, any_database, any_database, {0: any_database})
    return {schema.context: schema for _, schema in composed.with_schemas()}


SCHEMAS: Mapping[str, Schema] = _schemas()


def structure_of(connection: Connection, schema: Schema) -> dict[str, Any]:
    """Tables, columns, keys, checks, indexes and triggers, in an order that means nothing."""
    inspector = inspect(connection)
    parts: dict[str, Callable[[str], Any]] = {
        "columns": lambda table: [_column(column) for column in inspector.get_columns(table)],
        "primary key": inspector.get_pk_constraint,
        "foreign keys": inspector.get_foreign_keys,
        "unique": inspector.get_unique_constraints,
        "checks": inspector.get_check_constraints,
        "indexes": lambda table: [_index(index) for index in inspector.get_indexes(table)],
    }
    found: dict[str, Any] = {
        f"{table} {part}": _ordered(read(table))
        for table in inspector.get_table_names()
        if table != schema.version_table
        for part, read in parts.items()
    }
    return {**found, "triggers": _triggers(connection)}


def _ordered(found: Any) -> Any:
    return sorted(map(repr, found)) if isinstance(found, list) else repr(found)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType] -- whatever is reflected


def _column(column: Mapping[str, Any]) -> dict[str, Any]:
    return {**column, "type": repr(column["type"])}


def _index(index: Mapping[str, Any]) -> dict[str, Any]:
    options = index.get("dialect_options", {})
    return {**index, "dialect_options": {name: str(value) for name, value in options.items()}}


def _triggers(connection: Connection) -> list[tuple[Any, ...]]:
    query = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
        "postgresql": """
            SELECT tgname, regexp_replace(pg_get_triggerdef(t.oid), 'tst_[a-z0-9]+', 'schema', 'g')
            FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
            WHERE NOT tgisinternal AND c.relnamespace = current_schema()::regnamespace
            ORDER BY tgname
        """,
        "mssql": """
            SELECT t.name, m.definition FROM sys.triggers t
            JOIN sys.sql_modules m ON m.object_id = t.object_id ORDER BY t.name
        """,
    }
    return [tuple(row) for row in connection.execute(text(query[connection.dialect.name]))]
