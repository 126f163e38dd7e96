"""What a context writes and the summaries concern, its feed tells, and nobody's data with it."""

import json
from collections.abc import Generator
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import delete

from domain_api.adapters.sql.ads.feed import ads_feed, note_campaign
from domain_api.adapters.sql.ads.tables import ads, arrivals, campaigns, metadata
from domain_api.adapters.sql.changes import SqlChanges
from domain_api.adapters.sql.crm.feed import crm_feed
from domain_api.adapters.sql.crm.tables import changes, leads
from domain_api.adapters.sql.crm.tables import metadata as crm_metadata
from domain_api.adapters.sql.sales.feed import sales_feed
from domain_api.crm.leads.model import CaptureLead
from domain_api.crm.sales.model import RecordSale, SaleLine
from domain_api.kernel import Amount, Channel
from domain_api.kernel.changes import ChangedRecord, ChangeFeed
from domain_api.sales.etl.records import payload_of, summary_of
from tests.domain_api.ads.stage import WORKER, Stage, order, report, three_shards
from tests.domain_api.crm.house import CAMPAIGN, House, order_of
from tests.domain_api.sales.house import open_house
from tests.support.databases import ENGINES, fresh_database

SOLD = SaleLine(description="beans", unit_price=Amount(minor_units=900, currency="USD"))


@pytest.fixture(params=ENGINES)
def crm(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[House]:
    with fresh_database(request.param, tmp_path, crm_metadata) as database:
        yield House(database)


def all_of(feed: ChangeFeed) -> dict[tuple[str, str], ChangedRecord]:
    found: dict[tuple[str, str], ChangedRecord] = {}
    cursor = ""
    while (page := feed.everything(cursor, 3)).more:
        found |= {(record.kind, record.record_id): record for record in page.records}
        cursor = page.cursor
    return found


def told(feed: ChangeFeed, cursor: str) -> dict[tuple[str, str], ChangedRecord]:
    found: dict[tuple[str, str], ChangedRecord] = {}
    while (page := feed.changes(cursor, 3)).more:
        found |= {(record.kind, record.record_id): record for record in page.records}
        cursor = page.cursor
    return found


def understood(found: dict[tuple[str, str], ChangedRecord]) -> None:
    for record in found.values():
        if record.fields is not None:
            summary_of(record, payload_of(record.fields))


def answered(house: House, name: str = "Ana", phone: str | None = "+50688887777") -> str:
    command = CaptureLead(
        name=name,
        email=f"{name.lower()}@example.com",
        phone=phone,
        source="landing page",
        message="Me llamo Ana y vivo en Alajuela",
        link_id=house.link().link_id,
    )
    return house.leads.capture(house.actor, command).client_id


def test_crm_tells_leads_sales_messages_and_clicks(crm: House) -> None:
    feed = crm_feed(crm.database)
    start = feed.head()
    client = answered(crm)
    crm.sales.record(crm.actor, RecordSale(client_id=client, lines=[SOLD]))
    crm.grant(client, Channel.EMAIL)
    crm.dispatches.dispatch(crm.actor, order_of())
    link = crm.link()
    crm.links.visit(link.link_id, "page-1")
    crm.links.visit(link.link_id, "page-1")
    crm.links.visit(crm.link(channel=Channel.FACEBOOK).link_id, "page-2")
    found = told(feed, start)
    assert sorted(kind for kind, _ in found) == ["click", "lead", "message", "sale"]
    understood(found)
    by_kind = {kind: record.fields or {} for (kind, _), record in found.items()}
    assert by_kind["lead"]["market"] == by_kind["sale"]["market"] == "CR"
    assert by_kind["sale"]["total_minor"] == 900
    assert {fields["campaign_id"] for fields in by_kind.values()} == {CAMPAIGN}
    assert all_of(feed) == found


def test_crm_gives_out_nobodys_name_address_or_words(crm: House) -> None:
    feed = crm_feed(crm.database)
    answered(crm)
    said = json.dumps([record.fields for record in all_of(feed).values()])
    for word in ("Ana", "example.com", "8888", "Alajuela"):
        assert word not in said


def test_a_message_counts_once_it_is_sent(crm: House) -> None:
    client = crm.client("Ana", Channel.EMAIL)
    crm.dispatches.hold(crm.actor, CAMPAIGN)
    crm.dispatches.dispatch(crm.actor, order_of())
    feed = crm_feed(crm.database)
    assert [kind for kind, _ in all_of(feed)] == []
    start = feed.head()
    crm.dispatches.release(crm.actor, CAMPAIGN)
    crm.dispatches.dispatch(crm.actor, order_of())
    assert [kind for kind, _ in told(feed, start)] == ["message"]
    assert crm.message_to(client, CAMPAIGN).sent_at is not None


def test_the_market_of_a_lead_follows_what_becomes_known_of_the_client(crm: House) -> None:
    answered(crm, phone=None)
    feed = crm_feed(crm.database)
    start = feed.head()
    answered(crm, phone="+525512345678")
    markets = [record.fields and record.fields["market"] for record in told(feed, start).values()]
    assert markets == ["MX", "MX"]


def test_an_erased_lead_is_told_as_gone(crm: House) -> None:
    answered(crm)
    feed = crm_feed(crm.database)
    [(_, lead_id)] = all_of(feed)
    start = feed.head()
    with crm.database.write() as connection:
        connection.execute(delete(leads).where(leads.c.lead_id == lead_id))
        SqlChanges(connection, changes).note("lead", crm.organization_id, lead_id)
    assert told(feed, start)["lead", lead_id].fields is None


@pytest.fixture(params=ENGINES)
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Stage]:
    with three_shards(request.param, tmp_path) as databases:
        yield Stage(databases)


def test_ads_tell_campaigns_and_ads_with_their_reports_by_the_day(stage: Stage) -> None:
    feeds = {number: ads_feed(number, database) for number, database in stage.databases.items()}
    starts = {number: feed.head() for number, feed in feeds.items()}
    campaign_id, ad = stage.placed()
    number = stage.shard_of(campaign_id)
    found = told(feeds[number], starts[number])
    assert set(found) == {("campaign", campaign_id), ("ad", ad.ad_id)}
    middle = feeds[number].head()
    stage.reactions.record(report(campaign_id, ad.published_reference))
    stage.clock.advance(timedelta(days=1))
    later = report(
        campaign_id, ad.published_reference, report_id="rpt-00000002", at=stage.clock.now()
    )
    stage.reactions.record(later)
    [record] = told(feeds[number], middle).values()
    assert record.fields is not None
    days = cast(list[dict[str, object]], record.fields["days"])
    assert [(day["day"], day["clicks"]) for day in days] == [("2027-01-10", 20), ("2027-01-11", 20)]
    understood(all_of(feeds[number]))
    others = [feed for other, feed in feeds.items() if other != number]
    assert [all_of(feed) for feed in others] == [{}, {}]


def test_a_copy_of_a_campaign_is_not_told_until_it_is_the_campaign(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    database = stage.databases[stage.shard_of(campaign_id)]
    feed = ads_feed(0, database)
    with database.write() as connection:
        connection.execute(
            arrivals.insert().values(
                campaign_id=campaign_id, from_shard=1, leased_until=stage.clock.now()
            )
        )
    assert all_of(feed) == {}
    start = feed.head()
    with database.write() as connection:
        connection.execute(arrivals.delete())
        note_campaign(connection, campaign_id)
    assert set(told(feed, start)) == {("campaign", campaign_id), ("ad", ad.ad_id)}


def test_a_campaign_that_leaves_a_shard_is_gone_from_there(stage: Stage) -> None:
    campaign_id = stage.campaigns.reserve(WORKER, order("autumn")).campaign_id
    database = stage.databases[stage.shard_of(campaign_id)]
    feed = ads_feed(0, database)
    start = feed.head()
    with database.write() as connection:
        note_campaign(connection, campaign_id)
        for table in reversed(metadata.sorted_tables):
            if "campaign_id" in table.c and table is not arrivals:
                connection.execute(table.delete().where(table.c.campaign_id == campaign_id))
    assert [record.fields for record in told(feed, start).values()] == [None]
    assert {campaigns.name, ads.name} <= {table.name for table in metadata.sorted_tables}


@pytest.mark.parametrize("engine", ENGINES)
def test_sales_tell_payments_and_what_owned_channels_cost(engine: str, tmp_path: Path) -> None:
    with open_house(engine, tmp_path) as house:
        feed = sales_feed(house.database)
        start = feed.head()
        plan = house.approved()
        house.launch(plan)
        house.step_to(plan.flight.start_on)
        found = told(feed, start)
        assert sorted(kind for kind, _ in found) == ["payment", "spend"]
        middle = feed.head()
        house.step_to(plan.flight.end_on + timedelta(days=2))
        [(kind, _)] = told(feed, middle)
        assert kind == "payment"
        understood(all_of(feed))
