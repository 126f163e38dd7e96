"""Moves campaigns between the databases of shards; each step is safe to be the last.

The source decides where a campaign is. Its rows are copied to the target, marked as arriving
from there; the one commit that removes them from the source makes the copy the campaign.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, Select, and_, select
from sqlalchemy.exc import OperationalError

from domain_api.adapters.sql.ads.carrying import (
    Luggage,
    hold_jobs,
    packed,
    release_jobs,
    removed,
    unpacked,
)
from domain_api.adapters.sql.ads.feed import note_campaign
from domain_api.adapters.sql.ads.layout import (
    ids_on,
    settle_layouts,
    take_slots,
    write_layout,
)
from domain_api.adapters.sql.ads.tables import arrivals, campaigns
from domain_api.adapters.sql.engine import Database
from domain_api.ads.shards.model import Handover, Layout, Move, Outcome
from domain_api.ads.shards.slots import ShardMap, slot_of
from domain_api.kernel import Clock, Unavailable

LEASE = timedelta(minutes=5)
"""What the jobs of a copy wait; should nobody end the move, workers take them up after it."""
_TAKEN = "WITH (UPDLOCK, NOWAIT)"


class SqlShardMoves:
    """Implements `ShardMoves`."""

    def __init__(self, databases: Mapping[int, Database], clock: Clock) -> None:
        self._databases, self._clock = dict(databases), clock

    def layouts(self, wanted: ShardMap) -> Mapping[int, Layout]:
        return settle_layouts(self._databases, wanted)

    def hand_over(self, handover: Handover) -> None:
        source, target = handover.source, handover.target
        with self._on(target) as connection:
            layout = take_slots(connection, target)
            arriving = {**layout.arriving, **dict.fromkeys(handover.slots, source)}
            slots = layout.slots.with_slots(handover.slots, target)
            write_layout(connection, replace(layout, slots=slots, arriving=arriving))
        with self._on(source) as connection:
            layout = take_slots(connection, source)
            slots = layout.slots.with_slots(handover.slots, target)
            write_layout(connection, replace(layout, slots=slots))

    def campaigns(self, handover: Handover) -> Iterator[str]:
        page = [""]
        while page:
            with self._database(handover.source).read() as connection:
                page = ids_on(connection, page[-1])
            yield from (each for each in page if slot_of(each) in handover.slots)

    def unsettled(self) -> list[tuple[str, int, int]]:
        marks = select(arrivals.c.campaign_id, arrivals.c.from_shard)
        found: list[tuple[str, int, int]] = []
        for number, database in self._databases.items():
            with database.read() as connection:
                rows = connection.execute(marks).all()
            found += [(row.campaign_id, row.from_shard, number) for row in rows]
        return found

    def move(self, campaign_id: str, source: int, target: int) -> Move:
        move = self._carried(campaign_id, source, target)
        if move.outcome is not Outcome.BUSY:
            self._settle(campaign_id, source, target)
        return move

    def finish(self, handover: Handover) -> None:
        for number in sorted(self._databases.keys() - {handover.target}):
            self._point(number, handover)  # others look there at once from now on
        with self._on(handover.target) as connection:
            layout = take_slots(connection, handover.target)
            arriving = {
                slot: source
                for slot, source in layout.arriving.items()
                if slot not in handover.slots or source != handover.source
            }
            write_layout(connection, replace(layout, arriving=arriving))

    def _point(self, number: int, handover: Handover) -> None:
        """Say that the slots are on the target, but for those that came here since."""
        with self._on(number) as connection:
            layout = take_slots(connection, number)
            gone = [slot for slot in handover.slots if layout.slots.of_slot(slot) != number]
            slots = layout.slots.with_slots(gone, handover.target)
            write_layout(connection, replace(layout, slots=slots))

    def _carried(self, campaign_id: str, source: int, target: int) -> Move:
        began = time.monotonic()
        with self._on(source) as here:
            taken = _taken(here, campaign_id)
            if taken is not Outcome.MOVED:
                return Move(taken)
            hold_jobs(here, campaign_id)
            luggage = packed(here, campaign_id)
            if luggage.in_work(self._clock.now()):
                return Move(Outcome.BUSY)
            self._stage(luggage, source, target)
            note_campaign(here, campaign_id)
            removed(here, luggage)
        return Move(Outcome.MOVED, time.monotonic() - began, luggage.count())

    def _stage(self, luggage: Luggage, source: int, target: int) -> None:
        """The copy; what an earlier try left of one is replaced, and what is written is read
        again before it counts."""
        leased_until = self._clock.now() + LEASE
        mark = arrivals.insert().values(
            campaign_id=luggage.campaign_id, from_shard=source, leased_until=leased_until
        )
        with self._on(target) as there:
            if _mark_of(there, luggage.campaign_id) is not None:
                removed(there, packed(there, luggage.campaign_id))
            copy = luggage.with_jobs_leased(leased_until)
            unpacked(there, copy)
            there.execute(mark)
            if packed(there, luggage.campaign_id) != copy:
                raise RuntimeError(f"the copy of {luggage.campaign_id} differs: not moved")

    def _settle(self, campaign_id: str, source: int, target: int) -> None:
        """The copy is the campaign now: its mark goes, and its jobs may run."""
        mine = and_(arrivals.c.campaign_id == campaign_id, arrivals.c.from_shard == source)
        with self._on(target) as there:
            # Held: while the mark stays as it is, no other copy can take the place of this one.
            there.execute(arrivals.update().where(mine).values(from_shard=source))
            leased_until = there.execute(select(arrivals.c.leased_until).where(mine)).scalar()
            if leased_until is None or self._has(source, campaign_id):
                return
            release_jobs(there, campaign_id, leased_until)
            there.execute(arrivals.delete().where(mine))
            note_campaign(there, campaign_id)

    def _has(self, number: int, campaign_id: str) -> bool:
        with self._database(number).read() as connection:
            return connection.execute(_row_of(campaign_id)).first() is not None

    def _on(self, number: int) -> AbstractContextManager[Connection]:
        return self._database(number).write()

    def _database(self, number: int) -> Database:
        found = self._databases.get(number)
        if found is None:
            raise Unavailable(
                f"Campaigns are on shard {number}, whose database is not listed.",
                code="shard_unknown",
                shard=number,
            )
        return found


def _taken(connection: Connection, campaign_id: str) -> Outcome:
    """Take the campaign for this transaction alone, without waiting: who waits for a row makes
    those wait that come after."""
    wanted = _row_of(campaign_id).with_for_update(nowait=True)
    try:
        with connection.begin_nested():
            row = connection.execute(wanted.with_hint(campaigns, _TAKEN, "mssql")).first()
    except OperationalError:
        return Outcome.BUSY
    if row is None:
        return Outcome.GONE
    # A copy that waits for its own move to end goes nowhere else before.
    return Outcome.MOVED if _mark_of(connection, campaign_id) is None else Outcome.BUSY


def _row_of(campaign_id: str) -> Select[str]:
    return select(campaigns.c.campaign_id).where(campaigns.c.campaign_id == campaign_id)


def _mark_of(connection: Connection, campaign_id: str) -> datetime | None:
    """Until when the jobs of a copy wait; None when the campaign is no copy."""
    wanted = select(arrivals.c.leased_until).where(arrivals.c.campaign_id == campaign_id)
    return connection.execute(wanted).scalar_one_or_none()
