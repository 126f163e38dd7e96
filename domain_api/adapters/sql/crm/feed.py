"""The change feed of PromptCRM: which rows its records are read from."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, Select, Table, and_, select

from domain_api.adapters.sql.changes import RecordReader, SqlChangeFeed
from domain_api.adapters.sql.crm.tables import (
    changes,
    clients,
    contacts,
    leads,
    messages,
    sales,
    visits,
)
from domain_api.adapters.sql.engine import Database
from domain_api.crm.changes.market import market_of
from domain_api.crm.changes.model import (
    VERSION,
    Source,
    event_fields,
    lead_fields,
    sale_fields,
)
from domain_api.crm.messages.model import MessageState


def crm_feed(database: Database) -> SqlChangeFeed:
    """Named as its job queue is."""
    return SqlChangeFeed("crm", database, changes, _READERS)


def _lead(row: RowMapping) -> Mapping[str, object]:
    market = market_of(row["locale"], row["lead_phone"], row["client_phone"])
    return lead_fields(_source(row), row["source"], market, row["captured_at"])


def _sale(row: RowMapping) -> Mapping[str, object]:
    market = market_of(row["locale"], row["lead_phone"], row["client_phone"])
    total, currency = row["total_minor_units"], row["currency"]
    return sale_fields(_source(row), total, currency, market, row["sold_at"])


def _message(row: RowMapping) -> Mapping[str, object]:
    return event_fields(_source(row), row["sent_at"])


def _click(row: RowMapping) -> Mapping[str, object]:
    return event_fields(_source(row), row["visited_at"])


def _source(row: RowMapping) -> Source:
    return Source(row["campaign_id"], row["channel"], row["creative_id"])


def _of_client(table: Table, *columns: Column[Any]) -> Select[Any]:
    """Rows with what tells the market of their client."""
    phone = contacts.alias("phone")
    return (
        select(
            *columns,
            clients.c.locale,
            leads.c.phone.label("lead_phone"),
            phone.c.address.label("client_phone"),
        )
        .select_from(table)
        .join(clients, clients.c.client_id == table.c.client_id)
        .outerjoin(phone, and_(phone.c.client_id == clients.c.client_id, phone.c.kind == "phone"))
    )


def _origin(table: Table) -> tuple[Column[Any], ...]:
    column = table.c
    return column.organization_id, column.campaign_id, column.channel, column.creative_id


def _reader(wanted: Select[Any], key: Column[str], shape: Any) -> RecordReader:
    def shaped(_connection: Connection, rows: Sequence[RowMapping]) -> list[Mapping[str, object]]:
        return [shape(row) for row in rows]

    return RecordReader(wanted, key, shaped, VERSION)


_READERS: Mapping[str, RecordReader] = {
    "lead": _reader(
        _of_client(leads, leads.c.lead_id, leads.c.source, leads.c.captured_at, *_origin(leads)),
        leads.c.lead_id,
        _lead,
    ),
    "sale": _reader(
        _of_client(
            sales,
            sales.c.sale_id,
            sales.c.total_minor_units,
            sales.c.currency,
            sales.c.sold_at,
            *_origin(sales),
        ).outerjoin(leads, leads.c.lead_id == sales.c.lead_id),
        sales.c.sale_id,
        _sale,
    ),
    "message": _reader(
        select(messages.c.message_id, messages.c.sent_at, *_origin(messages)).where(
            messages.c.state == MessageState.SENT
        ),
        messages.c.message_id,
        _message,
    ),
    "click": _reader(
        select(visits.c.visit_id, visits.c.visited_at, *_origin(visits)),
        visits.c.visit_id,
        _click,
    ),
}
