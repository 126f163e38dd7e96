"""What an organization has: its rows in every table, found by the columns of the tables."""

import hashlib
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Table, exists, select

from domain_api.adapters.sql.engine import Database
from tests.tenancy.site import Site

OWNER = "organization_id"
ID = re.compile(r"\b[a-z]{2,5}_[0-9a-hjkmnp-tv-z]{26}\b")
OF_NOBODY = {
    "PAShard": "which shard a database is, and where slots are",
    "PAArrivals": "a campaign's id while it moves between shards, and nothing of it",
    "PSSignInAttempts": "counted by the digest of an address before anybody knows whose it is",
    "PSEtlRuns": "a run is of the whole installation, and tells counts only",
    "PSEtlRunSources": "a part of a run",
    "PSEtlSources": "how far a database is read",
    "PSEtlLeases": "which run is at work",
    "PSEtlDue": "marks of work, gone when a run has ended",
    "PSEtlRejects": "records that no program of this release could read; for the operator",
}
"""Tables that belong to no organization, and why that is right."""

NOTES = "PSAudit"
"""Says that somebody asked for a change, whatever came of it."""

_SHORTEST = 6
"""A text of fewer letters may be anybody's."""


class Rows:
    """A reading of everything that one organization has, at this moment."""

    def __init__(self, site: Site, organization_id: str) -> None:
        self._databases = site.application.databases.with_schemas()
        self._organization_id = organization_id

    def digest(self) -> str:
        return _digest(self.all)

    def digest_of_work(self) -> str:
        """Of all but the note that somebody asked: the same while what they asked does nothing."""
        return _digest([(table, row) for table, row in self.all if table != NOTES])

    @cached_property
    def all(self) -> list[tuple[str, dict[str, Any]]]:
        """Table and row, in a fixed order."""
        return [found for place in owned_tables(self._databases) for found in self._in(*place)]

    def ids(self) -> list[str]:
        """Every id in any of its rows but its own name, in a fixed order."""
        found = {one: None for text in self._strings() for one in ID.findall(text)}
        return [one for one in found if one != self._organization_id]

    def texts(self) -> set[str]:
        """All that somebody could recognize: ids, names, addresses, digests, sentences."""
        return {text for text in self._strings() if len(text) >= _SHORTEST} | set(self.ids())

    def pairs(self) -> set[tuple[str, str]]:
        """Ids, with the names they stand under in columns and in documents."""
        return {leaf for _, row in self.all for leaf in _leaves(row) if ID.fullmatch(leaf[1])}

    def _strings(self) -> Iterator[str]:
        return (text for _, row in self.all for _, text in _leaves(row))

    def _in(self, database: Database, table: Table) -> list[tuple[str, dict[str, Any]]]:
        owned = ownership(table, self._organization_id)
        assert owned is not None
        with database.read() as connection:
            rows = connection.execute(select(table).where(owned).order_by(*table.primary_key))
            return [(table.name, dict(row)) for row in rows.mappings()]


def _digest(rows: list[tuple[str, dict[str, Any]]]) -> str:
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def owned_tables(databases: Any) -> list[tuple[Database, Table]]:
    """Every table of every database that is somebody's. A new one that is nobody's fails."""
    found: list[tuple[Database, Table]] = []
    for database, schema in databases:
        for table in schema.metadata.sorted_tables:
            if table.name in OF_NOBODY:
                continue
            assert ownership(table, "") is not None, (
                f"{table.name} has no {OWNER}, and no parent that has: give it one, "
                "or say in OF_NOBODY why it belongs to nobody"
            )
            found.append((database, table))
    return found


def ownership(table: Table, organization_id: str) -> ColumnElement[bool] | None:
    """Whose a row is: by its own column, or as a part of a row that has it."""
    if OWNER in table.c:
        return table.c[OWNER] == organization_id
    for key in table.foreign_key_constraints:
        parent = key.referred_table
        if OWNER in parent.c:
            joined = [element.column == element.parent for element in key.elements]
            return exists().where(parent.c[OWNER] == organization_id, *joined)
    return None


def _leaves(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, part in value.items():  # pyright: ignore[reportUnknownVariableType] -- any JSON
            yield from _leaves(part, str(key))  # pyright: ignore[reportUnknownArgumentType] -- as above
    elif isinstance(value, list | tuple):
        for part in value:  # pyright: ignore[reportUnknownVariableType] -- any JSON
            yield from _leaves(part, name)
    elif isinstance(value, str):
        yield name, value
