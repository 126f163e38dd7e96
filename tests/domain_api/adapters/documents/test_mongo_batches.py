"""Documents that are added together appear at one moment or never, whatever interrupts it."""

from datetime import timedelta
from pathlib import Path

import pytest

from domain_api.adapters.documents.mongo.batches import ABANDONED_AFTER, SETTLED_AFTER
from domain_api.adapters.documents.mongo.server import MongoServer
from domain_api.adapters.documents.mongo.store import MongoDocumentStore
from domain_api.content.documents import Collection, NewDocument, Query
from domain_api.kernel import ManualClock, Unavailable, VersionConflict
from tests.domain_api.adapters.documents.interrupted import Killed, killed_at, watched
from tests.domain_api.adapters.documents.places import mongomock_server, open_server
from tests.domain_api.adapters.documents.wire import HANG_UP, wire_server
from tests.support.actors import ORGANIZATION, START

NOTES = Collection("notes")
IDS = ["doc_a", "doc_b", "doc_c"]
NEW = [NewDocument(NOTES, name, {"name": name}) for name in IDS]
ALL = Query(equals={}, limit=50)


class Place:
    """A server in memory, and what anybody sees there."""

    def __init__(self) -> None:
        self.clock = ManualClock(START)
        self.server: MongoServer = mongomock_server(self.clock)
        self.store = MongoDocumentStore(self.server, self.clock)

    def seen(self) -> list[str]:
        """By a list and by reading each, which must agree."""
        listed = sorted(one.document_id for one in self.store.find(NOTES, ORGANIZATION, ALL))
        assert listed == [name for name in IDS if self.store.get(NOTES, ORGANIZATION, name)]
        return listed

    def rows(self) -> list[tuple[str, object]]:
        rows = self.server.documents.find({}).sort("_id", 1)
        return [(row["document_id"], row["batch"]) for row in rows]

    def records(self) -> list[str]:
        return [row["state"] for row in self.server.batches.find({})]


def killed(place: Place, moment: int) -> bool:
    """Whether the moment came before the batch was done."""
    dying = MongoDocumentStore(watched(place.server, place.clock, killed_at(moment)), place.clock)
    try:
        dying.add_all(ORGANIZATION, NEW)
    except Killed:
        return True
    return False


@pytest.mark.parametrize("moment", range(1, 13))
def test_a_writer_killed_at_any_moment_leaves_all_or_none(moment: int) -> None:
    place = Place()
    assert killed(place, moment)
    seen = place.seen()
    assert seen in ([], IDS)
    if seen:
        with pytest.raises(VersionConflict):
            place.store.add_all(ORGANIZATION, NEW)
    else:
        place.store.add_all(ORGANIZATION, NEW)
    assert place.seen() == IDS


def test_the_moments_above_reach_from_nothing_to_everything() -> None:
    outcomes: list[tuple[bool, int]] = []
    for moment in range(1, 20):
        place = Place()
        outcomes.append((killed(place, moment), len(place.seen())))
    assert set(outcomes) == {(True, 0), (True, 3), (False, 3)}
    assert [dead for dead, _ in outcomes].index(False) == 12


def test_what_a_killed_writer_left_is_cleared_away_by_the_next_batch() -> None:
    place = Place()
    assert killed(place, 10)
    assert place.rows()
    place.clock.advance(ABANDONED_AFTER + timedelta(seconds=1))
    place.store.add_all(ORGANIZATION, [NewDocument(NOTES, name, {}) for name in ("x", "y")])
    assert [name for name, _ in place.rows()] == ["x", "y"]
    assert len(place.records()) == 1


def test_an_open_batch_is_given_time() -> None:
    """Its writer may be alive."""
    place = Place()
    assert killed(place, 10)
    place.clock.advance(ABANDONED_AFTER - timedelta(seconds=1))
    place.store.add_all(ORGANIZATION, [NewDocument(NOTES, name, {}) for name in ("x", "y")])
    assert sorted(place.records()) == ["committed", "open"]


def test_at_no_moment_of_a_batch_does_anybody_see_half_of_it() -> None:
    place = Place()
    seen: list[list[str]] = []
    eager = watched(place.server, place.clock, lambda _: seen.append(place.seen()))
    MongoDocumentStore(eager, place.clock).add_all(ORGANIZATION, NEW)
    assert len(seen) > 10
    assert seen == sorted(seen)
    assert {len(one) for one in seen} == {0, 3}


@pytest.mark.parametrize("moment", [1, 2, 3, 4])
def test_a_reader_sees_no_half_of_a_batch_that_is_added_while_it_reads(moment: int) -> None:
    place = Place()

    def meanwhile(now: int) -> None:
        if now == moment:
            place.store.add_all(ORGANIZATION, NEW)
            place.store.put(NOTES, ORGANIZATION, "doc_b", {"changed": True})

    reader = MongoDocumentStore(watched(place.server, place.clock, meanwhile), place.clock)
    found = reader.find(NOTES, ORGANIZATION, ALL)
    assert len(found) == (3 if moment == 1 else 0)


def test_a_batch_is_settled_when_its_readers_are_done_and_stays_whole() -> None:
    place = Place()
    place.store.add_all(ORGANIZATION, NEW)
    assert all(batch for _, batch in place.rows())
    place.clock.advance(SETTLED_AFTER + timedelta(seconds=1))
    seen: list[list[str]] = []
    eager = watched(place.server, place.clock, lambda _: seen.append(place.seen()))
    more = [NewDocument(Collection("other"), name, {}) for name in ("x", "y")]
    MongoDocumentStore(eager, place.clock).add_all(ORGANIZATION, more)
    assert [batch for name, batch in place.rows() if name in IDS] == [None] * 3
    assert place.records() == ["committed"]
    assert all(one == IDS for one in seen)


@pytest.mark.parametrize("moment", range(1, 12))
def test_a_settling_that_is_killed_loses_nothing(moment: int) -> None:
    place = Place()
    place.store.add_all(ORGANIZATION, NEW)
    place.clock.advance(SETTLED_AFTER + timedelta(seconds=1))
    dying = MongoDocumentStore(watched(place.server, place.clock, killed_at(moment)), place.clock)
    with pytest.raises(Killed):
        dying.add_all(ORGANIZATION, [NewDocument(NOTES, name, {}) for name in ("x", "y")])
    assert place.seen() == IDS


@pytest.mark.parametrize("moment", range(1, 18))
def test_a_reader_of_a_batch_that_is_settled_meanwhile_still_sees_it(moment: int) -> None:
    place = Place()
    place.store.add_all(ORGANIZATION, NEW)

    def meanwhile(now: int) -> None:
        if now == moment:
            place.clock.advance(SETTLED_AFTER + timedelta(seconds=1))
            more = [NewDocument(Collection("other"), name, {}) for name in ("x", "y")]
            place.store.add_all(ORGANIZATION, more)

    reader = MongoDocumentStore(watched(place.server, place.clock, meanwhile), place.clock)
    assert len(reader.find(NOTES, ORGANIZATION, ALL)) == 3
    assert [reader.get(NOTES, ORGANIZATION, name) is not None for name in IDS] == [True] * 3


@pytest.mark.parametrize("moment", range(1, 13))
def test_a_put_of_the_same_id_at_any_moment_is_kept(moment: int) -> None:
    """It came before the batch, which is then refused whole, or after it."""
    place = Place()
    put = list[int]()

    def meanwhile(now: int) -> None:
        if now == moment:
            put.append(place.store.put(NOTES, ORGANIZATION, "doc_b", {"by": "put"}).revision)

    writer = MongoDocumentStore(watched(place.server, place.clock, meanwhile), place.clock)
    try:
        writer.add_all(ORGANIZATION, NEW)
    except VersionConflict:
        assert (put, place.seen()) == ([1], ["doc_b"])
    else:
        assert (put, place.seen()) == ([2], IDS)
    kept = place.store.get(NOTES, ORGANIZATION, "doc_b")
    assert kept is not None
    assert kept.body == {"by": "put"}


@pytest.mark.parametrize("place", ["mongomock", "wire"])
def test_two_batches_of_the_same_ids_are_not_mixed(place: str, tmp_path: Path) -> None:
    clock = ManualClock(START)
    with open_server(place, clock) as server:
        store = MongoDocumentStore(server, clock)
        theirs = [NewDocument(NOTES, name, {"by": "them"}) for name in reversed(IDS)]

        def meanwhile(now: int) -> None:
            if now == 8:
                store.add_all(ORGANIZATION, theirs)

        writer = MongoDocumentStore(watched(server, clock, meanwhile), clock)
        with pytest.raises(VersionConflict):
            writer.add_all(ORGANIZATION, NEW)
        found = store.find(NOTES, ORGANIZATION, ALL)
        assert [one.body for one in found] == [{"by": "them"}] * 3


def test_a_commit_whose_answer_was_lost_is_a_commit() -> None:
    clock = ManualClock(START)
    with wire_server() as wire:
        server = MongoServer.at(wire.url, clock)
        store = MongoDocumentStore(server, clock)
        wire.lost_answers.add("update")
        store.add_all(ORGANIZATION, NEW)
        assert len(store.find(NOTES, ORGANIZATION, ALL)) == 3
        server.close()


def test_a_batch_whose_server_breaks_off_leaves_nothing() -> None:
    clock = ManualClock(START)
    with wire_server() as wire:
        server = MongoServer.at(wire.url, clock)
        store = MongoDocumentStore(server, clock)
        wire.say("update", HANG_UP)
        with pytest.raises(Unavailable):
            store.add_all(ORGANIZATION, NEW)
        assert store.find(NOTES, ORGANIZATION, ALL) == []
        assert server.documents.find_one({"organization_id": ORGANIZATION}) is None
        store.add_all(ORGANIZATION, NEW)
        server.close()
