"""Quotes what a plan would cost, before anybody commits to it."""

from domain_api.kernel import Actor, Channel, Money, MoneyView, OpenUnit, Scope
from domain_api.sales.facades import CrmFacade
from domain_api.sales.plans.entity import PlanVersion, RenderedChannel
from domain_api.sales.plans.service import plan_or_not_found
from domain_api.sales.pricing.model import ChannelQuote, QuoteCampaign, QuoteView
from domain_api.sales.pricing.prices import cost_of, price_per_thousand
from domain_api.sales.unit import SalesUnit


class QuoteService:
    def __init__(self, open_unit: OpenUnit[SalesUnit], crm: CrmFacade) -> None:
        self._open = open_unit
        self._crm = crm

    def quote(self, actor: Actor, query: QuoteCampaign) -> QuoteView:
        actor.require(Scope.PAYMENT_READ)
        with self._open() as unit:
            version = plan_or_not_found(unit, actor.organization_id, query.plan_id).current
        people = self._crm.reachable(actor, version.terms.audience)
        return QuoteView(
            plan_id=version.plan_id,
            plan_version=version.version,
            most=MoneyView.of(version.terms.budget),
            channels=[
                _channel_quote(version, part, people.get(part.channel, 0))
                for part in version.channels
            ],
            note="The budget is charged at the flight's start; what is not spent comes back.",
        )


def _channel_quote(version: PlanVersion, part: RenderedChannel, people: int) -> ChannelQuote:
    currency = version.terms.budget.currency
    price = price_per_thousand(currency, part.channel)
    return ChannelQuote(
        channel=part.channel,
        cap=MoneyView.of(Money(part.cap, currency)),
        people=people if part.channel.owned else None,
        price_per_thousand=None if price is None else MoneyView.of(Money(price, currency)),
        expected_cost=MoneyView.of(
            Money(_expected(part, currency, part.channel, people), currency)
        ),
    )


def _expected(part: RenderedChannel, currency: str, channel: Channel, people: int) -> int:
    cost = cost_of(currency, channel, people) if channel.owned else None
    return part.cap if cost is None else min(cost, part.cap)
