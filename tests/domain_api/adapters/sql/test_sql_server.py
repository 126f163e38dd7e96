"""What SQL Server would be told, without a server: every table and every statement compiles.

Compiling shows that the words are its own; only a server shows that it does as they say.
"""

import importlib.util
import re
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, Dialect, Table, UniqueConstraint
from sqlalchemy.schema import CreateIndex, CreateTable

from domain_api.adapters.sql.schema import MIGRATIONS
from tests.domain_api.adapters.sql.dialects import sql_server
from tests.domain_api.adapters.sql.real_runs import RUNS
from tests.domain_api.adapters.sql.schemas import SCHEMAS

TABLES = [table for schema in SCHEMAS.values() for table in schema.metadata.sorted_tables]
each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
_FOREIGN = re.compile(
    r"\b(ON CONFLICT|MERGE|RETURNING|OUTPUT|SKIP LOCKED|LIMIT|ILIKE|strftime|json_extract)\b"
    r"|SELECT (NOT )?\(?EXISTS",
    re.IGNORECASE,
)
_CLUSTERED_KEY, _OTHER_KEY = 900, 1700  # bytes


@pytest.fixture(scope="module")
def dialect() -> Dialect:
    return sql_server()


@each_table
def test_every_table_and_index_can_be_made(table: Table, dialect: Dialect) -> None:
    made = str(CreateTable(table).compile(dialect=dialect))
    assert made.strip().startswith(f"CREATE TABLE [{table.name}]")
    for index in table.indexes:
        assert f"ON [{table.name}]" in str(CreateIndex(index).compile(dialect=dialect))


@each_table
def test_moments_are_exact_and_values_hold_any_script(table: Table, dialect: Dialect) -> None:
    made = str(CreateTable(table).compile(dialect=dialect))
    for column in table.columns:
        [line] = re.findall(rf"^\s+\[?{column.name}\]? (.*?),? ?$", made, re.MULTILINE)
        kind = type(column.type).__name__
        assert kind != "Utc" or line.startswith("DATETIME2(6)"), line
        assert kind != "Json" or line.startswith("NVARCHAR(max)"), line
        assert kind != "Text", f"{column.name} would lose letters: UnicodeText keeps them"


@each_table
def test_keys_are_short_enough_and_unique_ones_are_never_empty(table: Table) -> None:
    """An index over a column that may be empty would let one empty row in, and no second."""
    assert _bytes(table.primary_key.columns) <= _CLUSTERED_KEY
    uniques = [rule for rule in table.constraints if isinstance(rule, UniqueConstraint)]
    for index in table.indexes:
        assert _bytes(index.columns) <= _OTHER_KEY
    filtered = [index for index in table.indexes if index.dialect_options["mssql"]["where"] is None]
    for rule in [*uniques, *(index for index in filtered if index.unique)]:
        assert _bytes(rule.columns) <= _OTHER_KEY
        assert not any(column.nullable for column in rule.columns), rule.name


def _bytes(columns: Any) -> int:
    return sum(_width(column) for column in columns)


def _width(column: Column[Any]) -> int:
    length = getattr(column.type, "length", None)
    if length is None:
        assert not isinstance(column.type, str), column
        return 8
    return length * (2 if "Unicode" in type(column.type).__name__ else 1)


@pytest.mark.parametrize("context", sorted(SCHEMAS))
def test_migrations_make_the_same_tables(context: str, dialect: Dialect) -> None:
    script = _migrated(context)
    for table in SCHEMAS[context].metadata.sorted_tables:
        expected = str(CreateTable(table).compile(dialect=dialect))
        [found] = re.findall(rf"CREATE TABLE \[{table.name}\] \(.*?\n\)", script, re.DOTALL)
        added = re.findall(rf"^ALTER TABLE \[{table.name}\] ADD (.*);$", script, re.MULTILINE)
        dropped = re.findall(rf"^ALTER TABLE \[{table.name}\] DROP (.*);$", script, re.MULTILINE)
        made = "\n".join([*_without(dropped, found), *added])
        assert _lines(made) == _lines(expected), f"{table.name} needs a migration"
        for index in table.indexes:
            assert " ".join(str(CreateIndex(index).compile(dialect=dialect)).split()) in script


def _migrated(context: str) -> str:
    """What the migrations of a context would tell SQL Server, indexes on one line each."""
    written = StringIO()
    configured = MigrationContext.configure(
        dialect=sql_server(), opts={"as_sql": True, "output_buffer": written}
    )
    with Operations.context(configured):
        for path in sorted((MIGRATIONS / context).glob("[0-9]*.py")):
            _module(path).upgrade()
    return written.getvalue()


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _without(dropped: list[str], made: str) -> list[str]:
    """The lines of a table, but for the constraints that were dropped later."""
    return [line for line in made.splitlines() if not any(name in line for name in dropped)]


def _lines(statement: str) -> list[list[str]]:
    """The order of columns, and of a column's DEFAULT and NOT NULL, means nothing."""
    return sorted(sorted(line.strip(" ,\t").split()) for line in statement.strip().splitlines())


@pytest.mark.parametrize("context", RUNS)
def test_every_statement_of_a_real_run_is_sql_servers_own(tmp_path: Path, context: str) -> None:
    told = RUNS[context](tmp_path)
    assert [statement for statement in told if _FOREIGN.search(statement)] == []
    tables = set(SCHEMAS[context].metadata.tables)
    reached = {table for table in tables if any(f"[{table}]" in statement for statement in told)}
    assert len(reached) >= 0.8 * len(tables), f"no statement reached {tables - reached}"
