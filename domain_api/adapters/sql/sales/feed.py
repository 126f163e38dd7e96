"""The change feed of sales' own records: payments, and what it decides that channels cost."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, RowMapping, select

from domain_api.adapters.sql.changes import RecordReader, SqlChangeFeed
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.sales.tables import facts, payments, summaries
from domain_api.kernel import Channel, Metric
from domain_api.sales.etl.records import VERSION

_NETWORKS = [channel.value for channel in Channel if not channel.owned]
"""What is spent there, ads reports."""


def sales_feed(database: Database) -> SqlChangeFeed:
    """Named as its job queue is."""
    readers = {
        "payment": RecordReader(select(payments), payments.c.payment_id, _payments, VERSION),
        "spend": RecordReader(
            select(facts).where(
                facts.c.metric == Metric.SPEND.value,
                facts.c.channel.not_in(_NETWORKS),
            ),
            facts.c.fact_id,
            _spends,
            VERSION,
        ),
    }
    return SqlChangeFeed("sales", database, summaries.changes, readers)


def _payments(_connection: Connection, rows: Sequence[RowMapping]) -> list[Mapping[str, object]]:
    return [
        {
            "launch_id": row["launch_id"],
            "campaign_id": row["campaign_id"],
            "status": row["status"],
            "minor_units": row["minor_units"],
            "refunded": row["refunded"],
            "currency": row["currency"],
            "asked_at": row["created_at"].isoformat(),
        }
        for row in rows
    ]


def _spends(_connection: Connection, rows: Sequence[RowMapping]) -> list[Mapping[str, object]]:
    return [
        {
            "campaign_id": row["campaign_id"],
            "channel": row["channel"],
            "creative_id": row["creative_id"],
            "minor_units": row["quantity"],
            "currency": row["currency"],
            "at": row["at"].isoformat(),
        }
        for row in rows
    ]
