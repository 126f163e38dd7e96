"""Links: made live once, followed by anybody, each visit counted for its campaign."""

import re

from domain_api.crm.facts import Origin, fact_of
from domain_api.crm.links.model import LinkView, RegisterLink
from domain_api.crm.unit import CrmUnit
from domain_api.kernel import Actor, Clock, Conflict, Fact, Metric, NotFound, OpenUnit, Scope

_SHAPE = re.compile(r"[0-9A-Za-z_-]{1,40}")


class LinkService:
    def __init__(self, open_unit: OpenUnit[CrmUnit], clock: Clock) -> None:
        self._open_unit, self._clock = open_unit, clock

    def register(self, actor: Actor, command: RegisterLink) -> LinkView:
        """Repeating it changes nothing; the same id for another aim is a `Conflict`."""
        actor.require(Scope.CRM_WRITE)
        link = LinkView(
            **command.model_dump(),
            organization_id=actor.organization_id,
            created_at=self._clock.now(),
        )
        with self._open_unit() as unit:
            if unit.links.add(link):
                return link
            kept = unit.links.get(actor.organization_id, command.link_id)
        if kept is None or kept.model_copy(update={"created_at": link.created_at}) != link:
            raise Conflict("That link leads elsewhere already.", code="link_taken")
        return kept

    def resolve(self, link_id: str) -> LinkView:
        """Where the link leads; raises `NotFound`. Public: the link tells the organization."""
        with self._open_unit() as unit:
            return _require_link(unit, link_id)

    def visit(self, link_id: str, page_id: str) -> LinkView:
        """Where the link leads; raises `NotFound`. Each page counts a click once.

        Clicks on an ad are its network's to report: counted here too, they would be double.
        """
        with self._open_unit() as unit:
            link = _require_link(unit, link_id)
            if link.channel.owned:
                unit.links.visited(link, page_id, self._clock.now())
                unit.outbox.add(self._click(link, page_id).job())
        return link

    def _click(self, link: LinkView, page_id: str) -> Fact:
        attribution = origin_of(link).attribution()
        return fact_of(Metric.CLICKS, page_id, link.organization_id, attribution, self._clock.now())


def origin_of(link: LinkView) -> Origin:
    return Origin(link.campaign_id, link.channel, link.creative_id)


def _require_link(unit: CrmUnit, link_id: str) -> LinkView:
    link = unit.links.find(link_id) if _SHAPE.fullmatch(link_id) else None
    if link is None:
        raise NotFound("This link leads nowhere.", code="link_not_found")
    return link
