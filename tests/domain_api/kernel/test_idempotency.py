"""One key, one effect: who asks again gets the first answer, and a refusal gives the key back."""

from datetime import timedelta

import pytest

from domain_api.kernel import IdempotencyConflict, ManualClock, NotFound, Unavailable, once
from tests.support.actors import ORGANIZATION, OTHER_ORGANIZATION, START
from tests.support.idempotency import MemoryIdempotencyStore

KEY = "key-00000001"


class Counter:
    """An effect that counts how often it happened, and can fail."""

    def __init__(self) -> None:
        self.times = 0
        self.failing: BaseException | None = None

    def __call__(self) -> str:
        self.times += 1
        if self.failing:
            raise self.failing
        return f"answer {self.times}"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
def store(clock: ManualClock) -> MemoryIdempotencyStore:
    return MemoryIdempotencyStore(clock)


@pytest.fixture
def run() -> Counter:
    return Counter()


def ask(
    store: MemoryIdempotencyStore,
    run: Counter,
    *,
    organization: str = ORGANIZATION,
    operation: str = "record_sale",
    key: str | None = KEY,
    body: bytes = b"{}",
) -> str:
    return once(store, organization, operation, key, body, run)


def test_the_same_request_again_gets_the_first_answer(
    store: MemoryIdempotencyStore, run: Counter
) -> None:
    assert [ask(store, run) for _ in range(3)] == ["answer 1"] * 3
    assert run.times == 1


def test_without_a_key_each_request_is_another(store: MemoryIdempotencyStore, run: Counter) -> None:
    assert [ask(store, run, key=None) for _ in range(2)] == ["answer 1", "answer 2"]


def test_the_same_key_with_another_body_is_a_conflict(
    store: MemoryIdempotencyStore, run: Counter
) -> None:
    ask(store, run)
    with pytest.raises(IdempotencyConflict):
        ask(store, run, body=b"{ }")
    assert run.times == 1


def test_a_key_belongs_to_one_organization_and_one_operation(
    store: MemoryIdempotencyStore, run: Counter
) -> None:
    ask(store, run)
    assert ask(store, run, organization=OTHER_ORGANIZATION, body=b"2") == "answer 2"
    assert ask(store, run, operation="capture_lead", body=b"3") == "answer 3"


def test_a_request_within_its_own_run_is_in_flight(
    store: MemoryIdempotencyStore, run: Counter
) -> None:
    def again() -> str:
        with pytest.raises(IdempotencyConflict):
            ask(store, run)
        return "outer"

    assert once(store, ORGANIZATION, "record_sale", KEY, b"{}", again) == "outer"
    assert ask(store, run) == "outer"
    assert run.times == 0


@pytest.mark.parametrize("refusal", [NotFound("gone"), Unavailable("down")])
def test_a_refusal_passes_through_and_gives_the_key_back(
    store: MemoryIdempotencyStore, run: Counter, refusal: BaseException
) -> None:
    run.failing = refusal
    with pytest.raises(type(refusal)):
        ask(store, run)
    run.failing = None
    assert ask(store, run, body=b"mended") == "answer 2"


@pytest.mark.parametrize(
    "fault",
    [ValueError("bad"), KeyboardInterrupt(), Unavailable("cut off", code="outcome_unknown")],
)
def test_what_broke_may_have_been_done_and_is_not_done_again(
    clock: ManualClock, store: MemoryIdempotencyStore, run: Counter, fault: BaseException
) -> None:
    run.failing = fault
    with pytest.raises(type(fault)):
        ask(store, run)
    clock.advance(timedelta(hours=1))
    with pytest.raises(IdempotencyConflict) as told:
        ask(store, run)
    assert (run.times, told.value.code) == (1, "idempotency_outcome_unknown")


def test_done_work_whose_answer_cannot_be_kept_is_still_answered_and_not_repeated(
    store: MemoryIdempotencyStore, run: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: str) -> None:
        raise Unavailable("The database does not answer now.")

    monkeypatch.setattr(store, "keep", down)
    assert ask(store, run) == "answer 1"
    with pytest.raises(IdempotencyConflict):
        ask(store, run)
    assert run.times == 1
