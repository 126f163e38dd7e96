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
from sqlglot import exp, parse_one
from sqlglot.errors import ParseError

from domain_api.adapters.sql.dialects.sqlserver_types import COLLATION
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
_UNSPOKEN = (exp.Boolean, exp.Command, exp.Merge, exp.OnConflict, exp.Returning)
_LATER = re.compile(r"__\[POSTCOMPILE_\w+\]")  # filled in when the statement runs
_GUARD = re.compile(r"^\s*(CREATE TRIGGER|ALTER TABLE \S+ (DISABLE|ENABLE) TRIGGER)")
_SAVEPOINT = re.compile(r"(SAVE|ROLLBACK) TRANSACTION \w+|RELEASE SAVEPOINT \w+")
"""The last of them the driver's side leaves unsaid on SQL Server."""
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
    for statement in (made, *(str(CreateIndex(i).compile(dialect=dialect)) for i in table.indexes)):
        assert not _not_t_sql(statement)


@each_table
def test_moments_are_exact_and_values_hold_any_script(table: Table, dialect: Dialect) -> None:
    made = str(CreateTable(table).compile(dialect=dialect))
    for column in table.columns:
        [line] = re.findall(rf"^\s+\[?{column.name}\]? (.*?),? ?$", made, re.MULTILINE)
        kind = type(column.type).__name__
        assert kind != "Utc" or line.startswith("DATETIME2(6)"), line
        assert kind != "Json" or line.startswith("NVARCHAR(max)"), line
        assert not re.match(r"VARCHAR|N?TEXT|CHAR", line), f"{line} would lose letters"
        text = line.startswith("NVARCHAR")
        assert not text or f"COLLATE {COLLATION}" in line, f"{column.name} would mix up texts"


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
    return length * (4 if "Unicode" in type(column.type).__name__ else 2)


@pytest.mark.parametrize("context", sorted(SCHEMAS))
def test_migrations_make_the_same_tables(context: str, dialect: Dialect) -> None:
    script = _migrated(context)
    for table in SCHEMAS[context].metadata.sorted_tables:
        expected = str(CreateTable(table).compile(dialect=dialect))
        [found] = re.findall(rf"CREATE TABLE \[{table.name}\] \(.*?\n\)", script, re.DOTALL)
        added = _added(table.name, script)
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


@pytest.mark.parametrize("context", sorted(SCHEMAS))
def test_every_step_of_the_migrations_reads_as_t_sql(context: str) -> None:
    steps = re.split(r";\s*\n|^GO\s*$", _migrated(context), flags=re.MULTILINE)
    for step in filter(str.strip, steps):
        assert _GUARD.search(step) or not _not_t_sql(step), step


def _not_t_sql(statement: str) -> list[str]:
    """What of a statement SQL Server would not know, as far as a parser can tell."""
    tree = parse_one(_LATER.sub("1", statement), read="tsql")
    unknown = [type(node).__name__ for node in tree.find_all(*_UNSPOKEN)]
    return unknown + [call.name for call in tree.find_all(exp.Anonymous)]


def test_words_of_other_engines_are_told_apart() -> None:
    for statement in (
        "SELECT a FROM b WHERE strange(a) = 1",
        "SELECT a FROM b WHERE c = TRUE",
        "INSERT INTO b (a) VALUES (1) ON CONFLICT DO NOTHING",
        "MERGE INTO b USING c ON b.a = c.a WHEN MATCHED THEN DELETE",
        "VACUUM b",
    ):
        assert _not_t_sql(statement), statement
    with pytest.raises(ParseError):
        _not_t_sql("SELECT a FROM WHERE")


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _added(table: str, script: str) -> list[str]:
    """Columns as they are in the end: one that rows must be given first begins as NULL."""
    added = re.findall(rf"^ALTER TABLE \[{table}\] ADD (.*);$", script, re.MULTILINE)
    filled = re.findall(
        rf"^ALTER TABLE \[{table}\] ALTER COLUMN (.*) NOT NULL;$", script, re.MULTILINE
    )
    return [
        line.replace(" NULL", " NOT NULL") if line.removesuffix(" NULL") in filled else line
        for line in added
    ]


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
    for statement in told:
        assert _SAVEPOINT.fullmatch(statement) or not _not_t_sql(statement), statement
    tables = set(SCHEMAS[context].metadata.tables)
    reached = {table for table in tables if any(f"[{table}]" in statement for statement in told)}
    assert len(reached) >= 0.8 * len(tables), f"no statement reached {tables - reached}"
