"""The document stores, each over a place of its own."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import mongomock
import pytest
from pymongo import MongoClient

from domain_api.adapters.documents.memory import MemoryDocumentStore
from domain_api.adapters.documents.mongo.server import MongoServer
from domain_api.adapters.documents.mongo.store import MongoDocumentStore
from domain_api.adapters.documents.sqlite import SqlDocumentStore, metadata
from domain_api.content.documents import DocumentStore
from domain_api.kernel import Clock, ManualClock, new_id
from tests.domain_api.adapters.documents.wire import wire_server
from tests.support.actors import START
from tests.support.databases import ENGINES, fresh_database, require_suite

MONGO = os.environ.get("PROMPTSALES_TEST_MONGO_URL", "")

MONGO_PLACES = ("mongomock", "wire", "mongo")
MONGO_SERVERS = ["mongomock", "wire", pytest.param("mongo", marks=pytest.mark.mongo)]
"""A double of the driver, the driver over a double of the server, and a server that is named."""

PLACES = ["memory", *ENGINES, *MONGO_SERVERS]


@contextmanager
def open_store(place: str, folder: Path) -> Generator[DocumentStore]:
    clock = ManualClock(START)
    if place == "memory":
        yield MemoryDocumentStore()
    elif place in MONGO_PLACES:
        with open_server(place, clock) as server:
            yield MongoDocumentStore(server, clock)
    else:
        with fresh_database(place, folder, metadata) as database:
            yield SqlDocumentStore(database, clock)


@contextmanager
def open_server(place: str, clock: Clock) -> Generator[MongoServer]:
    """Prepared and empty; on a server that is named, a database that is dropped afterwards."""
    if place == "mongomock":
        yield mongomock_server(clock)
    elif place == "wire":
        with wire_server() as wire:
            server = MongoServer.at(wire.url, clock)
            server.prepare()
            yield server
            server.close()
    else:
        yield from _real(clock)


def mongomock_server(clock: Clock) -> MongoServer:
    client: Any = cast("Any", mongomock.MongoClient(tz_aware=True))
    return MongoServer(client, client["promptcontent"], clock)


def _real(clock: Clock) -> Generator[MongoServer]:
    require_suite("mongo", MONGO, "PROMPTSALES_TEST_MONGO_URL names no server")
    options: Any = {"tz_aware": True, "w": "majority", "readPreference": "primary"}
    client = cast("MongoClient[dict[str, Any]]", MongoClient(MONGO, **options))
    server = MongoServer(client, client[new_id("tst")], clock)
    try:
        server.prepare()
        yield server
    finally:
        client.drop_database(server.documents.database.name)
        client.close()
