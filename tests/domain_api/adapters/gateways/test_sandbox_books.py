"""The sandbox's books: only ever added to, one charge a key, whoever asks and whatever dies."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from domain_api.adapters.gateways.sandbox.books import LEASE, Books, Claim, Posting
from domain_api.adapters.gateways.sandbox.replies import Reply
from domain_api.adapters.gateways.sandbox.tables import charges, refunds, requests
from domain_api.kernel import IdempotencyConflict, Money, new_id
from domain_api.sales.payments.gateway import Charge, ChargeStatus, Refund

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
USD_10 = Money(1_000, "USD")
DONE = Reply(201, "{}")


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    with closing(Books(tmp_path / "books.db")) as books:
        yield books


def a_charge(status: ChargeStatus = ChargeStatus.CAPTURED) -> Charge:
    declined = "card_declined" if status is ChargeStatus.DECLINED else None
    zero = Money.zero("USD")
    return Charge(new_id("chg"), status, USD_10, zero, "lch_1", START, declined)


def claimed(books: Books, key: str, now: datetime = START) -> Claim:
    claim = books.claim(key, "d" * 64, now)
    assert isinstance(claim, Claim)
    return claim


def posted(books: Books, key: str, charge: Charge) -> None:
    def write(posting: Posting) -> Reply:
        posting.add_charge(charge, "pm_card_ok")
        return DONE

    books.settle(claimed(books, key), write)


def listed(books: Books) -> list[Charge]:
    return [charge for _, charge in books.charges("lch_1", 0, 50)]


def test_a_claim_that_lost_its_lease_writes_nothing(books: Books) -> None:
    late, charge = claimed(books, "key-0001"), a_charge()
    claimed(books, "key-0001", START + LEASE)

    def write(posting: Posting) -> Reply:
        posting.add_charge(charge, "pm_card_ok")
        return DONE

    with pytest.raises(IdempotencyConflict):
        books.settle(late, write)
    assert listed(books) == []


def test_books_and_answer_stay_together_or_not_at_all(books: Books) -> None:
    claim = claimed(books, "key-0001")

    def write(posting: Posting) -> Reply:
        posting.add_charge(a_charge(), "pm_card_ok")
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk"):
        books.settle(claim, write)
    assert listed(books) == []
    books.release(claim)
    again = claimed(books, "key-0001")
    assert again.attempt == 2


def test_a_release_after_the_answer_changes_nothing(books: Books) -> None:
    claim = claimed(books, "key-0001")
    books.settle(claim, lambda _: DONE)
    books.release(claim)
    assert books.claim("key-0001", "d" * 64, START) == Reply(201, "{}", replayed=True)


def test_one_key_cannot_hold_two_charges(books: Books) -> None:
    def write_two(posting: Posting) -> Reply:
        posting.add_charge(a_charge(), "pm_card_ok")
        posting.add_charge(a_charge(), "pm_card_ok")
        return DONE

    claim = claimed(books, "key-0001")
    with pytest.raises(IntegrityError):
        books.settle(claim, write_two)
    assert listed(books) == []


@pytest.mark.parametrize(
    "change",
    [
        update(charges).values(minor_units=1),
        delete(charges),
        update(requests).values(body="{}"),
        update(requests).values(state="free", status=None, body=None),
        delete(requests),
    ],
    ids=["change a charge", "drop a charge", "change an answer", "forget it", "drop a request"],
)
def test_what_is_in_the_books_cannot_be_changed(books: Books, change: object) -> None:
    posted(books, "key-0001", charge := a_charge())
    with pytest.raises(IntegrityError), books.engine.begin() as connection:
        connection.execute(change)  # pyright: ignore[reportCallIssue, reportArgumentType] -- DML
    assert listed(books) == [charge]


@pytest.mark.parametrize(
    ("status", "minor_units", "currency"),
    [
        (ChargeStatus.CAPTURED, 1_001, "USD"),
        (ChargeStatus.CAPTURED, 1, "EUR"),
        (ChargeStatus.CAPTURED, 0, "USD"),
        (ChargeStatus.DECLINED, 1, "USD"),
    ],
)
def test_the_database_itself_refuses_a_refund_beyond_its_charge(
    books: Books, status: ChargeStatus, minor_units: int, currency: str
) -> None:
    posted(books, "key-0001", charge := a_charge(status))
    refund = Refund(new_id("rfd"), charge.charge_id, Money(minor_units, currency), START)

    def write(posting: Posting) -> Reply:
        posting.add_refund(refund)
        return DONE

    claim = claimed(books, "key-0002")
    with pytest.raises(IntegrityError):
        books.settle(claim, write)
    assert listed(books) == [charge]


def test_an_amount_of_zero_or_a_decline_without_a_code_is_no_charge(books: Books) -> None:
    claim = claimed(books, "key-0001")
    row = {
        "charge_id": "chg_1",
        "key": claim.key,
        "reference": "lch_1",
        "payment_method": "pm_card_ok",
        "status": "captured",
        "minor_units": 1,
        "currency": "USD",
        "at": "2026",
    }
    for wrong in ({"minor_units": 0}, {"status": "declined"}, {"key": "unknown-key"}):
        with pytest.raises(IntegrityError), books.engine.begin() as connection:
            connection.execute(insert(charges).values({**row, **wrong}))


def test_books_survive_their_process_in_write_ahead_mode(tmp_path: Path) -> None:
    with closing(Books(tmp_path / "books.db")) as first:
        posted(first, "key-0001", charge := a_charge())
    with closing(Books(tmp_path / "books.db")) as second, second.engine.begin() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
        assert connection.execute(select(refunds)).all() == []
    with closing(Books(tmp_path / "books.db")) as third:
        assert listed(third) == [charge]
        assert third.claim("key-0001", "d" * 64, START) == Reply(201, "{}", replayed=True)
