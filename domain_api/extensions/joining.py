"""Finds the extensions that the settings name, and refuses those that do not fit together."""

import importlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from fastapi import APIRouter
from fastapi.routing import APIRoute
from sqlalchemy import MetaData

from domain_api.adapters.sql.schema import Schema
from domain_api.content.generations.text_model import TextModel
from domain_api.extensions.faults import VARIABLE, faulty
from domain_api.extensions.model import (
    Basis,
    Doors,
    Extension,
    Home,
    OwnChannel,
    OwnGateway,
    OwnTables,
)
from domain_api.jobs.worker import Handler
from domain_api.services import Services

T = TypeVar("T")

_VERSIONS = frozenset({"PSSchema", "PCRSchema", "PCSchema"})
"""Where the product's own schemas are noted."""


@dataclass(frozen=True, slots=True)
class Extensions:
    """Every extension of an installation, by the name of its module."""

    by_name: Mapping[str, Extension]

    @classmethod
    def named(cls, names: Sequence[str]) -> "Extensions":
        """Import them. Raises `Unavailable` (invalid_extension), which says what to mend."""
        for name, times in Counter(names).items():
            if times > 1:
                raise faulty(f"{VARIABLE} names {name} twice: take one away")
        return cls({name: _imported(name) for name in names})

    @property
    def text_model(self) -> Callable[[Basis], TextModel] | None:
        """The one that an extension brings. Raises `Unavailable` when two do."""
        return self._only("text model", {n: e.text_model for n, e in self.by_name.items()})

    @property
    def gateway(self) -> OwnGateway | None:
        """The one that an extension brings. Raises `Unavailable` when two do."""
        return self._only("gateway", {n: e.gateway for n, e in self.by_name.items()})

    @property
    def channels(self) -> tuple[OwnChannel, ...]:
        return tuple(channel for one in self.by_name.values() for channel in one.channels)

    def schemas(self, present: Mapping[Home, MetaData]) -> list[tuple[Home, Schema]]:
        """Their tables, each in its database. Raises `Unavailable` for a name that is taken."""
        taken = {home: {*metadata.tables, *_VERSIONS} for home, metadata in present.items()}
        found: list[tuple[Home, Schema]] = []
        for name, one in self.by_name.items():
            for tables in one.tables:
                _claim(name, tables, taken[tables.home])
                context = name.rpartition(".")[2]
                schema = Schema(context, tables.metadata, tables.version_table, tables.revisions)
                found.append((tables.home, schema))
        return found

    def open(self, basis: Basis, services: Services) -> tuple[Doors, ...]:
        return tuple(one.context(basis, services) for one in self.by_name.values() if one.context)

    @staticmethod
    def _only(what: str, offers: Mapping[str, T | None]) -> T | None:
        brought = {name: offer for name, offer in offers.items() if offer is not None}
        if len(brought) > 1:
            raise faulty(
                f"{' and '.join(brought)} each bring a {what}, and an installation has one: "
                f"name one of them in {VARIABLE}"
            )
        return next(iter(brought.values()), None)


def with_added(handlers: Mapping[str, Handler], doors: Iterable[Doors]) -> Mapping[str, Handler]:
    """The handlers and those of the doors. Raises `Unavailable` for a kind that is taken."""
    together = dict(handlers)
    for door in doors:
        for kind, handler in door.handlers.items():
            if kind in together:
                raise faulty(f"an extension handles the job {kind!r}, which is taken: rename it")
            together[kind] = handler
    return together


def require_free_paths(present: Iterable[APIRouter], added: Iterable[APIRouter]) -> None:
    """Raise `Unavailable` when an added route is hidden by another with its path."""
    taken = {operation for router in present for operation in _operations(router)}
    for router in added:
        for operation in _operations(router):
            if operation in taken:
                raise faulty(f"an extension's route {operation} is taken: give it another path")
            taken.add(operation)


def _operations(router: APIRouter) -> list[str]:
    return [
        f"{method} {route.path_format}"
        for route in router.routes
        if isinstance(route, APIRoute)
        for method in sorted(route.methods or ())
    ]


def _imported(name: str) -> Extension:
    try:
        module = importlib.import_module(name)
    except (ImportError, ValueError, TypeError) as error:  # the last two: no name of a module
        raise faulty(
            f"{VARIABLE} names {name[:80]!r}, which cannot be imported ({error}): install its "
            "package, or mend the name"
        ) from error
    extension = getattr(module, "EXTENSION", None)
    if not isinstance(extension, Extension):
        raise faulty(
            f"the module {name} has no EXTENSION: give it one, a "
            "domain_api.extensions.model.Extension"
        )
    return extension


def _claim(name: str, tables: OwnTables, taken: set[str]) -> None:
    for table in (*tables.metadata.tables, tables.version_table):
        if table in taken:
            raise faulty(
                f"{name} has a table {table!r}, which the {tables.home} database has already: "
                "give it a prefix of its own"
            )
        taken.add(table)
    if not any(tables.revisions.glob("[0-9]*.py")):
        raise faulty(f"{name} has no migration in {tables.revisions}: add 0001_….py")
