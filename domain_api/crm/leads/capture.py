"""Keeping a lead: client, lead, consents and the count of it, in one unit of work."""

from domain_api.crm.clients.contacts import Contacts, address_of
from domain_api.crm.clients.family import held_family
from domain_api.crm.clients.identify import identify
from domain_api.crm.clients.model import AddClient, ClientView
from domain_api.crm.consents.service import grant, require_owned
from domain_api.crm.facts import fact_of
from domain_api.crm.leads.model import Attribution, CaptureLead, LeadView
from domain_api.crm.unit import CrmUnit
from domain_api.kernel import Clock, InvalidInput, Metric


class LeadCapture:
    """`region` is the country (ISO 3166) of phone numbers written without their code."""

    def __init__(self, clock: Clock, region: str) -> None:
        self._clock, self._region = clock, region

    def keep(
        self,
        unit: CrmUnit,
        organization_id: str,
        command: CaptureLead,
        attribution: Attribution,
        lead_id: str,
    ) -> LeadView:
        """The lead with this id; it is kept once, however often the same answer comes.

        Raises `InvalidInput` without a contact, or for consent that nothing shows.
        """
        contacts = Contacts.of(command.email, command.phone, self._region)
        _require_sound_consent(command, contacts)
        if known := unit.leads.get(organization_id, lead_id):
            return known
        now = self._clock.now()
        client = identify(unit.clients, organization_id, _person(command), contacts, now)
        lead = LeadView(
            lead_id=lead_id,
            client_id=client.client_id,
            name=command.name,
            source=command.source,
            message=command.message or None,
            attribution=attribution,
            captured_at=now,
        )
        if not unit.leads.add(organization_id, lead, contacts):
            # The same answer arrived twice at once and the other one was first.
            return unit.leads.get(organization_id, lead_id) or lead
        self._grant(unit, organization_id, command, contacts, client)
        fact = fact_of(Metric.LEADS, lead_id, organization_id, attribution, now)
        unit.outbox.add(fact.job())
        return lead

    def _grant(
        self,
        unit: CrmUnit,
        organization_id: str,
        command: CaptureLead,
        contacts: Contacts,
        client: ClientView,
    ) -> None:
        if not command.consent_channels:
            return
        family = held_family(unit.clients, organization_id, client.client_id)
        for channel in sorted(set(command.consent_channels)):
            # Consent covers the address that was given. The client may be known by another
            # one, and whoever reads that has not agreed to anything.
            for member in family.members:
                if address_of(member, channel) == contacts.on(channel):
                    proof = command.consent_proof or ""
                    entry = grant(channel, command.source, proof, self._clock.now())
                    unit.consents.append(organization_id, member.client_id, entry)


def _person(command: CaptureLead) -> AddClient:
    return AddClient(
        name=command.name, email=command.email, phone=command.phone, locale=command.locale
    )


def _require_sound_consent(command: CaptureLead, contacts: Contacts) -> None:
    for channel in command.consent_channels:
        require_owned(channel)
        if contacts.on(channel) is None:
            needed = "an email" if channel.value == "email" else "a phone number"
            raise InvalidInput(
                f"Consent to messages by {channel.value} needs {needed}.",
                code="consent_without_contact",
                field="consent_channels",
            )
    if command.consent_channels and not command.consent_proof:
        raise InvalidInput(
            "Consent needs its proof: the words the person agreed to.",
            code="consent_without_proof",
            field="consent_proof",
        )
