"""One shard's unit of work: its repositories and its outbox on one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from domain_api.adapters.sql.ads.campaigns import SqlCampaigns
from domain_api.adapters.sql.ads.placements import SqlAds
from domain_api.adapters.sql.ads.reactions import SqlReactions
from domain_api.adapters.sql.ads.tables import jobs
from domain_api.adapters.sql.outbox import SqlOutbox
from domain_api.kernel import Clock


@dataclass(frozen=True, slots=True)
class SqlAdsUnit:
    """Implements `AdsUnit`."""

    campaigns: SqlCampaigns
    ads: SqlAds
    reactions: SqlReactions
    outbox: SqlOutbox


def sql_ads_unit(connection: Connection, clock: Clock, hidden: Sequence[str] = ()) -> SqlAdsUnit:
    """`hidden` are campaigns that are here as copies only: no page lists them."""
    return SqlAdsUnit(
        campaigns=SqlCampaigns(connection, hidden),
        ads=SqlAds(connection, clock),
        reactions=SqlReactions(connection),
        outbox=SqlOutbox(connection, jobs, clock),
    )
