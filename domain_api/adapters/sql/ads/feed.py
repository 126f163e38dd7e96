"""The change feed of one shard of PromptAds: which rows its records are read from."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, exists, select

from domain_api.adapters.sql.ads.tables import ads, arrivals, campaigns, changes, reports
from domain_api.adapters.sql.bulk import among
from domain_api.adapters.sql.changes import RecordReader, SqlChangeFeed, SqlChanges
from domain_api.adapters.sql.engine import Database
from domain_api.ads.changes.model import VERSION, Counted, ad_fields, campaign_fields

_ADS_AT_ONCE = 100
"""Whose reports are read by one statement: an ad may have hundreds."""


def ads_feed(shard: int, database: Database) -> SqlChangeFeed:
    """Named as its job queue is."""
    return SqlChangeFeed(f"ads-{shard}", database, changes, _READERS)


def note_campaign(connection: Connection, campaign_id: str) -> None:
    """Note a campaign that comes here or leaves, with its ads; call it where their rows are."""
    note = SqlChanges(connection, changes).note
    for kind, table, key in (
        ("campaign", campaigns, campaigns.c.campaign_id),
        ("ad", ads, ads.c.ad_id),
    ):
        wanted = select(key, table.c.organization_id).where(table.c.campaign_id == campaign_id)
        for record_id, organization_id in connection.execute(wanted).all():
            note(kind, organization_id, record_id)


def _campaigns(_connection: Connection, rows: Sequence[RowMapping]) -> list[Mapping[str, object]]:
    return [
        campaign_fields(
            row["plan_id"],
            row["name"],
            row["objective"],
            row["state"],
            row["budget_minor"],
            row["currency"],
            row["starts_at"],
            row["ends_at"],
        )
        for row in rows
    ]


def _ads(connection: Connection, rows: Sequence[RowMapping]) -> list[Mapping[str, object]]:
    counted = _reports(connection, [row["ad_id"] for row in rows])
    return [
        ad_fields(
            row["campaign_id"],
            row["channel"],
            row["creative_id"],
            row["published_at"],
            row["currency"],
            counted[row["ad_id"]],
        )
        for row in rows
    ]


def _reports(connection: Connection, ad_ids: Sequence[str]) -> Mapping[str, list[Counted]]:
    column = reports.c
    wanted = select(
        column.ad_id,
        column.reported_at,
        column.impressions,
        column.clicks,
        column.reactions,
        column.spend_minor,
    )
    found: dict[str, list[Counted]] = defaultdict(list)
    for start in range(0, len(ad_ids), _ADS_AT_ONCE):
        part = ad_ids[start : start + _ADS_AT_ONCE]
        for ad_id, *numbers in connection.execute(
            wanted.where(among(connection, column.ad_id, part))
        ):
            found[ad_id].append(Counted(*numbers))
    return found


def _at_home(table: Table) -> ColumnElement[bool]:
    """Not a copy of a campaign that is still on the shard it comes from."""
    return ~exists().where(arrivals.c.campaign_id == table.c.campaign_id)


_READERS: Mapping[str, RecordReader] = {
    "campaign": RecordReader(
        select(campaigns).where(_at_home(campaigns)), campaigns.c.campaign_id, _campaigns, VERSION
    ),
    "ad": RecordReader(select(ads).where(_at_home(ads)), ads.c.ad_id, _ads, VERSION),
}
