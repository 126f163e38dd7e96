"""Segments: how many clients a rule picks and how many of them can be written to."""

from collections import Counter

from domain_api.crm.consents.standing import Standing
from domain_api.crm.segments.audience import members
from domain_api.crm.segments.model import ChannelReach, SegmentPreview, SegmentRule
from domain_api.crm.unit import CrmUnit
from domain_api.kernel import OWNED, Actor, Channel, Clock, InvalidInput, OpenUnit, Scope


class SegmentService:
    def __init__(self, open_unit: OpenUnit[CrmUnit], clock: Clock) -> None:
        self._open_unit, self._clock = open_unit, clock

    def preview(self, actor: Actor, rule: SegmentRule) -> SegmentPreview:
        """Raises `InvalidInput` when the ages are the wrong way round."""
        actor.require(Scope.CRM_READ)
        if rule.age_min and rule.age_max and rule.age_min > rule.age_max:
            raise InvalidInput("age_min is above age_max.", code="invalid_ages", field="age_min")
        matched = 0
        reach: Counter[tuple[Channel, str]] = Counter()
        with self._open_unit() as unit:
            for step in members(unit, actor.organization_id, rule, self._clock.now()):
                matched += len(step)
                reach.update((channel, _reach(one, channel)) for one in step for channel in OWNED)
        return SegmentPreview(
            matched=matched, channels=[_channel(channel, reach) for channel in sorted(OWNED)]
        )


def _reach(one: Standing, channel: Channel) -> str:
    if not one.has_contact(channel):
        return "without_contact"
    return "reachable" if one.receiver(channel) else "without_consent"


def _channel(channel: Channel, reach: Counter[tuple[Channel, str]]) -> ChannelReach:
    return ChannelReach(
        channel=channel,
        reachable=reach[channel, "reachable"],
        without_contact=reach[channel, "without_contact"],
        without_consent=reach[channel, "without_consent"],
    )
