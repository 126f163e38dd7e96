"""A MongoDB server is prepared by an explicit step, and every request names its partition."""

import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest

from domain_api.adapters.documents.mongo.feed import MongoDocumentFeed
from domain_api.adapters.documents.mongo.server import MongoServer
from domain_api.adapters.documents.mongo.store import MongoDocumentStore
from domain_api.adapters.documents.opening import documents_on, feed_on, is_mongo, open_mongo
from domain_api.adapters.documents.sqlite import SqlDocumentFeed, SqlDocumentStore
from domain_api.adapters.sql.engine import Database
from domain_api.content.documents import Collection, NewDocument, Query
from domain_api.kernel import Conflict, ManualClock
from tests.domain_api.adapters.documents.places import (
    MONGO_SERVERS,
    mongomock_server,
    open_server,
)
from tests.domain_api.adapters.documents.wire import wire_server
from tests.support.actors import ORGANIZATION, START

NOTES = Collection("notes", text_field="text")
CLOCK = ManualClock(START)


@pytest.mark.parametrize("place", MONGO_SERVERS[1:])
def test_preparing_makes_what_is_missing_and_again_changes_nothing(place: str) -> None:
    with open_server(place, CLOCK) as server:
        server.prepare()
        assert [
            sorted(collection.index_information())
            for collection in (server.documents, server.batches)
        ] == [
            ["_id_", "by_change", "by_document", "by_key", "by_seal"],
            ["_id_", "by_organization", "by_state"],
        ]


def test_a_server_that_is_not_prepared_says_what_it_lacks() -> None:
    with wire_server() as wire:
        server = MongoServer.at(wire.url, CLOCK)
        assert server.state().missing == (
            *(f"PCDocuments.{name}" for name in ("by_document", "by_key", "by_change", "by_seal")),
            *(f"PCBatches.{name}" for name in ("by_organization", "by_state")),
        )
        with pytest.raises(Conflict) as told:
            server.check()
        assert told.value.code == "schema_behind"
        server.prepare()
        server.check()
        assert (server.state().version, server.state().sharded) == ("7.0.0", False)
        server.close()


@pytest.mark.parametrize("hello", [{"msg": "isdbgrid"}, {"setName": "globaldb"}])
def test_where_the_server_shards_the_organization_is_the_partition(hello: dict[str, Any]) -> None:
    with wire_server() as wire:
        wire.about |= hello
        wire.say("shardCollection", {"ok": 0.0, "code": 20, "errmsg": "sharded already"})
        server = MongoServer.at(f"{wire.url}?directConnection=true", CLOCK)
        server.prepare()
        asked = [one for one in wire.asked if "shardCollection" in one]
        assert [(one["shardCollection"], one["key"]) for one in asked] == [
            (f"promptcontent.{name}", {"organization_id": "hashed"})
            for name in ("PCDocuments", "PCBatches")
        ]
        assert server.state().sharded
        server.close()


def test_every_request_names_the_partition() -> None:
    with wire_server() as wire:
        clock = ManualClock(START)
        server = MongoServer.at(wire.url, clock)
        store = MongoDocumentStore(server, clock)
        for day in range(2):
            new = [NewDocument(NOTES, f"doc_{day}_{number}", {}) for number in range(2)]
            store.add_all(ORGANIZATION, new)
            clock.advance(timedelta(days=1))
        store.put(NOTES, ORGANIZATION, "doc_0_0", {"text": "x"})
        store.get(NOTES, ORGANIZATION, "doc_0_0")
        store.find(NOTES, ORGANIZATION, Query(equals={"a": "b"}, text="x", after="z"))
        server.close()
        named = [part for command in wire.asked for part in _addressed(command)]
        assert len(named) > 15
        assert all(part.get("organization_id") == ORGANIZATION for part in named)


def _addressed(command: dict[str, Any]) -> list[dict[str, Any]]:
    """What says which documents are meant, and the new ones."""
    parts = [*command.get("documents", [])]
    parts += [one["q"] for one in [*command.get("updates", []), *command.get("deletes", [])]]
    return parts + ([command["filter"]] if "find" in command else [])


def test_an_address_says_which_store_it_is() -> None:
    assert is_mongo("mongodb://host/db")
    assert is_mongo("mongodb+srv://cluster.example/db")
    assert not is_mongo("postgresql+psycopg://host/db")
    server = open_mongo("mongodb://127.0.0.1:1/other", CLOCK)
    assert server.documents.full_name == "other.PCDocuments"
    server.close()
    database = Database("sqlite://")
    assert isinstance(documents_on(database, CLOCK), SqlDocumentStore)
    assert isinstance(feed_on(database, CLOCK), SqlDocumentFeed)
    mongo = mongomock_server(CLOCK)
    assert isinstance(documents_on(mongo, CLOCK), MongoDocumentStore)
    assert isinstance(feed_on(mongo, CLOCK), MongoDocumentFeed)
    database.close()


def test_the_driver_is_loaded_only_where_it_is_used() -> None:
    program = (
        "import sys, domain_api.adapters.documents.opening as opening;"
        "assert not opening.is_mongo('sqlite:///x');"
        "print(sorted({'pymongo', 'bson'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)  # noqa: S603 -- our own words
    assert told.stdout.decode().strip() == "[]"
