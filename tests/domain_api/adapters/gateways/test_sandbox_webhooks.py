"""Events about charges and refunds: signed, at least once, a few times at most, none forgotten."""

import json
import logging
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain_api.adapters.gateways.sandbox.books import Books
from domain_api.adapters.gateways.sandbox.desk import Desk
from domain_api.adapters.gateways.sandbox.webhooks import RETRY_DELAYS, Courier, WebhookTarget
from domain_api.adapters.gateways.wire import ChargeBody, RefundBody
from domain_api.adapters.signatures import verify
from domain_api.kernel import InvalidInput, ManualClock, Money
from domain_api.sales.payments.gateway import RefundOrder
from tests.domain_api.adapters.gateways.orders import charge_order, fresh
from tests.domain_api.adapters.gateways.receiver import Received, Receiver, local_receiver

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
SECRET = "hook-secret"


class Counter:
    """A desk with its courier, worked by hand."""

    def __init__(self, database: Path, receiver: Receiver, clock: ManualClock) -> None:
        self.books = Books(database)
        self.courier = Courier(self.books.engine, WebhookTarget(receiver.url, SECRET), clock)
        self.desk = Desk(self.books, clock, self.courier, pause=lambda _: None)
        self.receiver = receiver

    def charge(self, payment_method: str = "pm_card_ok", key: str | None = None) -> dict[str, Any]:
        body = ChargeBody.of(charge_order(payment_method=payment_method, reference="lch_1"))
        return json.loads(self.desk.charge(key or fresh("key"), body).body)

    def delivered(self) -> list[Received]:
        """What reaches the receiver now."""
        self.courier.deliver_due()
        found: list[Received] = []
        while not self.receiver.received.empty():
            found.append(self.receiver.received.get())
        return found


@contextmanager
def counter_on(database: Path, receiver: Receiver, clock: ManualClock) -> Generator[Counter]:
    counter = Counter(database, receiver, clock)
    yield counter
    counter.courier.close()
    counter.books.close()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with local_receiver() as receiver:
        yield receiver


@pytest.fixture
def counter(tmp_path: Path, receiver: Receiver, clock: ManualClock) -> Iterator[Counter]:
    with counter_on(tmp_path / "books.db", receiver, clock) as counter:
        yield counter


def id_of(event: Received) -> str:
    return json.loads(event.body)["id"]


def test_an_event_is_signed_and_says_what_is_in_the_books(counter: Counter) -> None:
    charge = counter.charge()
    (event,) = counter.delivered()
    verify(SECRET, event.headers["X-PromptSales-Signature"], event.body, START)
    told = json.loads(event.body)
    assert (told["type"], told["at"]) == ("charge.captured", START.isoformat())
    assert told["data"] == charge
    assert counter.delivered() == []


def test_declines_and_refunds_are_told_and_refusals_are_not(counter: Counter) -> None:
    charge = counter.charge()
    counter.charge("pm_card_declined")
    for minor_units in (300, 50_000):
        order = RefundOrder(fresh("key"), charge["id"], Money(minor_units, "USD"))
        counter.desk.refund(order.idempotency_key, RefundBody.of(order))
    told = [json.loads(event.body) for event in counter.delivered()]
    assert [event["type"] for event in told] == [
        "charge.captured",
        "charge.declined",
        "refund.created",
    ]
    assert told[2]["data"]["amount"] == {"minor_units": 300, "currency": "USD"}
    assert len({event["id"] for event in told}) == 3


def test_a_repeated_request_is_told_once(counter: Counter) -> None:
    key = fresh("key")
    assert counter.charge(key=key) == counter.charge(key=key)
    assert len(counter.delivered()) == 1


def test_an_event_that_was_not_taken_comes_again_under_its_id(
    counter: Counter, receiver: Receiver, clock: ManualClock
) -> None:
    receiver.script = [(500, b"")]
    counter.charge()
    (first,) = counter.delivered()
    assert counter.delivered() == []  # not before its time
    clock.advance(RETRY_DELAYS[0])
    (second,) = counter.delivered()
    assert second.body == first.body
    verify(SECRET, second.headers["X-PromptSales-Signature"], second.body, clock.now())
    assert first.headers["X-PromptSales-Signature"] != second.headers["X-PromptSales-Signature"]
    clock.advance(timedelta(days=1))
    assert counter.delivered() == []


@pytest.mark.parametrize("status", [301, 400, 503])
def test_an_event_that_is_never_taken_is_given_up_after_a_few_tries(
    counter: Counter,
    receiver: Receiver,
    clock: ManualClock,
    caplog: pytest.LogCaptureFixture,
    status: int,
) -> None:
    receiver.otherwise = (status, b"")
    counter.charge()
    tries: list[Received] = []
    with caplog.at_level(logging.WARNING):
        for _ in range(2 * len(RETRY_DELAYS)):
            tries += counter.delivered()
            clock.advance(timedelta(hours=1))
    assert len(tries) == 1 + len(RETRY_DELAYS)
    assert {id_of(event) for event in tries} == {id_of(tries[0])}
    assert id_of(tries[0]) in caplog.text
    assert SECRET not in caplog.text


def test_one_event_that_is_not_taken_does_not_hold_up_the_next(
    counter: Counter, receiver: Receiver
) -> None:
    receiver.script = [(500, b"")]
    counter.charge()
    counter.charge()
    assert len({id_of(event) for event in counter.delivered()}) == 2


def test_what_was_not_delivered_is_delivered_by_the_next_process(
    tmp_path: Path, receiver: Receiver, clock: ManualClock
) -> None:
    database = tmp_path / "books.db"
    with counter_on(database, receiver, clock) as first:
        charge = first.charge()
    with counter_on(database, receiver, clock) as second:
        (event,) = second.delivered()
    assert json.loads(event.body)["data"] == charge


def test_a_receiver_that_is_not_there_costs_the_charge_nothing(
    tmp_path: Path, clock: ManualClock
) -> None:
    with local_receiver() as gone:
        pass
    with counter_on(tmp_path / "books.db", gone, clock) as counter:
        assert counter.charge()["status"] == "captured"
        assert counter.delivered() == []
        assert len(counter.books.charges("lch_1", 0, 50)) == 1


def test_a_courier_at_work_delivers_without_being_asked(
    counter: Counter, receiver: Receiver
) -> None:
    counter.courier.start()
    charge = counter.charge()
    event = receiver.received.get(timeout=20)
    assert json.loads(event.body)["data"] == charge


def test_a_desk_without_a_courier_queues_nothing(
    tmp_path: Path, receiver: Receiver, clock: ManualClock
) -> None:
    database = tmp_path / "books.db"
    books = Books(database)
    Desk(books, clock).charge(fresh("key"), ChargeBody.of(charge_order()))
    books.close()
    with counter_on(database, receiver, clock) as counter:
        assert counter.delivered() == []


@pytest.mark.parametrize(
    ("url", "secret"), [("", SECRET), ("ftp://h.test", SECRET), ("http://h.test", "")]
)
def test_a_target_is_a_url_and_a_secret(url: str, secret: str) -> None:
    with pytest.raises(InvalidInput):
        WebhookTarget(url, secret)


def test_a_target_does_not_show_its_secret() -> None:
    assert SECRET not in repr(WebhookTarget("http://h.test", SECRET))
