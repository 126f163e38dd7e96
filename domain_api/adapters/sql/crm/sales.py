"""Sales in SQL, with their lines."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, insert, select

from domain_api.adapters.sql.changes import SqlChanges
from domain_api.adapters.sql.crm.statements import (
    attribution_in,
    attribution_values,
    newest_first,
)
from domain_api.adapters.sql.crm.tables import changes, sale_lines, sales
from domain_api.adapters.sql.types import among
from domain_api.crm.sales.model import SaleLine, SaleView
from domain_api.kernel import Money, MoneyView
from domain_api.kernel.paging import After


class SqlSales:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, organization_id: str, sale: SaleView, lines: Sequence[SaleLine]) -> None:
        self._connection.execute(
            insert(sales).values(
                sale_id=sale.sale_id,
                organization_id=organization_id,
                client_id=sale.client_id,
                lead_id=sale.lead_id,
                total_minor_units=sale.total.minor_units,
                currency=sale.total.currency,
                sold_at=sale.sold_at,
                **attribution_values(sale.attribution),
            )
        )
        rows = [
            {
                "sale_id": sale.sale_id,
                "line": number,
                "description": line.description,
                "quantity": line.quantity,
                "unit_minor_units": line.unit_price.minor_units,
            }
            for number, line in enumerate(lines, start=1)
        ]
        self._connection.execute(insert(sale_lines), rows)
        SqlChanges(self._connection, changes).note("sale", organization_id, sale.sale_id)

    def listed(
        self, organization_id: str, campaign_id: str | None, after: After | None, limit: int
    ) -> Sequence[SaleView]:
        query = select(sales).where(sales.c.organization_id == organization_id)
        if campaign_id is not None:
            query = query.where(sales.c.campaign_id == campaign_id)
        return self._newest(query, after, limit)

    def of_clients(
        self, organization_id: str, client_ids: Sequence[str], limit: int
    ) -> Sequence[SaleView]:
        query = select(sales).where(
            sales.c.organization_id == organization_id, among(sales.c.client_id, client_ids)
        )
        return self._newest(query, None, limit)

    def _newest(self, query: Select[Any], after: After | None, limit: int) -> Sequence[SaleView]:
        page = newest_first(query, sales.c.sold_at, sales.c.sale_id, after, limit)
        return [_sale_in(row) for row in self._connection.execute(page).mappings()]


def _sale_in(row: RowMapping) -> SaleView:
    return SaleView(
        sale_id=row["sale_id"],
        client_id=row["client_id"],
        lead_id=row["lead_id"],
        total=MoneyView.of(Money(row["total_minor_units"], row["currency"])),
        attribution=attribution_in(row),
        sold_at=row["sold_at"],
    )
