"""Whether an ad may go on spending: its gate closes at its budget, and on spend nobody knows."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from domain_api.ads.campaigns.entity import Ad, Campaign
from domain_api.ads.campaigns.jobs import network_job, watch_job
from domain_api.ads.campaigns.model import CampaignState, MoveView, SpendGate
from domain_api.ads.unit import AdsUnit
from domain_api.kernel import Money

SILENCE = timedelta(hours=24)
"""How long an ad may run without a report before its spend is taken to be unknown."""


def put_gate(unit: AdsUnit, ad: Ad, gate: SpendGate, occasion: str, now: datetime) -> None:
    """Every change is told to the network, and an ad that may run again is watched again.

    The campaign must be held by the caller's unit: what the gate follows from may not change
    before it is written.
    """
    if not unit.ads.set_gate(ad.organization_id, ad.ad_id, gate, now):
        return
    unit.outbox.add(network_job(ad, f"{gate}:{occasion}", now))
    if gate is SpendGate.OPEN:
        unit.outbox.add(watch_job(ad, f"{gate}:{occasion}", now))


def gate_of(ad: Ad, spend: Money, *, refused: bool) -> SpendGate:
    """What follows from all the reports of an ad: those that were counted, and whether one
    was refused and did not come again in a form that counts."""
    if ad.budget is not None and ad.budget <= spend:
        return SpendGate.EXHAUSTED
    return SpendGate.UNKNOWN if refused else SpendGate.OPEN


def watched(campaign: Campaign, ad: Ad, now: datetime) -> bool:
    """Only an ad that may run, in its flight, owes reports."""
    running = campaign.state is CampaignState.ACTIVE and ad.gate is SpendGate.OPEN
    return running and now < campaign.order.ends_at


def silent_at(
    moves: Sequence[MoveView], since: datetime, limit: timedelta, now: datetime
) -> datetime:
    """When a campaign that is active, and stays so, has run for `limit` since that moment.

    Time in which it was not active does not count: a paused ad has nothing to report, and
    resuming it again and again gives it no more time.
    """
    return now + limit - _active_time(moves, since, now)


def _active_time(moves: Sequence[MoveView], since: datetime, now: datetime) -> timedelta:
    changes = [(move.at, move.to_state) for move in moves]
    active = timedelta()
    for (began, state), (ended, _) in pairwise([*changes, (now, None)]):
        if state is CampaignState.ACTIVE:
            active += max(ended, since) - max(began, since)
    return active
