"""What a campaign would cost, before anybody commits to it."""

from pydantic import Field

from domain_api.kernel import Channel, Command, MoneyView, View
from domain_api.sales.plans.model import PlanId


class QuoteCampaign(Command):
    """What a plan would cost at most, and how far its budget goes on each channel."""

    plan_id: PlanId


class ChannelQuote(View):
    """`unit_price` is for a thousand messages; network channels are priced by the network."""

    channel: Channel
    cap: MoneyView
    people: int | None = Field(description="Reachable clients; absent on network channels.")
    price_per_thousand: MoneyView | None
    expected_cost: MoneyView = Field(description="At most the cap; the cap when not known.")


class QuoteView(View):
    plan_id: str
    plan_version: int
    most: MoneyView = Field(description="The plan's budget: it is never passed.")
    channels: list[ChannelQuote]
    note: str
