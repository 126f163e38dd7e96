"""Four shards, processes with different maps over them, and rebalances that die on the way."""

from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import select

from domain_api.adapters.networks.memory import MemoryNetwork
from domain_api.adapters.sql.ads.moving import SqlShardMoves
from domain_api.adapters.sql.ads.shards import ShardMap, Shards
from domain_api.adapters.sql.ads.tables import arrivals, campaigns, jobs, metadata
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.queue import SqlJobQueue
from domain_api.ads.campaigns.jobs import NETWORK_JOB, WATCH_JOB
from domain_api.ads.campaigns.model import CampaignState, ListCampaigns
from domain_api.ads.campaigns.service import CampaignService
from domain_api.ads.reactions.service import ReactionService
from domain_api.ads.shards.service import RebalanceService
from domain_api.jobs.worker import Handler, Worker
from domain_api.kernel import ManualClock
from tests.domain_api.ads.stage import WORKER, order, placement
from tests.support.actors import START
from tests.support.databases import fresh_database

THREE, FOUR = ShardMap.equal(3), ShardMap.equal(4)


class Died(BaseException):
    """The process ends here; nothing in it may go on."""


class Fuse:
    """A tap at which the process dies: at the n-th point from now, or when something is so."""

    def __init__(self) -> None:
        self.left: int | None = None
        self.when: Callable[[], bool] = lambda: False

    def reach(self, point: str) -> None:
        if self.left is not None:
            self.left -= 1
        if self.left == 0 or self.when():
            raise Died(point)


class Process:
    """Services of a process that was started with this map, or with fewer databases."""

    def __init__(
        self,
        databases: Mapping[int, Database],
        shard_map: ShardMap,
        network: MemoryNetwork,
        clock: ManualClock,
    ) -> None:
        self.shards = Shards(shard_map, databases, clock)
        self.campaigns = CampaignService(self.shards, network, clock)
        self.reactions = ReactionService(self.shards, clock)
        handlers: dict[str, Handler] = {
            NETWORK_JOB: lambda job: self.campaigns.carry_out(job.data),
            WATCH_JOB: lambda job: self.reactions.watch(job.data),
            "fact.record": lambda _job: None,
        }
        queues = [SqlJobQueue(f"ads-{n}", each, jobs) for n, each in databases.items()]
        self.queues = dict(zip(databases, queues, strict=True))
        self.worker = Worker(queues, handlers, clock)

    def states(self, limit: int = 7) -> dict[str, CampaignState]:
        """Every campaign that the list tells of, page by page; each must come once."""
        found: dict[str, CampaignState] = {}
        cursor = None
        while True:
            page = self.campaigns.list(WORKER, ListCampaigns(limit=limit, cursor=cursor))
            assert page.missing_shards == []
            for item in page.items:
                assert item.campaign_id not in found
                found[item.campaign_id] = item.state
            if page.next_cursor is None:
                return found
            cursor = page.next_cursor


class ShardStage:
    """`old` was started with three equal ranges and `new` with four; both know all databases."""

    def __init__(self, databases: Mapping[int, Database]) -> None:
        self.clock = ManualClock(START)
        self.network = MemoryNetwork(self.clock)
        self.databases = databases
        self.old = self.process(THREE)
        self.new = self.process(FOUR)
        self.fuse = Fuse()
        self._tapped = {n: Database(_url(each), tap=self.fuse) for n, each in databases.items()}
        self.moves = SqlShardMoves(self._tapped, self.clock)
        self.rebalance = RebalanceService(self.moves, sleep=lambda _seconds: None)

    def dies_when(self, is_so: Callable[[], bool], wanted: ShardMap) -> None:
        """The rebalance dies around the first commit after which this is so."""
        self.fuse.when = is_so
        try:
            self.rebalance.run(wanted)
        except Died:
            return
        finally:
            self.fuse.when = lambda: False
        raise AssertionError("it never came to that")

    def process(self, shard_map: ShardMap) -> Process:
        return Process(self.databases, shard_map, self.network, self.clock)

    def dies_at(self, number: int, wanted: ShardMap) -> bool:
        """Whether the rebalance died at its n-th point; else it came to its end."""
        self.fuse.left = number
        try:
            self.rebalance.run(wanted)
        except Died:
            return True
        finally:
            self.fuse.left = None
        return False

    def active(self, plan: str, process: Process | None = None) -> str:
        campaigns_of = (process or self.old).campaigns
        campaign_id = campaigns_of.reserve(WORKER, order(plan)).campaign_id
        for state in (CampaignState.SCHEDULED, CampaignState.ACTIVE):
            campaigns_of.move(WORKER, campaign_id, state, "as the test asks")
        return campaign_id

    def placed(self, plan: str, process: Process | None = None) -> str:
        campaign_id = self.active(plan, process)
        (process or self.old).campaigns.place(WORKER, placement(campaign_id))
        return campaign_id

    def on(self, number: int) -> set[str]:
        """The campaigns whose rows this shard has, copies included."""
        with self.databases[number].read() as connection:
            return set(connection.execute(select(campaigns.c.campaign_id)).scalars())

    def copies(self) -> int:
        with ExitStack() as held:
            opened = [held.enter_context(each.read()) for each in self.databases.values()]
            return sum(len(each.execute(select(arrivals)).all()) for each in opened)

    def lies_as(self, wanted: ShardMap) -> bool:
        """Every campaign on its shard of the map, no copy anywhere."""
        return not self.copies() and all(
            wanted.shard_of(campaign_id) == number
            for number in self.databases
            for campaign_id in self.on(number)
        )

    def job_states(self, kind: str) -> dict[tuple[int, str], str]:
        """By shard and key."""
        found: dict[tuple[int, str], str] = {}
        for number, database in self.databases.items():
            wanted = select(jobs.c.job_key, jobs.c.state).where(jobs.c.kind == kind)
            with database.read() as connection:
                found |= {(number, row.job_key): row.state for row in connection.execute(wanted)}
        return found

    def close(self) -> None:
        for database in self._tapped.values():
            database.close()


def _url(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


@contextmanager
def shard_stage(engine: str, folder: Path) -> Generator[ShardStage]:
    with ExitStack() as stack:
        opened = {
            number: stack.enter_context(fresh_database(engine, folder, metadata))
            for number in range(4)
        }
        stage = ShardStage(opened)
        stack.callback(stage.close)
        yield stage
