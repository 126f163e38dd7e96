"""One contract for the feed of every document store: what changed is told, and nothing slips."""

from collections.abc import Generator
from pathlib import Path
from typing import Protocol

import pytest

from domain_api.adapters.documents.memory import MemoryDocumentStore
from domain_api.adapters.documents.mongo.feed import MongoDocumentFeed
from domain_api.adapters.documents.mongo.store import MongoDocumentStore
from domain_api.adapters.documents.sqlite import SqlDocumentFeed, SqlDocumentStore, metadata
from domain_api.content.assets.model import AssetView
from domain_api.content.changes.service import AssetFeed
from domain_api.content.documents import (
    Collection,
    DocumentFeed,
    DocumentStore,
    FoundDocument,
    NewDocument,
)
from domain_api.kernel import ManualClock, VersionConflict
from domain_api.sales.etl.records import payload_of, summary_of
from tests.domain_api.adapters.documents.places import MONGO_PLACES, MONGO_SERVERS, open_server
from tests.domain_api.content.support import Content
from tests.support.actors import ORGANIZATION, OTHER_ORGANIZATION, START, agent
from tests.support.databases import ENGINES, fresh_database

NOTES, DRAWERS = Collection("notes", text_field="text"), Collection("drawers")


class Kept(Protocol):
    store: DocumentStore
    feed: DocumentFeed


class _Pair:
    def __init__(self, store: DocumentStore, feed: DocumentFeed) -> None:
        self.store, self.feed = store, feed


@pytest.fixture(params=["memory", *ENGINES, *MONGO_SERVERS])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Kept]:
    if request.param == "memory":
        memory = MemoryDocumentStore()
        yield _Pair(memory, memory)
        return
    clock = ManualClock(START)
    if request.param in MONGO_PLACES:
        with open_server(request.param, clock) as server:
            yield _Pair(MongoDocumentStore(server, clock), MongoDocumentFeed(server, clock))
        return
    with fresh_database(request.param, tmp_path, metadata) as database:
        yield _Pair(SqlDocumentStore(database, clock), SqlDocumentFeed(database))


def told(kept: Kept, cursor: str, collection: Collection = NOTES) -> list[FoundDocument]:
    found: dict[tuple[str, str], FoundDocument] = {}
    while (page := kept.feed.changes(collection, cursor, 2)).more:
        found |= {(each.organization_id, each.document_id): each for each in page.documents}
        cursor = page.cursor
    return sorted(found.values(), key=lambda each: (each.document_id, each.organization_id))


def test_puts_and_new_documents_are_told_as_they_are_by_now(kept: Kept) -> None:
    start = kept.feed.head()
    kept.store.put(NOTES, ORGANIZATION, "doc_a", {"n": 1})
    kept.store.put(NOTES, ORGANIZATION, "doc_a", {"n": 2})
    kept.store.add_all(ORGANIZATION, [NewDocument(NOTES, "doc_b", {"n": 3})])
    assert told(kept, start) == [
        FoundDocument(ORGANIZATION, "doc_a", {"n": 2}),
        FoundDocument(ORGANIZATION, "doc_b", {"n": 3}),
    ]


def test_nothing_is_told_twice_past_the_head(kept: Kept) -> None:
    kept.store.put(NOTES, ORGANIZATION, "doc_a", {"n": 1})
    head = kept.feed.head()
    assert told(kept, head) == []
    assert kept.feed.waiting(head) == 0
    kept.store.put(NOTES, ORGANIZATION, "doc_a", {"n": 1})
    assert kept.feed.waiting(head) == 1


def test_a_refused_put_is_no_change(kept: Kept) -> None:
    kept.store.put(NOTES, ORGANIZATION, "doc_a", {"n": 1})
    head = kept.feed.head()
    with pytest.raises(VersionConflict):
        kept.store.put(NOTES, ORGANIZATION, "doc_a", {"n": 2}, expected_revision=7)
    with pytest.raises(VersionConflict):
        kept.store.add_all(ORGANIZATION, [NewDocument(NOTES, "doc_a", {})])
    assert told(kept, head) == []


def test_collections_and_organizations_are_told_apart(kept: Kept) -> None:
    start = kept.feed.head()
    kept.store.put(DRAWERS, ORGANIZATION, "doc_a", {"n": 1})
    kept.store.put(NOTES, ORGANIZATION, "doc_a", {"n": 2})
    kept.store.put(NOTES, OTHER_ORGANIZATION, "doc_a", {"n": 3})
    owners = sorted([ORGANIZATION, OTHER_ORGANIZATION])
    assert [each.organization_id for each in told(kept, start)] == owners
    assert [each.body for each in told(kept, start, DRAWERS)] == [{"n": 1}]


def test_everything_comes_in_pages(kept: Kept) -> None:
    for number in range(5):
        kept.store.put(NOTES, ORGANIZATION, f"doc_{number}", {"n": number})
    kept.store.put(DRAWERS, ORGANIZATION, "doc_9", {})
    cursor, found = "", list[str]()
    while (page := kept.feed.everything(NOTES, cursor, 2)).more:
        found += [each.document_id for each in page.documents]
        cursor = page.cursor
    assert found == [f"doc_{number}" for number in range(5)]


def test_assets_are_told_without_their_texts(kept: Kept) -> None:
    content = Content(documents=kept.store)
    feed = AssetFeed(kept.feed)
    start = feed.head()
    asset: AssetView = content.asset()
    [record] = feed.changes(start, 10).records
    assert (record.kind, record.record_id) == ("asset", asset.asset_id)
    assert record.fields == {"channel": "email", "locale": "es-CR", "status": "draft"}
    summary_of(record, payload_of(record.fields or {}))
    middle = feed.head()
    content.assets.archive(agent(), asset.asset_id)
    [archived] = feed.changes(middle, 10).records
    assert (archived.fields or {})["status"] == "archived"
    assert [each.record_id for each in feed.everything("", 10).records] == [asset.asset_id]
    assert feed.waiting(feed.head()) == 0
