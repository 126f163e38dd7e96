"""T-SQL turned into what PostgreSQL runs: a tree of sqlglot's, and the few words it leaves out."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlglot import exp, parse_one
from sqlglot.errors import ParseError

from domain_api.adapters.sql.dialects.postgres import PostgreSql


class NotUnderstood(Exception):
    """The statement is not T-SQL, or more of it than is spoken here."""


@dataclass(frozen=True, slots=True)
class Translated:
    """Statements to run in order, with psycopg's places for parameters; the last one answers."""

    statements: tuple[str, ...]


_NAME = r"[\[\"]?(\w+)[\]\"]?"
_WORDS: Mapping[str, Callable[[re.Match[str]], tuple[str, ...]]] = {
    rf"SAVE TRAN(?:SACTION)? {_NAME}": lambda found: (f'SAVEPOINT "{found[1]}"',),
    rf"ROLLBACK TRAN(?:SACTION)? {_NAME}": lambda found: (f'ROLLBACK TO SAVEPOINT "{found[1]}"',),
    r"EXEC sp_getapplock @Resource = (@\w+|N'\w+'), @LockMode = 'Exclusive', @LockTimeout = -1": (
        lambda found: (f"SELECT pg_advisory_xact_lock(hashtext({_place(found[1])}))",)
    ),
    rf"CREATE TRIGGER {_NAME} ON {_NAME} INSTEAD OF UPDATE, DELETE AS THROW .*": (
        lambda found: tuple(_escaped(told) for told in PostgreSql().append_only(found[2]))
    ),
    rf"ALTER TABLE {_NAME} (DISABLE|ENABLE) TRIGGER ALL": (
        lambda found: (f'ALTER TABLE "{found[1]}" {found[2].upper()} TRIGGER USER',)
    ),
    r"SET (?:LOCK_TIMEOUT|TRANSACTION ISOLATION) .*": lambda _: (),
    rf"CREATE DATABASE {_NAME}": lambda found: (f'CREATE SCHEMA "{found[1]}"',),
    rf"DROP DATABASE {_NAME}": lambda found: (f'DROP SCHEMA "{found[1]}" CASCADE',),
    r"ALTER DATABASE .*": lambda _: (),
    r"SELECT CAST\(DATABASEPROPERTYEX\(DB_NAME\(\), 'Updateability'\) AS .*": (
        lambda _: ("SELECT 'READ_WRITE'",)
    ),
    r"SELECT CAST\(SERVERPROPERTY\('ProductVersion'\) AS VARCHAR\)": (
        lambda _: ("SELECT '16.0.1000.6'",)
    ),
    r"SELECT name FROM sys\.system_views .*": lambda _: ("SELECT 'dm_exec_sessions' AS name",),
    r"SELECT CASE transaction_isolation_level .* FROM sys\.dm_exec_sessions .*": (
        lambda _: ("SELECT 'READ COMMITTED'",)
    ),
}


@lru_cache(maxsize=1000)
def translated(statement: str) -> Translated:
    plain = " ".join(statement.split()).rstrip("; ")
    for words, told in _WORDS.items():
        if found := re.fullmatch(words, plain, re.IGNORECASE):
            return Translated(told(found))
    try:
        tree = parse_one(statement, read="tsql")
    except ParseError as error:
        raise NotUnderstood(str(error)) from error
    if isinstance(tree, exp.Command):
        raise NotUnderstood(f"Incorrect syntax near '{plain[:60]}'.")
    for kind, change in _CHANGES.items():
        for node in reversed(list(tree.find_all(kind))):  # what is within comes first
            node.replace(change(node))
    return Translated((_sql(tree),))


def _typed(node: exp.DataType) -> exp.DataType:
    if node.this == exp.DataType.Type.BIT:
        return exp.DataType.build("smallint")
    if node.this == exp.DataType.Type.VARBINARY:
        return exp.DataType.build("bytea", dialect="postgres")
    if [str(size).upper() for size in node.expressions] == ["MAX"]:
        return exp.DataType.build("text")
    return node


def _ordered(node: exp.Ordered) -> exp.Expr:
    """Keys of tables and indexes need no word on where nothing goes."""
    return node if node.find_ancestor(exp.Select) else node.this


def _joined(node: exp.Add) -> exp.Expr:
    if any(_is_text(side) for side in (node.left, node.right)):
        return exp.DPipe(this=node.left, expression=node.right, safe=True)
    return node


_JSON = "jsonb_path_query_first(body::jsonb, path::jsonpath) #>> '{}'"


def _is_text(side: exp.Expr) -> bool:
    return isinstance(side, exp.DPipe) or (isinstance(side, exp.Literal) and side.is_string)


def _picked(node: exp.JSONExtractScalar) -> exp.Expr:
    found = parse_one(_JSON, read="postgres")
    for column in list(found.find_all(exp.Column)):
        column.replace(node.this if column.name == "body" else node.expression)
    return found


def _catalogued(node: exp.Table) -> exp.Expr:
    shown = _CATALOGUE.get(f"{node.db}.{node.name}".lower())
    if shown is None:
        return node
    name = exp.to_identifier(node.alias_or_name, quoted=True)
    return exp.Subquery(this=parse_one(shown, read="postgres"), alias=exp.TableAlias(this=name))


def _of_catalogue(node: exp.Column) -> exp.Column:
    if node.db.lower() not in ("sys", "information_schema"):
        return node
    return exp.column(node.args["this"], table=exp.to_identifier(node.table, quoted=True))


_CATALOGUE = {
    "sys.databases": """
        SELECT nspname AS name, true AS is_read_committed_snapshot_on FROM pg_namespace
    """,
    "sys.schemas": "SELECT nspname AS name, oid AS schema_id FROM pg_namespace",
    "sys.objects": """
        SELECT relname AS name, oid AS object_id, relnamespace AS schema_id,
            CASE relkind WHEN 'r' THEN 'U' WHEN 'v' THEN 'V' END AS type
        FROM pg_class
    """,
    "information_schema.tables": """
        SELECT table_name AS "TABLE_NAME", table_schema AS "TABLE_SCHEMA",
            table_type AS "TABLE_TYPE"
        FROM information_schema.tables
    """,
}
"""What the driver's side asks of the system's tables, told of PostgreSQL's."""


def _called(node: exp.Anonymous) -> exp.Expr:
    return exp.CurrentSchema() if node.name.upper() == "DB_NAME" else node


def _plain(node: exp.National) -> exp.Literal:
    return exp.Literal.string(node.name)


def _marked(node: exp.Parameter) -> exp.Var:
    return exp.Var(this=f"__{node.name}__")


_CHANGES: Mapping[type[exp.Expr], Callable[[Any], exp.Expr]] = {
    exp.JSONExtractScalar: _picked,
    exp.DataType: _typed,
    exp.Ordered: _ordered,
    exp.Table: _catalogued,
    exp.Column: _of_catalogue,
    exp.Anonymous: _called,
    exp.National: _plain,
    exp.Add: _joined,
    exp.Parameter: _marked,
}


def _sql(tree: exp.Expr) -> str:
    told = _escaped(tree.sql("postgres"))
    return re.sub(r"__(\w+?)__", lambda found: _place(f"@{found[1]}"), told)


def _place(name: str) -> str:
    return f"%({name[1:]})s" if name.startswith("@") else name.removeprefix("N")


def _escaped(statement: str) -> str:
    return statement.replace("%", "%%")
