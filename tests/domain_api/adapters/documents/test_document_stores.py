"""One contract for every document store: the fake, SQLite and PostgreSQL keep the same rules."""

import threading
from collections.abc import Generator
from pathlib import Path

import pytest

from domain_api.adapters.documents.memory import MemoryDocumentStore
from domain_api.adapters.documents.sqlite import SqlDocumentStore, metadata
from domain_api.content.documents import Collection, DocumentStore, NewDocument, Query
from domain_api.kernel import ManualClock, VersionConflict, new_id
from tests.support.actors import ORGANIZATION, OTHER_ORGANIZATION, START
from tests.support.databases import ENGINES, fresh_database

NOTES = Collection("notes", text_field="text")
DRAWERS = Collection("drawers")


@pytest.fixture(params=["memory", *ENGINES])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[DocumentStore]:
    if request.param == "memory":
        yield MemoryDocumentStore()
        return
    with fresh_database(request.param, tmp_path, metadata) as database:
        yield SqlDocumentStore(database, ManualClock(START))


def add(store: DocumentStore, organization: str = ORGANIZATION, **body: object) -> str:
    document_id = new_id("doc")
    store.put(NOTES, organization, document_id, body)
    return document_id


def found(store: DocumentStore, query: Query, organization: str = ORGANIZATION) -> list[str]:
    return [document.document_id for document in store.find(NOTES, organization, query)]


def test_a_document_comes_back_as_it_was_put(store: DocumentStore) -> None:
    body = {"text": "Café “ñ” 🌙", "deep": {"list": [1, None, True]}, "empty": ""}
    put = store.put(NOTES, ORGANIZATION, "doc_a", body)
    assert (put.revision, put.body) == (1, body)
    assert store.get(NOTES, ORGANIZATION, "doc_a") == put


def test_what_is_returned_is_the_callers_own_copy(store: DocumentStore) -> None:
    store.put(NOTES, ORGANIZATION, "doc_a", {"list": [1]})
    first = store.get(NOTES, ORGANIZATION, "doc_a")
    assert first is not None
    first.body["list"].append(2)
    again = store.get(NOTES, ORGANIZATION, "doc_a")
    assert again is not None
    assert again.body == {"list": [1]}


def test_a_put_without_a_revision_replaces_what_is_there(store: DocumentStore) -> None:
    store.put(NOTES, ORGANIZATION, "doc_a", {"n": 1})
    assert store.put(NOTES, ORGANIZATION, "doc_a", {"n": 2}).revision == 2
    kept = store.get(NOTES, ORGANIZATION, "doc_a")
    assert kept is not None
    assert (kept.revision, kept.body) == (2, {"n": 2})


def test_a_put_of_the_revision_that_was_read_succeeds_once(store: DocumentStore) -> None:
    store.put(NOTES, ORGANIZATION, "doc_a", {"n": 1})
    store.put(NOTES, ORGANIZATION, "doc_a", {"n": 2}, expected_revision=1)
    with pytest.raises(VersionConflict):
        store.put(NOTES, ORGANIZATION, "doc_a", {"n": 3}, expected_revision=1)
    kept = store.get(NOTES, ORGANIZATION, "doc_a")
    assert kept is not None
    assert kept.body == {"n": 2}


def test_revision_zero_means_that_the_document_is_new(store: DocumentStore) -> None:
    store.put(NOTES, ORGANIZATION, "doc_a", {"n": 1}, expected_revision=0)
    with pytest.raises(VersionConflict):
        store.put(NOTES, ORGANIZATION, "doc_a", {"n": 2}, expected_revision=0)
    with pytest.raises(VersionConflict):
        store.put(NOTES, ORGANIZATION, "doc_b", {"n": 1}, expected_revision=1)


def test_new_documents_are_kept_all_or_none(store: DocumentStore) -> None:
    store.put(DRAWERS, ORGANIZATION, "doc_old", {})
    with pytest.raises(VersionConflict):
        store.add_all(
            ORGANIZATION,
            [NewDocument(NOTES, "doc_new", {}), NewDocument(DRAWERS, "doc_old", {})],
        )
    assert store.get(NOTES, ORGANIZATION, "doc_new") is None
    store.add_all(
        ORGANIZATION, [NewDocument(NOTES, "doc_new", {}), NewDocument(DRAWERS, "doc_other", {})]
    )
    assert store.get(NOTES, ORGANIZATION, "doc_new") is not None


def test_a_tenant_sees_its_own_documents_only(store: DocumentStore) -> None:
    mine = add(store, text="same", kind="a")
    theirs = add(store, OTHER_ORGANIZATION, text="same", kind="a")
    assert store.get(NOTES, ORGANIZATION, theirs) is None
    assert found(store, Query(equals={"kind": "a"}, text="same")) == [mine]
    store.put(NOTES, ORGANIZATION, theirs, {"text": "mine"}, expected_revision=0)
    kept = store.get(NOTES, OTHER_ORGANIZATION, theirs)
    assert kept is not None
    assert kept.body["text"] == "same"


def test_collections_do_not_mix(store: DocumentStore) -> None:
    store.put(NOTES, ORGANIZATION, "doc_a", {"n": 1})
    assert store.get(DRAWERS, ORGANIZATION, "doc_a") is None
    assert store.find(DRAWERS, ORGANIZATION, Query(equals={})) == []


def test_found_documents_come_newest_first_in_pages(store: DocumentStore) -> None:
    ids = sorted(add(store, text=str(number)) for number in range(5))
    first = found(store, Query(equals={}, limit=2))
    assert first == [ids[4], ids[3]]
    assert found(store, Query(equals={}, after=first[-1], limit=10)) == [ids[2], ids[1], ids[0]]


def test_equals_compares_each_named_field_exactly(store: DocumentStore) -> None:
    yes = add(store, channel="sms", shelf="library")
    add(store, channel="sms", shelf="archive")
    add(store, channel="SMS", shelf="library")
    add(store, shelf="library")
    assert found(store, Query(equals={"channel": "sms", "shelf": "library"})) == [yes]


@pytest.mark.parametrize("text", ["cafe", "CAFÉ", "café  en", "Café en San"])
def test_text_is_found_whatever_its_case_and_accents(store: DocumentStore, text: str) -> None:
    yes = add(store, text="Un buen Café en San José")
    add(store, text="Un buen té")
    add(store, other="Café")
    assert found(store, Query(equals={}, text=text)) == [yes]


@pytest.mark.parametrize("text", ["100%", "a_b", "\\", "'", '"', "[x]"])
def test_signs_in_a_searched_text_stand_for_themselves(store: DocumentStore, text: str) -> None:
    yes = add(store, text=f"before {text} after")
    add(store, text="before 100 axb x after")
    assert found(store, Query(equals={}, text=text)) == [yes]


def test_of_writers_who_read_the_same_revision_one_wins(store: DocumentStore) -> None:
    store.put(NOTES, ORGANIZATION, "doc_a", {"n": 0})
    won: list[int] = []
    start = threading.Barrier(4)

    def write(number: int) -> None:
        start.wait(10)
        try:
            store.put(NOTES, ORGANIZATION, "doc_a", {"n": number}, expected_revision=1)
        except VersionConflict:
            return
        won.append(number)

    _together([threading.Thread(target=write, args=(number,)) for number in range(4)])
    kept = store.get(NOTES, ORGANIZATION, "doc_a")
    assert kept is not None
    assert [kept.body["n"]] == won
    assert kept.revision == 2


def test_writers_who_name_no_revision_all_get_through(store: DocumentStore) -> None:
    start = threading.Barrier(4)

    def write(number: int) -> None:
        start.wait(10)
        store.put(NOTES, ORGANIZATION, "doc_a", {"n": number})

    _together([threading.Thread(target=write, args=(number,)) for number in range(4)])
    kept = store.get(NOTES, ORGANIZATION, "doc_a")
    assert kept is not None
    assert kept.revision == 4


def _together(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
