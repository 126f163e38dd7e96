"""What people write to us: STOP closes every channel, anything else is a lead."""

from domain_api.crm.clients.contacts import Contacts
from domain_api.crm.clients.identify import identify
from domain_api.crm.clients.model import AddClient, ClientView
from domain_api.crm.consents.service import withdrawal
from domain_api.crm.consents.standing import withdraw_all
from domain_api.crm.leads.capture import LeadCapture
from domain_api.crm.leads.model import Attribution, CaptureLead
from domain_api.crm.messages.model import InboundMessage, InboundOutcome, InboundView
from domain_api.crm.text import words
from domain_api.crm.unit import CrmUnit
from domain_api.kernel import Channel, Clock, OpenUnit, derived_id

_STOP = frozenset({"stop", "alto", "baja", "unsubscribe"})
_COURTESY = frozenset(words("please, now, all, me, thanks, por favor, ya, todo, gracias"))
_ASKING = frozenset(words("quiero dar, darme, darse de la"))
_MAX_NAME = 200


class InboundService:
    """`region` is the country (ISO 3166) of phone numbers written without their code."""

    def __init__(self, open_unit: OpenUnit[CrmUnit], clock: Clock, region: str = "CR") -> None:
        self._open_unit, self._clock, self._region = open_unit, clock, region
        self._capture = LeadCapture(clock, region)

    def receive(self, organization_id: str, inbound: InboundMessage) -> InboundView:
        """Act on a message once, by its `inbound_id`; again, the first outcome is returned.

        Raises `InvalidInput` when the sender's address is none. The organization comes from
        the address that was written to, never from the message's text.
        """
        contacts = self._contacts(inbound)
        with self._open_unit() as unit:
            if known := unit.inbound.get(organization_id, inbound.inbound_id):
                return known
            client = self._sender(unit, organization_id, contacts)
            received = _received(organization_id, inbound, client)
            if not unit.inbound.add(organization_id, received, inbound.text, self._clock.now()):
                # It was delivered twice at once and the other one was first.
                return unit.inbound.get(organization_id, inbound.inbound_id) or received
            if received.lead_id is None:
                entry = withdrawal(inbound.channel, inbound.text, self._clock.now())
                withdraw_all(unit, organization_id, client.client_id, entry)
            else:
                self._keep_lead(unit, organization_id, inbound, client, received.lead_id)
        return received

    def _contacts(self, inbound: InboundMessage) -> Contacts:
        if inbound.channel == "email":
            return Contacts.of(inbound.sender, None, self._region)
        return Contacts.of(None, inbound.sender, self._region)

    def _sender(self, unit: CrmUnit, organization_id: str, contacts: Contacts) -> ClientView:
        name = contacts.email or contacts.phone or ""
        person = AddClient(name=name[:_MAX_NAME], email=contacts.email, phone=contacts.phone)
        return identify(unit.clients, organization_id, person, contacts, self._clock.now())

    def _keep_lead(
        self,
        unit: CrmUnit,
        organization_id: str,
        inbound: InboundMessage,
        client: ClientView,
        lead_id: str,
    ) -> None:
        contacts = self._contacts(inbound)
        address = contacts.on(Channel(inbound.channel)) or ""
        origin = unit.messages.latest_to(organization_id, address)
        lead = CaptureLead(
            name=client.name,
            email=contacts.email,
            phone=contacts.phone,
            message=inbound.text,
            source=inbound.channel,
            locale=client.locale,
        )
        attribution = origin.attribution() if origin else Attribution()
        self._capture.keep(unit, organization_id, lead, attribution, lead_id)


def asks_to_stop(text: str) -> bool:
    """Whether the text says STOP, ALTO, BAJA or UNSUBSCRIBE and, but for courtesy, only that.

    Case, accents and punctuation do not matter. `BAJA por favor` does ask; `¿Tienen tacón
    alto?` does not.
    """
    said = set(words(text))
    return bool(said & _STOP) and said <= _STOP | _COURTESY | _ASKING


def _received(organization_id: str, inbound: InboundMessage, client: ClientView) -> InboundView:
    stop = asks_to_stop(_own_words(inbound))
    return InboundView(
        inbound_id=inbound.inbound_id,
        channel=Channel(inbound.channel),
        client_id=client.client_id,
        outcome=InboundOutcome.WITHDRAWAL if stop else InboundOutcome.LEAD,
        lead_id=None if stop else derived_id("lead", organization_id, inbound.inbound_id),
    )


def _own_words(inbound: InboundMessage) -> str:
    """A reply by email quotes what it answers to: the person's own words stand on top."""
    if inbound.channel != "email":
        return inbound.text
    return inbound.text.strip().partition("\n")[0]
