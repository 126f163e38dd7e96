"""The sandbox's books: which requests were answered how, and what was charged and refunded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Label, RowMapping, Update, func, insert, select, update

from domain_api.adapters.gateways.rules import key_in_flight, key_used_otherwise
from domain_api.adapters.gateways.sandbox.replies import Reply
from domain_api.adapters.gateways.sandbox.tables import (
    charges,
    events,
    open_books,
    refunds,
    requests,
)
from domain_api.kernel import Money, new_id
from domain_api.sales.payments.gateway import Charge, ChargeStatus, Refund

LEASE = timedelta(seconds=30)
"""How long a claim without an answer holds its key: longer than any request takes."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to work on a key; `attempt` counts from 1 over all requests with the key."""

    key: str
    id: str
    attempt: int


class Posting:
    """What may be read and written while one request is answered, in its transaction."""

    def __init__(self, connection: Connection, key: str) -> None:
        self._connection = connection
        self._key = key

    def charge(self, charge_id: str) -> Charge | None:
        return _charge(self._connection, charge_id)

    def add_charge(self, charge: Charge, payment_method: str) -> None:
        self._connection.execute(
            insert(charges).values(
                charge_id=charge.charge_id,
                key=self._key,
                reference=charge.reference,
                payment_method=payment_method,
                status=charge.status.value,
                decline_code=charge.decline_code,
                minor_units=charge.amount.minor_units,
                currency=charge.amount.currency,
                at=stored(charge.at),
            )
        )

    def add_refund(self, refund: Refund) -> None:
        self._connection.execute(
            insert(refunds).values(
                refund_id=refund.refund_id,
                key=self._key,
                charge_id=refund.charge_id,
                minor_units=refund.amount.minor_units,
                currency=refund.amount.currency,
                at=stored(refund.at),
            )
        )

    def add_event(self, event_id: str, body: str, due: datetime) -> None:
        self._connection.execute(
            insert(events).values(
                event_id=event_id, body=body, state="waiting", attempts=0, due_at=stored(due)
            )
        )


class Books:
    """One SQLite file. Raises `sqlalchemy.exc.DatabaseError` when it is not usable."""

    def __init__(self, database: Path) -> None:
        self.engine = open_books(database)

    def close(self) -> None:
        self.engine.dispose()

    def claim(self, key: str, digest: str, now: datetime) -> Claim | Reply:
        """The right to answer this key, or the answer it already has.

        Raises `IdempotencyConflict` for another body, or while a claim is held that is
        younger than its lease.
        """
        with self.engine.begin() as connection:
            wanted = select(requests).where(requests.c.key == key)
            found = connection.execute(wanted).mappings().one_or_none()
            if found is None:
                return _first_claim(connection, key, digest, now)
            if found["digest"] != digest:
                raise key_used_otherwise()
            if found["state"] == "answered":
                return Reply(found["status"], found["body"], replayed=True)
            if found["state"] == "in_flight" and now - _moment(found["claimed_at"]) < LEASE:
                raise key_in_flight()
            return _next_claim(connection, found, now)

    def settle(self, claim: Claim, write: Callable[[Posting], Reply]) -> Reply:
        """Write the books and the answer in one transaction: both stay, or neither."""
        with self.engine.begin() as connection:
            reply = write(Posting(connection, claim.key))
            answered = connection.execute(
                _held(claim).values(state="answered", status=reply.status, body=reply.body)
            )
            if answered.rowcount != 1:  # the lease ran out and another request took the key
                raise key_in_flight()
        return reply

    def release(self, claim: Claim) -> None:
        """Give back a claim that wrote nothing; one that was settled stays as it is."""
        with self.engine.begin() as connection:
            connection.execute(_held(claim).values(state="free"))

    def charge(self, charge_id: str) -> Charge | None:
        with self.engine.begin() as connection:
            return _charge(connection, charge_id)

    def charges(self, reference: str, after: int, limit: int) -> list[tuple[int, Charge]]:
        """Charges with their sequence numbers, in order, from the first one past `after`."""
        wanted = (
            select(charges, _refunded())
            .where(charges.c.reference == reference, charges.c.sequence > after)
            .order_by(charges.c.sequence)
            .limit(limit)
        )
        with self.engine.begin() as connection:
            rows = connection.execute(wanted).mappings().all()
        return [(row["sequence"], _charge_in(row)) for row in rows]


def stored(moment: datetime) -> str:
    """Text of equal width, so that it sorts by time."""
    return moment.isoformat(timespec="microseconds")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _first_claim(connection: Connection, key: str, digest: str, now: datetime) -> Claim:
    claim = Claim(key, new_id("clm"), attempt=1)
    connection.execute(
        insert(requests).values(
            key=key,
            digest=digest,
            state="in_flight",
            claim=claim.id,
            attempts=claim.attempt,
            claimed_at=stored(now),
        )
    )
    return claim


def _next_claim(connection: Connection, found: RowMapping, now: datetime) -> Claim:
    claim = Claim(found["key"], new_id("clm"), attempt=found["attempts"] + 1)
    connection.execute(
        update(requests)
        .where(requests.c.key == claim.key)
        .values(state="in_flight", claim=claim.id, attempts=claim.attempt, claimed_at=stored(now))
    )
    return claim


def _held(claim: Claim) -> Update:
    return update(requests).where(
        requests.c.key == claim.key,
        requests.c.claim == claim.id,
        requests.c.state == "in_flight",
    )


def _refunded() -> Label[int]:
    total = func.coalesce(func.sum(refunds.c.minor_units), 0)
    return (
        select(total)
        .where(refunds.c.charge_id == charges.c.charge_id)
        .scalar_subquery()
        .label("refunded")
    )


def _charge(connection: Connection, charge_id: str) -> Charge | None:
    wanted = select(charges, _refunded()).where(charges.c.charge_id == charge_id)
    row = connection.execute(wanted).mappings().one_or_none()
    return None if row is None else _charge_in(row)


def _charge_in(row: RowMapping) -> Charge:
    return Charge(
        charge_id=row["charge_id"],
        status=ChargeStatus(row["status"]),
        amount=Money(row["minor_units"], row["currency"]),
        refunded=Money(row["refunded"], row["currency"]),
        reference=row["reference"],
        at=_moment(row["at"]),
        decline_code=row["decline_code"],
    )
