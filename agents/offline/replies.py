"""The planner's words about what the tools answered."""

from dataclasses import dataclass

from agents.briefs import Language
from agents.offline import dates
from agents.offline.answers import (
    Approval,
    ChannelQuote,
    Copy,
    Ended,
    Estimate,
    Launch,
    Paused,
    Performance,
    Plan,
    PlannedChannel,
    Quote,
    Requested,
    Shown,
)
from agents.offline.words import channel_name, counted, listed, number, quoted, say

_OVER = {
    "declined": "declined",
    "cancelled": "cancelled",
    "failed": "campaign_failed",
    "settled": "settled",
}
"""States in which a launch goes nowhere any more, and what is said of them."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan with all that was learnt on the way to it."""

    plan: Plan
    copy: Copy
    estimate: Estimate
    quote: Quote
    replaces: bool

    def asked(self, request: Requested, language: Language) -> str:
        """The plan, where a person decides, and what happens then."""
        flight = self.plan.flight
        return say(
            "asked",
            language,
            name=quoted(self.plan.name),
            budget=quoted(self.plan.budget.display),
            period=dates.period(flight.start_on, flight.end_on, language),
            channels="\n".join(self._channel(part, language) for part in self.plan.channels),
            link=quoted(request.link),
            more=say("replaces", language) if self.replaces else "",
            copy=say("own_copy", language) if self.copy.offline else "",
        )

    def _channel(self, part: PlannedChannel, language: Language) -> str:
        quotes = {quote.channel: quote for quote in self.quote.channels}
        quote = quotes.get(part.channel)
        cap = part.cap or (quote.cap if quote else None)
        return say(
            "channel",
            language,
            channel=channel_name(part.channel, language),
            cap=_cap(cap, quote, language),
            reach=self._reach(part.channel, quote, language),
        )

    def _reach(self, channel: str, quote: ChannelQuote | None, language: Language) -> str:
        clients = self.estimate.clients.channels if self.estimate.clients else []
        people = {reach.channel: reach.reachable for reach in clients}.get(channel)
        if people is None and quote is not None:
            people = quote.people
        if people is not None:
            key = {0: "nobody", 1: "one_client"}.get(people, "clients")
            return say(key, language, people=number(people, language))
        for network in self.estimate.networks:
            if network.channel == channel:
                low, high = number(network.low, language), number(network.high, language)
                return say("network", language, low=low, high=high)
        return ""


def approval_reply(approval: Approval, language: Language) -> str:
    """What was decided; for a plan that may be launched, that it waits for a word."""
    match approval.status:
        case "pending" | "approved" | "expired" | "overtaken" as status:
            return say(status, language, link=quoted(approval.link))
        case "refused":
            return say("refused", language, reason=_reason(approval.reason, language))
        case other:
            return say("undecided", language, status=quoted(other), link=quoted(approval.link))


def launched_reply(launch: Launch, budget: Shown, timezone: str | None, language: Language) -> str:
    """`timezone` is the organization's, an IANA name."""
    if launch.state in _OVER:
        return launch_reply(launch, language)
    charge = dates.moment(launch.charge_at, timezone, language)
    start = dates.moment(launch.starts_at, timezone, language)
    key = "charged_at_start" if charge == start else "charged_first"
    when = say(key, language, amount=quoted(budget.display), charge=charge, start=start)
    return say("launched", language, campaign=quoted(launch.campaign_id), when=when)


def launch_reply(launch: Launch, language: Language) -> str:
    """How a campaign stands after it was paused, resumed or ended."""
    if launch.state in _OVER:
        key = _OVER[launch.state]
    elif isinstance(launch, Ended):
        key = "ended"
    else:
        key = "paused" if launch.paused or isinstance(launch, Paused) else "resumed"
    reason = _reason(launch.reason, language)
    return say(key, language, campaign=quoted(launch.campaign_id), reason=reason)


def results_reply(figures: Performance, language: Language) -> str:
    if not (figures.reached or figures.impressions or figures.spend or figures.revenue):
        return say("no_results", language)
    return say(
        "results",
        language,
        reached=counted(figures.reached, "people", language),
        counts=_counts(figures, language),
        revenue=_money(figures.revenue, language),
        spend=_money(figures.spend, language),
        returned=_returned(figures, language),
    )


def _counts(figures: Performance, language: Language) -> str:
    """Impressions are of networks only: a campaign in one's own channels has none."""
    counts = {
        "impressions": figures.impressions,
        "clicks": figures.clicks,
        "leads": figures.leads,
        "sales": figures.sales,
    }
    shown = [
        counted(count, of, language) for of, count in counts.items() if count or of != "impressions"
    ]
    return listed(shown, language)


def _cap(cap: Shown | None, quote: ChannelQuote | None, language: Language) -> str:
    if cap is None:
        return ""
    shown = say("cap", language, cap=quoted(cap.display))
    cost = quote.expected_cost if quote else None
    if cost is None or cost.display == cap.display:
        return shown
    return shown + say("cost", language, cost=quoted(cost.display))


def _reason(reason: str | None, language: Language) -> str:
    return say("reason", language, reason=quoted(reason)) if reason else ""


def _returned(figures: Performance, language: Language) -> str:
    hundredths = figures.return_on_spend
    if hundredths is None or len(figures.spend) != 1:
        return ""
    value = f"{hundredths // 100:,}.{hundredths % 100:02d}"
    return say("return", language, currency=figures.spend[0].currency, value=value)


def _money(amounts: list[Shown], language: Language) -> str:
    shown = [quoted(amount.display) for amount in amounts]
    return listed(shown, language) or say("none", language)
