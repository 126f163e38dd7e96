"""Mandates, quotes, payments, the ledger and summaries in memory."""

from dataclasses import dataclass

from domain_api.kernel import Actor, Channel, Metric, Money, MoneyView, Scope, derived_id
from domain_api.sales.ledger.model import GetLedger, LedgerView
from domain_api.sales.mandates.model import GetMandate, MandateStatus, MandateView
from domain_api.sales.payments.model import ListPayments, PaymentMethodView, PaymentPage
from domain_api.sales.pricing.model import ChannelQuote, QuoteCampaign, QuoteView
from domain_api.sales.summaries.model import (
    GetPerformance,
    MetricInfo,
    MetricRow,
    MetricTable,
    MetricValue,
    PerformanceView,
    QueryMetrics,
)
from tests.tools.fakes.sales import FakeLaunches, FakePlans


@dataclass
class FakeMoney:
    """Mandates, quotes, payments and the ledger, as far as plans and launches tell them."""

    plans: FakePlans

    def get(self, actor: Actor, command: GetMandate) -> MandateView:
        actor.require(Scope.PAYMENT_READ)
        plan = self.plans.plans.get(actor.organization_id, command.plan_id or "")
        zero = MoneyView.of(Money.zero(plan.budget.currency))
        return MandateView(
            mandate_id=derived_id("man", plan.plan_id),
            plan_id=plan.plan_id,
            plan_version=plan.version,
            approval_id=derived_id("apr", plan.plan_id, plan.version),
            digest=plan.digest,
            status=MandateStatus.OPEN,
            ceiling=plan.budget,
            channel_caps={part.channel: part.cap for part in plan.channels},
            held=zero,
            captured=zero,
            expires_at=plan.ends_at,
        )

    def quote(self, actor: Actor, command: QuoteCampaign) -> QuoteView:
        actor.require(Scope.PAYMENT_READ)
        plan = self.plans.plans.get(actor.organization_id, command.plan_id)
        return QuoteView(
            plan_id=plan.plan_id,
            plan_version=plan.version,
            most=plan.budget,
            channels=[
                ChannelQuote(
                    channel=part.channel,
                    cap=part.cap,
                    people=None,
                    price_per_thousand=None,
                    expected_cost=part.cap,
                )
                for part in plan.channels
            ],
            note="At most the budget.",
        )

    def methods(self, actor: Actor) -> list[PaymentMethodView]:
        actor.require(Scope.PAYMENT_READ)
        return [PaymentMethodView(payment_method="pm_visa", description="Visa", default=True)]

    def read(self, actor: Actor, command: GetLedger) -> LedgerView:
        actor.require(Scope.PAYMENT_READ)
        return LedgerView(postings=[], balances=[])

    def list(self, actor: Actor, command: ListPayments) -> PaymentPage:
        actor.require(Scope.PAYMENT_READ)
        return PaymentPage(items=[])


@dataclass
class FakeSummaries:
    launches: FakeLaunches

    def metrics(self, actor: Actor) -> list[MetricInfo]:
        actor.require(Scope.INSIGHTS_READ)
        return [MetricInfo(metric=item, description=item.value, money=False) for item in Metric]

    def query(self, actor: Actor, command: QueryMetrics) -> MetricTable:
        actor.require(Scope.INSIGHTS_READ)
        rows = [
            MetricRow(
                channel=channel,
                values=[MetricValue(metric=metric, quantity=1) for metric in command.metrics],
            )
            for channel in Channel
            if command.channel in (None, channel)
        ]
        return MetricTable(rows=rows[: command.limit], truncated=len(rows) > command.limit)

    def performance(self, actor: Actor, command: GetPerformance) -> PerformanceView:
        launch = self.launches.get(actor, command.campaign_id)
        return PerformanceView(
            campaign_id=launch.campaign_id,
            reached=0,
            impressions=0,
            clicks=0,
            reactions=0,
            leads=0,
            sales=0,
            revenue=[],
            spend=[],
            return_on_spend=None,
            channels=[],
            note="Nothing was measured yet.",
        )
