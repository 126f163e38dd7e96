"""The tables of each context, from the models: an entity diagram and what stands in each table."""

from collections.abc import Callable, Iterable
from tempfile import gettempdir

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Table,
    UniqueConstraint,
)
from sqlalchemy.dialects import postgresql

from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.schema import Schema
from domain_api.bootstrap import Databases
from tests.docs.blocks import code, table
from tests.docs.tables import in_both

CONTEXTS = ("sales", "crm", "ads", "content")
_HEADER = (
    ("table", "columns", "must hold", "refers to", "found by"),
    ("tabla", "columnas", "debe cumplirse", "se refiere a", "se busca por"),
)


def generators() -> dict[str, Callable[[], str]]:
    """The parts of the page on databases."""
    schemas = {schema.context: schema for schema in _schemas()}
    made: dict[str, Callable[[], str]] = {}
    for context in CONTEXTS:
        made |= in_both(f"diagram-{context}", _diagram_of(schemas[context]))
        made |= in_both(f"tables-{context}", _tables_of(schemas[context]))
    return made


def _schemas() -> list[Schema]:
    anywhere = Database(f"sqlite:///{gettempdir()}/nothing-is-opened.db")
    composed = Databases(anywhere, anywhere, anywhere, {0: anywhere})
    return [schema for _, schema in composed.with_schemas()]


def _diagram_of(schema: Schema) -> Callable[[int], str]:
    return lambda _language: diagram(schema)


def _tables_of(schema: Schema) -> Callable[[int], str]:
    return lambda language: table(_HEADER[language], [_row(each) for each in _sorted(schema)])


def diagram(schema: Schema) -> str:
    """In mermaid: each table with its keys, and which one refers to which."""
    lines = ["```mermaid", "erDiagram"]
    for each in _sorted(schema):
        lines.append(f"  {each.name} {{")
        lines += [f"    {_kind(column)} {column.name}{_key(column)}" for column in _keys(each)]
        lines.append("  }")
    lines += sorted({_line(each, rule) for each in _sorted(schema) for rule in _foreign(each)})
    return "\n".join([*lines, "```"])


def _sorted(schema: Schema) -> list[Table]:
    return sorted(schema.metadata.tables.values(), key=lambda each: each.name)


def _line(child: Table, rule: ForeignKeyConstraint) -> str:
    needed = not any(column.nullable for column in rule.columns)
    one = set(rule.column_keys) >= {column.name for column in child.primary_key}
    parent = "||" if needed else "|o"
    children = "o|" if one else "o{"
    names = ", ".join(name for name in rule.column_keys if name != "organization_id")
    return f'  {rule.referred_table.name} {parent}--{children} {child.name} : "{names}"'


def _keys(each: Table) -> Iterable[Column[object]]:
    return [column for column in each.columns if column.primary_key or column.foreign_keys]


def _key(column: Column[object]) -> str:
    words = [
        word for word, is_one in (("PK", column.primary_key), ("FK", column.foreign_keys)) if is_one
    ]
    return f" {', '.join(words)}" if words else ""


def _kind(column: Column[object]) -> str:
    return str(column.type.compile(postgresql.dialect())).split("(")[0].split(" ")[0].lower()


def _row(each: Table) -> tuple[str, ...]:
    return (
        code(each.name),
        ", ".join(_column(column) for column in each.columns),
        "; ".join(sorted(_laws(each))),
        "; ".join(sorted(_reference(rule) for rule in _foreign(each))),
        "; ".join(sorted(_index(index) for index in each.indexes)),
    )


def _column(column: Column[object]) -> str:
    shown = column.name + ("?" if column.nullable else "")
    return f"**{shown}**" if column.primary_key else shown


def _laws(each: Table) -> Iterable[str]:
    for rule in each.constraints:
        if isinstance(rule, CheckConstraint):
            yield code(str(rule.sqltext))
        elif isinstance(rule, UniqueConstraint):
            yield f"unique ({', '.join(column.name for column in rule.columns)})"
    for index in each.indexes:
        if index.unique:
            yield f"unique ({_names(index)}){_where(index)}"


def _where(index: Index) -> str:
    where = index.dialect_options["mssql"]["where"]
    return "" if where is None else f" where {code(str(where))}"


def _foreign(each: Table) -> list[ForeignKeyConstraint]:
    return [rule for rule in each.constraints if isinstance(rule, ForeignKeyConstraint)]


def _reference(rule: ForeignKeyConstraint) -> str:
    return f"({', '.join(rule.column_keys)}) → {code(rule.referred_table.name)}"


def _index(index: Index) -> str:
    return f"({_names(index)})"


def _names(index: Index) -> str:
    return ", ".join(column.name for column in index.columns)
