"""A sale: what a client bought, and the campaign that brought them. Two equal sales are two."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from domain_api.crm.leads.model import Attribution
from domain_api.kernel import (
    Amount,
    Command,
    Cursor,
    IdempotencyKey,
    Limit,
    MoneyView,
    ShortText,
    View,
)


class SaleLine(Command):
    description: ShortText
    quantity: Annotated[int, Field(ge=1, le=100_000)] = 1
    unit_price: Amount


class RecordSale(Command):
    """Record a sale to a client; its total is the sum of its lines, in one currency.

    The campaign is taken from the client's latest lead, or from `lead_id` when given.
    """

    client_id: Annotated[str, Field(max_length=40)]
    lines: Annotated[list[SaleLine], Field(min_length=1, max_length=100)]
    lead_id: Annotated[str, Field(max_length=40)] | None = None
    idempotency_key: IdempotencyKey | None = None


class SaleView(View):
    sale_id: str
    client_id: str
    lead_id: str | None
    total: MoneyView
    attribution: Attribution
    sold_at: datetime


class ListSales(Command):
    campaign_id: Annotated[str, Field(max_length=40)] | None = None
    limit: Limit = 20
    cursor: Cursor | None = None
