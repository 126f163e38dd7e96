"""Leads: kept with the campaign that brought them, listed newest first."""

from domain_api.crm.leads.capture import LeadCapture
from domain_api.crm.leads.model import Attribution, CaptureLead, LeadView, ListLeads
from domain_api.crm.links.model import LinkView
from domain_api.crm.links.service import origin_of
from domain_api.crm.unit import CrmUnit
from domain_api.kernel import (
    Actor,
    Clock,
    OpenUnit,
    Page,
    Scope,
    derived_id,
    new_id,
    page_of,
)
from domain_api.kernel.paging import decode_after, encode_after


class LeadService:
    """`region` is the country (ISO 3166) of phone numbers written without their code."""

    def __init__(self, open_unit: OpenUnit[CrmUnit], clock: Clock, region: str = "CR") -> None:
        self._open_unit, self.region = open_unit, region
        self._capture = LeadCapture(clock, region)

    def capture(self, actor: Actor, command: CaptureLead) -> LeadView:
        """Keep a lead. A link that is not the organization's gives no attribution.

        Raises `InvalidInput` without a contact, or for consent that nothing shows.
        """
        actor.require(Scope.CRM_WRITE)
        with self._open_unit() as unit:
            link = (
                unit.links.get(actor.organization_id, command.link_id) if command.link_id else None
            )
            attribution = origin_of(link).attribution() if link else Attribution()
            return self._capture.keep(
                unit, actor.organization_id, command, attribution, new_id("lead")
            )

    def answer(self, link: LinkView, command: CaptureLead, submission: str) -> LeadView:
        """Keep what a visitor of a link sent; the same `submission` again is the same lead.

        The public door has no actor: the link tells the organization.
        """
        lead_id = derived_id("lead", link.link_id, submission)
        attribution = origin_of(link).attribution()
        with self._open_unit() as unit:
            return self._capture.keep(unit, link.organization_id, command, attribution, lead_id)

    def list(self, actor: Actor, command: ListLeads) -> Page[LeadView]:
        actor.require(Scope.CRM_READ)
        after = decode_after(command.cursor)
        with self._open_unit() as unit:
            rows = unit.leads.listed(
                actor.organization_id, command.campaign_id, after, command.limit + 1
            )
        return page_of(rows, command.limit, lambda row: encode_after(row.captured_at, row.lead_id))
