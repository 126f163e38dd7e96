"""The feed of a MongoDB store loses no change to a late commit, a dead reader or a second one."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest

from domain_api.adapters.documents.mongo.feed import DEAD_AFTER, MongoDocumentFeed
from domain_api.adapters.documents.mongo.server import MongoServer
from domain_api.adapters.documents.mongo.store import MongoDocumentStore
from domain_api.content.documents import Collection, NewDocument
from domain_api.kernel import InvalidInput, ManualClock, Unavailable, VersionConflict
from domain_api.kernel.changes import CursorLost
from tests.domain_api.adapters.documents.interrupted import Killed, killed_at, watched
from tests.domain_api.adapters.documents.places import mongomock_server
from tests.support.actors import ORGANIZATION, START

NOTES = Collection("notes")


class Place:
    """A store in memory, and a reader that remembers what it was told and where it is."""

    def __init__(self) -> None:
        self.clock = ManualClock(START)
        self.server: MongoServer = mongomock_server(self.clock)
        self.store = MongoDocumentStore(self.server, self.clock)
        self.feed = MongoDocumentFeed(self.server, self.clock)
        self.cursor = self.feed.head()
        self.told: dict[str, object] = {}

    def put(self, name: str, number: int) -> None:
        self.store.put(NOTES, ORGANIZATION, name, {"n": number})

    def read(self, feed: MongoDocumentFeed | None = None, limit: int = 2) -> None:
        while (page := (feed or self.feed).changes(NOTES, self.cursor, limit)).more:
            self.told |= {one.document_id: (one.body or {})["n"] for one in page.documents}
            self.cursor = page.cursor

    def hooked(self, at: Callable[[int], None]) -> MongoDocumentFeed:
        return MongoDocumentFeed(watched(self.server, self.clock, at), self.clock)


def test_a_batch_that_commits_late_comes_late() -> None:
    """Its documents were there, unseen, when a younger change was told."""
    place = Place()

    def meanwhile(now: int) -> None:
        if now == 10:
            place.put("young", 1)
            place.read()
            assert place.told == {"young": 1}

    writer = MongoDocumentStore(watched(place.server, place.clock, meanwhile), place.clock)
    new = [NewDocument(NOTES, name, {"n": 2}) for name in ("old_a", "old_b", "old_c")]
    writer.add_all(ORGANIZATION, new)
    assert place.feed.waiting(place.cursor) == 3
    place.read()
    assert place.told == {"young": 1, "old_a": 2, "old_b": 2, "old_c": 2}


def test_what_never_committed_is_never_told() -> None:
    place = Place()
    dying = MongoDocumentStore(watched(place.server, place.clock, killed_at(10)), place.clock)
    with pytest.raises(Killed):
        dying.add_all(ORGANIZATION, [NewDocument(NOTES, name, {"n": 1}) for name in "abc"])
    place.read()
    assert place.told == {}
    assert not place.feed.everything(NOTES, "", 10).documents


@pytest.mark.parametrize("moment", range(1, 25))
def test_a_reader_killed_at_any_moment_loses_nothing(moment: int) -> None:
    place = Place()
    for number in range(3):
        place.put(f"doc_{number}", number)
    dying = place.hooked(killed_at(moment))
    try:
        place.read(dying, limit=10)
    except Killed:
        place.put("later", 9)
        place.read()
        place.clock.advance(DEAD_AFTER + timedelta(seconds=1))
        place.read()
        assert place.told == {"doc_0": 0, "doc_1": 1, "doc_2": 2, "later": 9}
    else:
        assert moment > 20


@pytest.mark.parametrize("moment", range(1, 25))
def test_what_changes_at_any_moment_of_a_reading_is_told(moment: int) -> None:
    place = Place()
    place.put("doc_a", 1)
    place.put("doc_b", 1)

    changed: list[int] = []

    def meanwhile(now: int) -> None:
        if now == moment and not changed:
            changed.append(now)
            place.put("doc_a", 2)
            place.put("doc_c", 2)

    place.read(place.hooked(meanwhile))
    meanwhile(moment)
    place.read()
    assert place.told == {"doc_a": 2, "doc_b": 1, "doc_c": 2}


@pytest.mark.parametrize("moment", range(1, 25))
def test_two_readers_at_once_each_hear_of_everything(moment: int) -> None:
    place = Place()
    other_cursor, other_told = place.cursor, dict[str, object]()
    for number in range(3):
        place.put(f"doc_{number}", number)

    def meanwhile(now: int) -> None:
        nonlocal other_cursor
        if now == moment:
            place.clock.advance(DEAD_AFTER + timedelta(seconds=1))  # it takes over
            other = MongoDocumentFeed(place.server, place.clock)
            while (page := other.changes(NOTES, other_cursor, 2)).more:
                other_told.update({one.document_id: one.body for one in page.documents})
                other_cursor = page.cursor

    place.read(place.hooked(meanwhile))
    place.read()
    assert set(place.told) == {"doc_0", "doc_1", "doc_2"}
    while (page := place.feed.changes(NOTES, other_cursor, 2)).more:
        other_told.update({one.document_id: one.body for one in page.documents})
        other_cursor = page.cursor
    assert set(other_told) == set(place.told)


@pytest.mark.parametrize("seed", range(12))
def test_after_any_mixture_of_writes_and_readings_the_reader_knows_the_store(seed: int) -> None:
    place, chance = Place(), random.Random(seed)  # noqa: S311 -- a test's dice
    written: dict[str, object] = {}
    for number in range(60):
        match chance.randrange(4):
            case 0:
                place.read(limit=chance.choice([1, 3, 10]))
            case 1:
                _killed_reading(place, chance.randrange(1, 22))
            case 2:
                name = f"doc_{chance.randrange(6)}"
                place.put(name, number)
                written[name] = number
            case _:
                names = [f"new_{number}_{part}" for part in range(chance.randrange(1, 4))]
                moment = chance.randrange(1, 16)
                if _added(place, names, number, moment):
                    written |= dict.fromkeys(names, number)
    place.clock.advance(DEAD_AFTER + timedelta(seconds=1))
    place.read()
    assert place.told == written
    assert place.feed.waiting(place.cursor) == _unseen(place)


def _killed_reading(place: Place, moment: int) -> None:
    try:
        place.read(place.hooked(killed_at(moment)))
    except Killed:
        place.clock.advance(DEAD_AFTER + timedelta(seconds=1))


def _added(place: Place, names: list[str], number: int, moment: int) -> bool:
    """Whether the batch is there, though its writer may have died."""
    dying = MongoDocumentStore(watched(place.server, place.clock, killed_at(moment)), place.clock)
    with suppress(Killed, VersionConflict):
        dying.add_all(ORGANIZATION, [NewDocument(NOTES, name, {"n": number}) for name in names])
    return place.store.get(NOTES, ORGANIZATION, names[0]) is not None


def _unseen(place: Place) -> int:
    """Documents of writers that died: they wait, and are cleared away."""
    rows = list(place.server.documents.find({}))
    return sum(not place.store.get(NOTES, ORGANIZATION, row["document_id"]) for row in rows)


def test_the_head_cannot_be_told_while_another_seals() -> None:
    place = Place()
    place.put("doc_a", 1)

    def meanwhile(now: int) -> None:
        if now == 8:
            with pytest.raises(Unavailable):
                place.feed.head()

    place.hooked(meanwhile).head()
    assert place.feed.waiting(place.feed.head()) == 0


def test_a_cursor_past_the_end_is_lost_and_a_strange_one_refused() -> None:
    """The store was brought back from a backup."""
    place = Place()
    with pytest.raises(CursorLost):
        place.feed.changes(NOTES, "7:", 10)
    for cursor in ("", "x:", "-1:", "٣:"):
        with pytest.raises(InvalidInput):
            place.feed.changes(NOTES, cursor, 10)
