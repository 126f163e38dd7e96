"""Sales: their total from their lines, their campaign from the lead that they close."""

from domain_api.crm.clients.family import Family, family_of
from domain_api.crm.facts import fact_of
from domain_api.crm.leads.model import Attribution, LeadView
from domain_api.crm.sales.model import ListSales, RecordSale, SaleLine, SaleView
from domain_api.crm.unit import CrmUnit
from domain_api.kernel import (
    Actor,
    Clock,
    InvalidInput,
    Metric,
    Money,
    MoneyView,
    NotFound,
    OpenUnit,
    Page,
    Scope,
    new_id,
    page_of,
)
from domain_api.kernel.paging import decode_after, encode_after


class SaleService:
    def __init__(self, open_unit: OpenUnit[CrmUnit], clock: Clock) -> None:
        self._open_unit, self._clock = open_unit, clock

    def record(self, actor: Actor, command: RecordSale) -> SaleView:
        """Two equal sales are two.

        Raises `InvalidInput` when lines mix currencies or come to nothing, and `NotFound`
        for the client, or for a lead that is not theirs.
        """
        actor.require(Scope.CRM_WRITE)
        total = total_of(command.lines)
        organization_id = actor.organization_id
        with self._open_unit() as unit:
            family = family_of(unit.clients, organization_id, command.client_id)
            lead = _lead_closed(unit, organization_id, family, command.lead_id)
            sale = SaleView(
                sale_id=new_id("sale"),
                client_id=command.client_id,
                lead_id=lead.lead_id if lead else None,
                total=MoneyView.of(total),
                attribution=lead.attribution if lead else Attribution(),
                sold_at=self._clock.now(),
            )
            unit.sales.add(organization_id, sale, command.lines)
            _count(unit, organization_id, sale)
        return sale

    def list(self, actor: Actor, command: ListSales) -> Page[SaleView]:
        actor.require(Scope.CRM_READ)
        after = decode_after(command.cursor)
        with self._open_unit() as unit:
            rows = unit.sales.listed(
                actor.organization_id, command.campaign_id, after, command.limit + 1
            )
        return page_of(rows, command.limit, lambda row: encode_after(row.sold_at, row.sale_id))


def total_of(lines: list[SaleLine]) -> Money:
    """The sum of quantity times price; raises `InvalidInput` unless it is more than nothing.

    A price may be nothing, for a gift, but not less: a discount belongs in the price.
    """
    total = Money.zero(lines[0].unit_price.currency)
    for line in lines:
        price = line.unit_price.money()
        if price.minor_units < 0:
            raise InvalidInput("A price cannot be negative.", code="invalid_amount", field="lines")
        total += price.times(line.quantity)
    if total.minor_units == 0:
        raise InvalidInput("A sale comes to more than nothing.", code="invalid_amount")
    return total


def _lead_closed(
    unit: CrmUnit, organization_id: str, family: Family, lead_id: str | None
) -> LeadView | None:
    if lead_id is None:
        latest = unit.leads.of_clients(organization_id, family.ids, 1)
        return latest[0] if latest else None
    lead = unit.leads.get(organization_id, lead_id)
    if lead is None or lead.client_id not in family.ids:
        raise NotFound("The client has no such lead.", code="lead_not_found")
    return lead


def _count(unit: CrmUnit, organization_id: str, sale: SaleView) -> None:
    made = fact_of(Metric.SALES, sale.sale_id, organization_id, sale.attribution, sale.sold_at)
    earned = fact_of(
        Metric.REVENUE,
        sale.sale_id,
        organization_id,
        sale.attribution,
        sale.sold_at,
        quantity=sale.total.minor_units,
        currency=sale.total.currency,
    )
    unit.outbox.add(made.job())
    unit.outbox.add(earned.job())
