"""Idempotency keys in SQL: one row a key, claimed by compare-and-swap, kept for 24 hours."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    Column,
    Connection,
    Index,
    MetaData,
    String,
    Table,
    UnicodeText,
    bindparam,
    select,
)
from sqlalchemy.exc import IntegrityError

from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.types import Id, Utc
from domain_api.kernel import Clock, IdempotencyConflict, Recovery, derived_id, new_id

KEPT_FOR = timedelta(hours=24)
LEASE = timedelta(minutes=1)
FORGOTTEN_AT_ONCE = 500
"""Keys that one sweep deletes: requests wait for it no longer than that takes."""


def idempotency_table(metadata: MetaData) -> Table:
    """PSIdempotencyKeys. `answer` is empty while the first request is in flight."""
    return Table(
        "PSIdempotencyKeys",
        metadata,
        # One column says organization, operation and key: keys differ by case, and a
        # collation that ignores case must not make two of them one.
        Column("key_id", Id(), primary_key=True),
        Column("organization_id", Id(), nullable=False),
        Column("body_digest", String(64), nullable=False),
        Column("claim_id", Id(), nullable=False),
        Column("answer", UnicodeText),
        Column("leased_until", Utc(), nullable=False),
        Column("expires_at", Utc(), nullable=False),
        Column("created_at", Utc(), nullable=False),
        Index("ix_PSIdempotencyKeys_expiry", "expires_at"),
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    body_digest: str
    claim_id: str
    answer: str | None
    leased_until: datetime
    expires_at: datetime


class SqlIdempotencyStore:
    """`IdempotencyStore` over one table, for any number of processes.

    `clock` is the machine's: a lease measures how long a process may stay silent, and a
    domain clock that is stepped forward would end it in the middle of a request.
    """

    def __init__(self, database: Database, table: Table, clock: Clock) -> None:
        self._database, self._table, self._clock = database, table, clock
        # Two for each request that writes: made once.
        key, unanswered = table.c.key_id == bindparam("key"), table.c.answer.is_(None)
        self._known = select(table).where(key)
        # The first answer stays: whoever asked again has seen it already.
        self._kept = table.update().where(key, unanswered)
        self._new = table.insert()

    def claim(self, organization_id: str, operation: str, key: str, body_digest: str) -> str | None:
        key_id = _key_id(organization_id, operation, key)
        try:
            with self._database.write() as connection:
                known = self._find(connection, key_id)
                if known is None:
                    self._insert(connection, key_id, organization_id, body_digest)
                    return None
        except IntegrityError as error:
            raise _in_flight() from error  # somebody else inserted it a moment ago
        return self._claim_again(key_id, known, body_digest)

    def keep(self, organization_id: str, operation: str, key: str, answer: str) -> None:
        which = {"key": _key_id(organization_id, operation, key)}
        with self._database.write() as connection:
            connection.execute(self._kept, {**which, "answer": answer})

    def release(self, organization_id: str, operation: str, key: str) -> None:
        table = self._table
        with self._database.write() as connection:
            connection.execute(
                table.delete().where(
                    table.c.key_id == _key_id(organization_id, operation, key),
                    table.c.answer.is_(None),
                )
            )

    def forget_expired(self) -> int:
        """Delete keys whose 24 hours are over, with their answers; how many there were.

        At most `FORGOTTEN_AT_ONCE`, the oldest first: after that many, ask again.
        """
        table = self._table
        over = table.c.expires_at <= self._clock.now()
        with self._database.write() as connection:
            oldest = select(table.c.key_id).where(over).order_by(table.c.expires_at)
            key_ids = connection.execute(oldest.limit(FORGOTTEN_AT_ONCE)).scalars().all()
            # One that was claimed anew since it was read is not over any more.
            forget = table.delete().where(table.c.key_id.in_(key_ids), over)
            return connection.execute(forget).rowcount

    def _claim_again(self, key_id: str, known: _Kept, body_digest: str) -> str | None:
        now = self._clock.now()
        if known.expires_at > now:
            return _kept_answer(known, body_digest, now)
        if not self._take_over(key_id, known, body_digest, now):
            raise _in_flight()
        return None

    def _find(self, connection: Connection, key_id: str) -> _Kept | None:
        row = connection.execute(self._known, {"key": key_id}).first()
        if row is None:
            return None
        return _Kept(row.body_digest, row.claim_id, row.answer, row.leased_until, row.expires_at)

    def _insert(
        self, connection: Connection, key_id: str, organization_id: str, body_digest: str
    ) -> None:
        now = self._clock.now()
        row = {"key_id": key_id, "organization_id": organization_id, "created_at": now}
        connection.execute(self._new, {**row, **_claim_values(body_digest, now)})

    def _take_over(self, key_id: str, known: _Kept, body_digest: str, now: datetime) -> bool:
        table = self._table
        with self._database.write() as connection:
            taken = connection.execute(
                table.update()
                .where(table.c.key_id == key_id, table.c.claim_id == known.claim_id)
                .values(**_claim_values(body_digest, now))
            )
        return taken.rowcount == 1


def _claim_values(body_digest: str, now: datetime) -> dict[str, object]:
    return {
        "body_digest": body_digest,
        "claim_id": new_id("clm"),
        "answer": None,
        "leased_until": now + LEASE,
        "expires_at": now + KEPT_FOR,
    }


def _key_id(organization_id: str, operation: str, key: str) -> str:
    return derived_id("idk", organization_id, operation, key)


def _kept_answer(known: _Kept, body_digest: str, now: datetime) -> str:
    if known.body_digest != body_digest:
        raise IdempotencyConflict("That key came with another request before.")
    if known.answer is not None:
        return known.answer
    if known.leased_until > now:
        raise _in_flight()
    raise IdempotencyConflict(
        "The first request with that key was never answered: it may have been done, or not. "
        "See whether it was; if not, ask with another key.",
        code="idempotency_outcome_unknown",
    )


def _in_flight() -> IdempotencyConflict:
    return IdempotencyConflict(
        "The first request with that key is not answered yet.", recovery=Recovery.TRANSIENT
    )
