"""The load of the shard drill: people, networks and workers who go on while campaigns move."""

import itertools
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from domain_api.adapters.networks.memory import MemoryNetwork
from domain_api.adapters.sql.ads.shards import ShardMap, Shards
from domain_api.adapters.sql.ads.tables import jobs
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.queue import SqlJobQueue
from domain_api.ads.campaigns.jobs import NETWORK_JOB, WATCH_JOB
from domain_api.ads.campaigns.model import (
    CampaignOrder,
    CampaignState,
    ListCampaigns,
    PlacementOrder,
)
from domain_api.ads.campaigns.service import CampaignService
from domain_api.ads.reactions.model import NetworkReport
from domain_api.ads.reactions.service import ReactionService
from domain_api.jobs.worker import Worker
from domain_api.kernel import (
    Amount,
    Channel,
    Clock,
    Money,
    MoneyView,
    Payload,
    QueuedJob,
    Unavailable,
    VersionConflict,
    derived_id,
    new_id,
    worker_for,
)

MONEY = Money(10_000_000, "USD")
_PATIENCE_S = 60.0
_PAUSE_S = 0.01
_LEASE = timedelta(seconds=20)
_LOST_ANSWERS = 25
"""One in so many answers of the network does not come; what was asked for is done."""

T = TypeVar("T")


@dataclass(slots=True)
class Book:
    """What was acknowledged to whoever asked for it, about one campaign."""

    moves: int = 0
    state: CampaignState = CampaignState.LAUNCHING
    ads: dict[str, str] = field(default_factory=dict[str, str])
    """The network's reference by creative."""
    reports: set[str] = field(default_factory=set[str])


@dataclass(slots=True)
class Count:
    """`waits` are seconds from a write's first try to its acknowledgement, where its shard was
    not away; `errors` by code, each tried again."""

    waits: list[float] = field(default_factory=list[float])
    errors: Counter[str] = field(default_factory=Counter[str])
    lists: int = 0
    shown_missing: int = 0
    writes_while_away: int = 0
    broken: list[str] = field(default_factory=list[str])


class _Queue(SqlJobQueue):
    """A worker that loses its shard in the middle of a job keeps the campaign where it is until
    the lease is over: a shorter one than in life, so that the drill need not wait for it."""

    def claim(self, now: datetime, leased_until: datetime) -> QueuedJob | None:
        return super().claim(now, min(leased_until, now + _LEASE))


class Station:
    """The services of one process, which was started with this map."""

    def __init__(
        self,
        databases: Mapping[int, Database],
        shard_map: ShardMap,
        network: MemoryNetwork,
        clock: Clock,
    ) -> None:
        shards = Shards(shard_map, databases, clock)
        self.campaigns = CampaignService(shards, network, clock)
        self.reactions = ReactionService(shards, clock)
        queues = [_Queue(f"ads-{n}", each, jobs) for n, each in databases.items()]
        self.worker = Worker(
            queues,
            {
                NETWORK_JOB: lambda job: self.campaigns.carry_out(job.data),
                WATCH_JOB: lambda job: self.reactions.watch(job.data),
                "fact.record": lambda _job: None,  # the summaries are no part of the drill
            },
            clock,
        )


class _NotNow(Exception):
    """The shard of this campaign is away: others are worked on meanwhile."""


class Load:
    """Threads in pairs: one uses the old map, the other the new one, and a worker for each."""

    def __init__(
        self, stations: tuple[Station, Station], network: MemoryNetwork, clock: Clock
    ) -> None:
        self._stations, self._network, self._clock = stations, network, clock
        self._actor = worker_for(new_id("org"))
        self._over = threading.Event()
        self._numbers, self._placings = itertools.count(), itertools.count(1)
        self._threads: list[threading.Thread] = []
        self.away = threading.Event()
        self.books: dict[str, Book] = {}
        self.count = Count()

    def born(self, station: Station) -> str:
        """A campaign in its flight with an ad on a network."""
        asked = self._order(next(self._numbers))
        campaign_id = asked.campaign_id
        self._written(lambda: station.campaigns.reserve(self._actor, asked))
        book = self.books[campaign_id] = Book(moves=1)
        self._move(station, campaign_id, book, CampaignState.SCHEDULED)
        self._move(station, campaign_id, book, CampaignState.ACTIVE)
        self._place(station, campaign_id, book, "first")
        return campaign_id

    def begin(self, writers: int) -> None:
        ids = sorted(self.books)
        for number in range(writers):
            station, mine = self._stations[number % 2], ids[number::writers]
            self._start(self._write, station, mine, _chance(number))
        for station in self._stations:
            self._start(self._work, station)
            self._start(self._list, station)

    def end(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(2 * _PATIENCE_S)
        if any(thread.is_alive() for thread in self._threads):
            self.count.broken.append("a thread of the load did not come to its end")

    def _start(self, act: Callable[..., None], *arguments: object) -> None:
        def run() -> None:
            try:
                act(*arguments)
            except Exception as error:  # whatever it is, no caller should have seen it
                self.count.broken.append(f"{type(error).__name__}: {error}"[:300])

        thread = threading.Thread(target=run)
        self._threads.append(thread)
        thread.start()

    def _write(self, station: Station, mine: list[str], chance: random.Random) -> None:
        acts = (self._blink, self._blink, self._report, self._report, self._place_another)
        while not self._over.is_set():
            campaign_id = chance.choice(mine)
            try:
                chance.choice(acts)(station, campaign_id, self.books[campaign_id])
            except _NotNow:
                self._over.wait(_PAUSE_S)
                continue
            if chance.random() < 0.02:
                mine.append(self.born(station))

    def _blink(self, station: Station, campaign_id: str, book: Book) -> None:
        paused, active = CampaignState.PAUSED, CampaignState.ACTIVE
        self._move(station, campaign_id, book, active if book.state is paused else paused)

    def _move(self, station: Station, campaign_id: str, book: Book, to: CampaignState) -> None:
        born = book.moves > 2
        self._written(lambda: station.campaigns.move(self._actor, campaign_id, to, "drill"), born)
        book.moves += 1
        book.state = to

    def _report(self, station: Station, campaign_id: str, book: Book) -> None:
        report = NetworkReport(
            report_id=f"drill-{len(book.reports):06}",
            reference=book.ads["first"],
            campaign_id=campaign_id,
            clicks=1,
            spend=Amount(minor_units=1, currency=MONEY.currency),
            at=self._clock.now(),
        )
        self._written(lambda: station.reactions.record(report), may_leave=True)
        book.reports.add(report.report_id)

    def _place_another(self, station: Station, campaign_id: str, book: Book) -> None:
        if book.state is CampaignState.ACTIVE and len(book.ads) == 1:
            self._place(station, campaign_id, book, "second")

    def _place(self, station: Station, campaign_id: str, book: Book, creative: str) -> None:
        order = _placement(campaign_id, creative)
        if next(self._placings) % _LOST_ANSWERS == 0:
            self._network.fail_next(booked=True)
        ad = self._written(lambda: station.campaigns.place(self._actor, order))
        book.ads[creative] = str(ad.published_reference)

    def _work(self, station: Station) -> None:
        while not self._over.is_set():
            if not station.worker.run_once():
                self._over.wait(0.05)

    def _list(self, station: Station) -> None:
        """Whoever was there before the list began is in it, unless it says what is missing."""
        while not self._over.wait(0.1):
            known = set(self.books)
            found, missing = self.listed(station)
            self.count.lists += 1
            self.count.shown_missing += bool(missing)
            if not missing and (lost := known - found):
                self.count.broken.append(f"a list without {len(lost)} campaigns: {min(lost)}")

    def listed(self, station: Station) -> tuple[set[str], set[int]]:
        found: list[str] = []
        missing: set[int] = set()
        cursor: str | None = None
        while True:
            query = ListCampaigns(limit=50, cursor=cursor)
            page = station.campaigns.list(self._actor, query)
            found += [item.campaign_id for item in page.items]
            missing |= set(page.missing_shards)
            cursor = page.next_cursor
            if cursor is None:
                if len(found) > len(set(found)):
                    self.count.broken.append("a list with a campaign twice")
                return set(found), missing

    def answered(self, station: Station, campaign_id: str) -> bool:
        try:
            station.campaigns.get(self._actor, campaign_id)
        except Unavailable:
            return False
        return True

    def moves_of(self, station: Station, campaign_id: str) -> list[CampaignState]:
        view = station.campaigns.get(self._actor, campaign_id)
        return [move.to_state for move in view.moves]

    def references_of(self, station: Station, campaign_id: str) -> set[str]:
        view = station.campaigns.get(self._actor, campaign_id)
        return {str(ad.published_reference) for ad in view.ads}

    def reports_of(self, station: Station, campaign_id: str) -> int:
        performance = station.reactions.performance_of(self._actor, campaign_id)
        return sum(ad.reports for ad in performance.ads)

    def _written(self, act: Callable[[], T], may_leave: bool = False) -> T:
        """Tried until it is acknowledged, as a caller does who is told to try again.

        One who may leave it does when its first try finds the shard away: nothing was done.
        """
        began, was_away = time.monotonic(), False
        for tries in itertools.count():
            try:
                answer = act()
            except (Unavailable, VersionConflict) as error:
                self.count.errors[error.code] += 1
                was_away = was_away or error.code == "shard_unavailable" or self.away.is_set()
                if may_leave and tries == 0 and error.code == "shard_unavailable":
                    raise _NotNow from None
                if time.monotonic() > began + _PATIENCE_S:
                    raise
                time.sleep(_PAUSE_S)
                continue
            if not was_away:
                self.count.waits.append(time.monotonic() - began)
            self.count.writes_while_away += self.away.is_set()
            return answer
        raise RuntimeError("the tries do not end")

    def _order(self, number: int) -> CampaignOrder:
        plan_id, now = derived_id("pln", self._actor.organization_id, number), self._clock.now()
        return CampaignOrder(
            campaign_id=derived_id("cmp", plan_id, 1),
            plan_id=plan_id,
            plan_version=1,
            name=f"Drill {number}",
            objective="leads",
            budget=MoneyView.of(MONEY),
            channel_caps=dict.fromkeys(_CHANNELS.values(), MONEY.minor_units // 2),
            starts_at=now,
            ends_at=now + timedelta(days=14),
        )


def _chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 -- what a drill does next is no secret


_CHANNELS = {"first": Channel.INSTAGRAM, "second": Channel.GOOGLE_SEARCH}


def _placement(campaign_id: str, creative: str) -> PlacementOrder:
    creative_id = derived_id("ast", campaign_id, creative)
    channel, link = _CHANNELS[creative], "http://127.0.0.1/l/drill"
    payload = Payload.render(channel, "en", {"body": "Drill {{link}}"}, link, creative_id)
    return PlacementOrder(
        campaign_id=campaign_id,
        channel=channel,
        creative_id=creative_id,
        payload=payload,
        payload_digest=payload.digest,
    )
