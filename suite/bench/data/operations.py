"""The operations that are measured, on one shard of ads: read, list, insert, claim."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from domain_api.adapters.sql.ads.tables import jobs
from domain_api.adapters.sql.ads.unit import sql_ads_unit
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.queue import SqlJobQueue
from domain_api.ads.campaigns.entity import Campaign
from domain_api.ads.campaigns.model import CampaignOrder, CampaignState, MoveView
from domain_api.kernel import Channel, Job, Money, MoneyView, SystemClock, derived_id

ORGANIZATION = derived_id("org", "bench")
ROWS = 2_000
"""Campaigns that are there before anything is measured, and jobs that are due."""
LISTED = 20
_CLOCK = SystemClock()

Operation = Callable[[Database, int], None]
"""Does it once; the number says which row."""


def fill(database: Database, start: datetime, rows: int = ROWS) -> None:
    """The rows that the operations find."""
    queue_from = start - timedelta(days=1)
    with database.write() as connection:
        unit = sql_ads_unit(connection, _CLOCK)
        for number in range(rows):
            unit.campaigns.add(*_born(number, start - timedelta(seconds=number)))
            job = Job("bench", f"job {number}", ORGANIZATION, {"number": number}, queue_from)
            unit.outbox.add(job)


def _read_by_key(database: Database, number: int) -> None:
    with database.read() as connection:
        campaigns = sql_ads_unit(connection, _CLOCK).campaigns
        campaigns.find(ORGANIZATION, _campaign_id(number % ROWS))


def _list(database: Database, _number: int) -> None:
    with database.read() as connection:
        sql_ads_unit(connection, _CLOCK).campaigns.page(ORGANIZATION, None, None, LISTED)


def _insert(database: Database, number: int) -> None:
    with database.write() as connection:
        unit = sql_ads_unit(connection, _CLOCK)
        unit.campaigns.add(*_born(ROWS + number, _CLOCK.now()))


def _claim(database: Database, _number: int) -> None:
    now = _CLOCK.now()
    SqlJobQueue("bench", database, jobs).claim(now, now + timedelta(hours=1))


OPERATIONS: Mapping[str, Operation] = {
    "read by key": _read_by_key,
    f"list of {LISTED}": _list,
    "insert and commit": _insert,
    "claim of a job": _claim,
}


def _campaign_id(number: int) -> str:
    return derived_id("cmp", "bench", number)


def _born(number: int, at: datetime) -> tuple[Campaign, MoveView]:
    order = CampaignOrder(
        campaign_id=_campaign_id(number),
        plan_id=derived_id("pln", "bench", number),
        plan_version=1,
        name=f"Campaign {number}",
        objective="leads",
        budget=MoneyView.of(Money(50_000, "USD")),
        channel_caps={Channel.FACEBOOK: 50_000},
        starts_at=at,
        ends_at=at + timedelta(days=14),
    )
    campaign = Campaign(ORGANIZATION, order, CampaignState.LAUNCHING, 1, at)
    move = MoveView(
        from_state=None, to_state=CampaignState.LAUNCHING, by="bench", reason="born", at=at
    )
    return campaign, move
