"""What every cache keeps to: once for all, for one organization, until something changes."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from domain_api.kernel import CacheKey, NotFound
from tests.domain_api.adapters.cache.places import LARGEST, TTL_S, Place, loads

WITHIN_S = 20


def test_an_answer_is_computed_once(place: Place):
    load = loads(b"1", b"2")
    answers = [place.cache.read(place.key(), TTL_S, load) for _ in range(3)]
    assert (answers, load.calls) == ([b"1"] * 3, 1)


def test_an_answer_may_hold_any_bytes(place: Place):
    value = b'{"note": "a\nb \x00 \xc3\xb1"}\n'
    for _ in range(2):
        assert place.cache.read(place.key(), TTL_S, lambda: value) == value


def test_another_question_is_another_answer(place: Place):
    assert place.cache.read(place.key("q1"), TTL_S, loads(b"1")) == b"1"
    assert place.cache.read(place.key("q2"), TTL_S, loads(b"2")) == b"2"


def test_an_answer_lasts_no_longer_than_its_time(place: Place):
    load = loads(b"1", b"2")
    place.cache.read(place.key(), TTL_S, load)
    place.expire(place.key())
    assert place.cache.read(place.key(), TTL_S, load) == b"2"


def test_a_change_makes_what_has_its_tag_stale_and_nothing_else(place: Place):
    one, other = place.key("q1", "facts"), place.key("q2", "brand")
    load_one, load_other = loads(b"1", b"2"), loads(b"1", b"2")
    place.cache.read(one, TTL_S, load_one)
    place.cache.read(other, TTL_S, load_other)
    place.cache.invalidate(place.organization, "facts")
    assert place.cache.read(one, TTL_S, load_one) == b"2"
    assert place.cache.read(other, TTL_S, load_other) == b"1"


def test_any_of_its_tags_makes_an_answer_stale(place: Place):
    key, load = place.key("q1", "facts", "brand"), loads(b"1", b"2", b"3")
    place.cache.read(key, TTL_S, load)
    place.cache.invalidate(place.organization, "brand", "other")
    assert place.cache.read(key, TTL_S, load) == b"2"
    place.cache.invalidate(place.organization, "facts")
    assert place.cache.read(key, TTL_S, load) == b"3"


def test_organizations_share_no_answer_and_no_tag(place: Place):
    ours, theirs = place.key(), place.key(of=f"{place.organization}x")
    place.cache.read(ours, TTL_S, loads(b"ours"))
    assert place.cache.read(theirs, TTL_S, loads(b"theirs")) == b"theirs"
    place.cache.invalidate(theirs.organization_id, "facts")
    assert place.cache.read(ours, TTL_S, loads(b"new")) == b"ours"


def test_a_load_that_began_before_a_change_is_not_kept(place: Place):
    def load_and_be_overtaken() -> bytes:
        place.cache.invalidate(place.organization, "facts")
        return b"old"

    assert place.cache.read(place.key(), TTL_S, load_and_be_overtaken) == b"old"
    assert place.cache.read(place.key(), TTL_S, loads(b"new")) == b"new"


def test_an_answer_that_is_too_large_is_given_and_not_kept(place: Place):
    load = loads(b"x" * (LARGEST + 1), b"y" * LARGEST, b"z")
    assert len(place.cache.read(place.key(), TTL_S, load)) == LARGEST + 1
    for _ in range(2):
        assert place.cache.read(place.key(), TTL_S, load) == b"y" * LARGEST
    assert place.figure("not_kept_total", cache="figures", why="too_large") == 1


def test_an_error_is_not_kept(place: Place):
    def fail() -> bytes:
        raise NotFound("Not yet.")

    with pytest.raises(NotFound):
        place.cache.read(place.key(), TTL_S, fail)
    assert place.cache.read(place.key(), TTL_S, loads(b"1")) == b"1"


class Gated:
    """A load that waits until everybody is there, then gives an answer or an error."""

    def __init__(self, place: Place, waiting: int, outcome: bytes | Exception) -> None:
        self.place, self.waiting, self.outcome = place, waiting, outcome
        self.calls = 0

    def __call__(self) -> bytes:
        self.calls += 1
        rest = threading.Event()
        for _ in range(2000):
            if self.place.figure("waits_total", cache="figures") == self.waiting:
                break
            rest.wait(0.01)
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


def test_of_many_who_ask_at_once_one_computes(place: Place):
    load = Gated(place, waiting=7, outcome=b"1")
    with ThreadPoolExecutor(8) as crowd:
        asked = [crowd.submit(place.cache.read, place.key(), TTL_S, load) for _ in range(8)]
        assert [one.result(WITHIN_S) for one in asked] == [b"1"] * 8
    assert load.calls == 1


def test_an_error_reaches_everybody_who_waits_for_it(place: Place):
    load = Gated(place, waiting=3, outcome=NotFound("Not yet."))
    with ThreadPoolExecutor(4) as crowd:
        asked = [crowd.submit(place.cache.read, place.key(), TTL_S, load) for _ in range(4)]
        assert all(isinstance(one.exception(WITHIN_S), NotFound) for one in asked)
    assert load.calls == 1


def test_who_asks_after_a_change_does_not_wait_for_an_older_load(place: Place):
    began, go = threading.Event(), threading.Event()

    def old() -> bytes:
        began.set()
        assert go.wait(WITHIN_S)
        return b"old"

    with ThreadPoolExecutor(1) as other:
        first = other.submit(place.cache.read, place.key(), TTL_S, old)
        assert began.wait(WITHIN_S)
        place.cache.invalidate(place.organization, "facts")
        assert place.cache.read(place.key(), TTL_S, loads(b"new")) == b"new"
        go.set()
        assert first.result(WITHIN_S) == b"old"
    assert place.cache.read(place.key(), TTL_S, loads(b"newer")) in (b"new", b"newer")


def test_reads_are_counted_by_their_outcome(place: Place):
    for _ in range(4):
        place.cache.read(place.key(), TTL_S, loads(b"1"))
    assert place.figure("reads_total", cache="figures", outcome="hit") == 3
    assert place.figure("reads_total", cache="figures", outcome="miss") == 1
    assert place.figure("hit_ratio", cache="figures") == 0.75
    assert place.figure("load_seconds_count", cache="figures") == 1


@pytest.mark.parametrize("part", ["", "a:b", "ñ", "a b", "*", "x" * 81, "a\n"])
def test_a_key_is_made_of_plain_names_only(part: str):
    for made in ((part, "n", "q", ("t",)), ("o", part, "q", ("t",)), ("o", "n", "q", (part,))):
        with pytest.raises(ValueError, match="not a part"):
            CacheKey(*made)


def test_an_answer_that_nothing_invalidates_has_no_key():
    with pytest.raises(ValueError, match="nothing invalidates"):
        CacheKey("org_1", "figures", "q1", ())
