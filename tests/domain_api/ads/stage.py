"""All of ads on a stage: three shards, a network in memory, and a clock that is told the time."""

import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from domain_api.adapters.networks.memory import MemoryNetwork
from domain_api.adapters.sql.ads.shards import ShardMap, Shards
from domain_api.adapters.sql.ads.tables import jobs, metadata
from domain_api.adapters.sql.engine import Database
from domain_api.ads.campaigns.model import (
    AdView,
    CampaignOrder,
    CampaignState,
    PlacementOrder,
)
from domain_api.ads.campaigns.network import AdNetwork
from domain_api.ads.campaigns.service import CampaignService
from domain_api.ads.reactions.model import NetworkReport
from domain_api.ads.reactions.service import ReactionService
from domain_api.ads.unit import AdsUnits
from domain_api.kernel import (
    Amount,
    Channel,
    DomainError,
    ManualClock,
    Money,
    MoneyView,
    Payload,
    derived_id,
    worker_for,
)
from tests.support.actors import ORGANIZATION, START
from tests.support.databases import fresh_database

WORKER = worker_for(ORGANIZATION)
CAPS = {Channel.EMAIL: 0, Channel.INSTAGRAM: 30_000, Channel.GOOGLE_SEARCH: 20_000}


def order(plan: str = "spring", version: int = 1, **changes: Any) -> CampaignOrder:
    """A sound order of USD 500 for two weeks; the id fits the plan's version."""
    plan_id = derived_id("pln", plan)
    values: dict[str, Any] = {
        "campaign_id": derived_id("cmp", plan_id, version),
        "plan_id": plan_id,
        "plan_version": version,
        "name": "Primavera en la cafetería",
        "objective": "leads",
        "budget": MoneyView.of(Money(50_000, "USD")),
        "channel_caps": CAPS,
        "starts_at": START,
        "ends_at": START + timedelta(days=14),
    }
    return CampaignOrder(**{**values, **changes})


def placement(
    campaign_id: str,
    channel: Channel = Channel.INSTAGRAM,
    creative: str = "latte",
    text: str = "Two for one this spring",
) -> PlacementOrder:
    creative_id = derived_id("ast", creative)
    link = f"http://127.0.0.1/l/{creative}"
    payload = Payload.render(channel, "en", {"body": f"{text} {{{{link}}}}"}, link, creative_id)
    return PlacementOrder(
        campaign_id=campaign_id,
        channel=channel,
        creative_id=creative_id,
        payload=payload,
        payload_digest=payload.digest,
    )


def report(campaign_id: str, reference: str | None = None, **changes: Any) -> NetworkReport:
    values: dict[str, Any] = {
        "report_id": "rpt-00000001",
        "reference": reference,
        "campaign_id": campaign_id,
        "impressions": 1000,
        "clicks": 20,
        "reactions": 5,
        "spend": Amount(minor_units=1200, currency="USD"),
        "at": START,
    }
    return NetworkReport(**{**values, **changes})


class Stage:
    def __init__(self, databases: Mapping[int, Database], network: AdNetwork | None = None) -> None:
        self.clock = ManualClock(START)
        self.databases = databases
        shard_map = ShardMap.equal(len(databases))
        self.shard_of = shard_map.shard_of
        self.shards = Shards(shard_map, databases, self.clock)
        self.network = MemoryNetwork(self.clock)
        self.campaigns = self.campaigns_over(self.shards, network)
        self.reactions = ReactionService(self.shards, self.clock)

    def campaigns_over(self, units: AdsUnits, network: AdNetwork | None = None) -> CampaignService:
        return CampaignService(units, network or self.network, self.clock)

    def move(self, campaign_id: str, *states: CampaignState) -> None:
        for state in states:
            self.campaigns.move(WORKER, campaign_id, state, "as the test asks")

    def active(self, plan: str = "spring") -> str:
        """The id of a campaign in its flight."""
        campaign_id = self.campaigns.reserve(WORKER, order(plan)).campaign_id
        self.move(campaign_id, CampaignState.SCHEDULED, CampaignState.ACTIVE)
        return campaign_id

    def placed(self, plan: str = "spring") -> tuple[str, AdView]:
        """An active campaign with an ad on Instagram."""
        campaign_id = self.active(plan)
        return campaign_id, self.campaigns.place(WORKER, placement(campaign_id))

    def jobs(self, kind: str) -> list[dict[str, Any]]:
        """The data of the ready jobs of this kind, on every shard, oldest first."""
        return [row.data for _, row in self._ready(kind)]

    def work(self, campaigns: CampaignService | None = None) -> int:
        """Carry out every ready network job, and say how many there were."""
        ready = self._ready("ads.network")
        for database, row in ready:
            (campaigns or self.campaigns).carry_out(row.data)
            _done(database, row)
        return len(ready)

    def work_off(self) -> None:
        """Do all the network jobs and watches that are due, and those that come of them."""
        while self.work() + self._watch():
            pass

    def _watch(self) -> int:
        due = [
            (database, row)
            for database, row in self._ready("ads.watch")
            if row.next_run_at <= self.clock.now()
        ]
        for database, row in due:
            self.reactions.watch(row.data)
            _done(database, row)
        return len(due)

    def states_on_network(self) -> dict[str, str]:
        return {ad.reference: ad.state.value for ad in self.network.placements()}

    def _ready(self, kind: str) -> list[tuple[Database, Any]]:
        wanted = select(jobs).where(jobs.c.kind == kind, jobs.c.state == "ready")
        found: list[tuple[Database, Any]] = []
        for database in self.databases.values():
            with database.read() as connection:
                rows = connection.execute(wanted.order_by(jobs.c.job_id)).all()
            found += [(database, row) for row in rows]
        return found


def _done(database: Database, row: Any) -> None:
    with database.write() as connection:
        connection.execute(jobs.update().where(jobs.c.job_id == row.job_id).values(state="done"))


@contextmanager
def three_shards(engine: str, folder: Path) -> Generator[dict[int, Database]]:
    with ExitStack() as stack:
        yield {
            number: stack.enter_context(fresh_database(engine, folder, metadata))
            for number in range(3)
        }


def at_once(count: int, act: Callable[[int], object]) -> list[object]:
    """What each of `count` threads got, or the domain error it was told."""
    barrier = threading.Barrier(count, timeout=20)
    answers: list[object] = [None] * count

    def run(number: int) -> None:
        barrier.wait()
        try:
            answers[number] = act(number)
        except DomainError as error:
            answers[number] = error

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    return answers
