"""One contract for every document store: memory, SQL and MongoDB keep the same rules."""

import threading
from collections.abc import Generator
from pathlib import Path

import pytest

from domain_api.content.documents import Collection, DocumentStore, NewDocument, Query
from domain_api.kernel import VersionConflict, new_id
from tests.domain_api.adapters.documents.places import PLACES, open_store
from tests.support.actors import ORGANIZATION, OTHER_ORGANIZATION

NOTES = Collection("notes", text_field="text")
DRAWERS = Collection("drawers")


@pytest.fixture(params=PLACES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[DocumentStore]:
    with open_store(request.param, tmp_path) as store:
        yield store


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


@pytest.mark.parametrize("value", ["$gt", "$regex", "{'$gt': ''}", ".*", "", "null", "é", "'"])
def test_a_value_is_compared_as_text_whatever_it_looks_like(
    store: DocumentStore, value: str
) -> None:
    yes = add(store, kind=value)
    add(store, kind="zz")
    add(store)
    assert found(store, Query(equals={"kind": value})) == [yes]


@pytest.mark.parametrize("other", [["sms"], {"sms": "sms"}, None, [["sms"]]])
def test_only_a_text_equals_a_text(store: DocumentStore, other: object) -> None:
    add(store, channel=other)
    yes = add(store, channel="sms")
    assert found(store, Query(equals={"channel": "sms"})) == [yes]


@pytest.mark.parametrize("name", ["a.b", "$set", "$", ".", "~1", "~json", "a~.$b", "body", "_id"])
def test_a_field_may_have_any_name(store: DocumentStore, name: str) -> None:
    body = {name: "yes", "deep": {name: [{name: 1}]}}
    yes = new_id("doc")
    store.put(NOTES, ORGANIZATION, yes, body)
    add(store, a={"b": "yes"}, b="yes")
    kept = store.get(NOTES, ORGANIZATION, yes)
    assert kept is not None
    assert kept.body == body
    assert found(store, Query(equals={name: "yes"})) == [yes]


def test_numbers_keep_their_size_and_their_kind(store: DocumentStore) -> None:
    numbers = [0, -1, 2**31, 2**53 + 1, 2**63 - 1, -(2**63), 2**63, 2**200, 1.5, True, 1e300]
    store.put(NOTES, ORGANIZATION, "doc_a", {"numbers": numbers})
    kept = store.get(NOTES, ORGANIZATION, "doc_a")
    assert kept is not None
    assert kept.body["numbers"] == numbers
    assert [type(number) for number in kept.body["numbers"]] == [type(one) for one in numbers]


@pytest.mark.parametrize("depth", [39, 41, 150])
def test_a_body_may_be_deep(store: DocumentStore, depth: int) -> None:
    body: dict[str, object] = {"leaf": "x", "big": 2**70}
    for level in range(depth):
        body = {"in": [body]} if level % 2 else {"in": body, "a.b": level}
    store.put(NOTES, ORGANIZATION, "doc_a", body)
    kept = store.get(NOTES, ORGANIZATION, "doc_a")
    assert kept is not None
    assert kept.body == body


def test_what_was_put_is_not_the_callers_any_more(store: DocumentStore) -> None:
    body: dict[str, list[int]] = {"list": [1]}
    put = store.put(NOTES, ORGANIZATION, "doc_a", body)
    store.add_all(ORGANIZATION, [NewDocument(NOTES, "doc_b", body)])
    body["list"].append(2)
    put.body["more"] = 1
    for name in ("doc_a", "doc_b"):
        kept = store.get(NOTES, ORGANIZATION, name)
        assert kept is not None
        assert kept.body == {"list": [1]}


def test_new_documents_of_one_id_are_refused_together(store: DocumentStore) -> None:
    twice = [NewDocument(NOTES, "doc_a", {"n": number}) for number in range(2)]
    with pytest.raises(VersionConflict):
        store.add_all(ORGANIZATION, twice)
    assert store.get(NOTES, ORGANIZATION, "doc_a") is None
    store.add_all(ORGANIZATION, [])


def test_documents_added_together_are_found_changed_and_added_once(store: DocumentStore) -> None:
    new = [NewDocument(NOTES, f"doc_{number}", {"text": "Té", "n": "x"}) for number in range(3)]
    store.add_all(ORGANIZATION, new)
    assert found(store, Query(equals={"n": "x"}, text="te")) == ["doc_2", "doc_1", "doc_0"]
    assert store.put(NOTES, ORGANIZATION, "doc_1", {"n": "y"}, expected_revision=1).revision == 2
    with pytest.raises(VersionConflict):
        store.add_all(ORGANIZATION, [NewDocument(NOTES, "doc_3", {}), new[0]])
    assert found(store, Query(equals={"n": "x"})) == ["doc_2", "doc_0"]
    assert found(store, Query(equals={})) == ["doc_2", "doc_1", "doc_0"]


def test_ids_that_hold_signs_are_kept_apart(store: DocumentStore) -> None:
    """No two of them may be read as one key."""
    other = Collection("notes:x")
    for collection, name in ((NOTES, "x:y"), (other, "y"), (NOTES, "x%3Ay"), (NOTES, "x/y")):
        store.put(collection, ORGANIZATION, name, {"name": name}, expected_revision=0)
    assert found(store, Query(equals={})) == ["x:y", "x/y", "x%3Ay"]


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
