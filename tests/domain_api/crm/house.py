"""A whole PromptCRM over one database, for an organization of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

from sqlalchemy import select

from domain_api.adapters.channels.memory import MemoryChannel
from domain_api.adapters.sql.crm.tables import jobs
from domain_api.adapters.sql.crm.unit import sql_crm_unit
from domain_api.adapters.sql.engine import Database
from domain_api.crm.clients.model import AddClient, MergeClients
from domain_api.crm.clients.service import ClientService
from domain_api.crm.consents.model import RecordConsent, WithdrawConsent
from domain_api.crm.consents.service import ConsentService
from domain_api.crm.imports.model import FileKind, ImportReport
from domain_api.crm.imports.service import ImportService
from domain_api.crm.leads.service import LeadService
from domain_api.crm.links.model import LinkView, RegisterLink
from domain_api.crm.links.service import LinkService
from domain_api.crm.messages.dispatch import DispatchService
from domain_api.crm.messages.inbound import InboundService
from domain_api.crm.messages.model import (
    DispatchOrder,
    InboundMessage,
    ListMessages,
    MessageView,
)
from domain_api.crm.sales.service import SaleService
from domain_api.crm.segments.model import SegmentRule
from domain_api.crm.segments.service import SegmentService
from domain_api.crm.unit import CrmUnit
from domain_api.kernel import (
    OWNED,
    Actor,
    Channel,
    Fact,
    ManualClock,
    Metric,
    OpenUnit,
    Payload,
    new_id,
)
from tests.support.actors import START, person

OpenDatabase = Callable[[str], Database]

CAMPAIGN = "cmp_spring"
EVERYBODY = SegmentRule()
_NUMBERS = count()

FIELDS = {"subject": "Spring", "preheader": "Hi", "body": "Hola {{first_name}}: {{link}} STOP"}


@dataclass
class House:
    database: Database
    actor: Actor = field(default_factory=lambda: person(organization=new_id("org")))
    clock: ManualClock = field(default_factory=lambda: ManualClock(START))
    channel: MemoryChannel = field(default_factory=MemoryChannel)

    def __post_init__(self) -> None:
        self.open_unit: OpenUnit[CrmUnit] = self.database.unit(
            lambda connection: sql_crm_unit(connection, self.clock)
        )
        self.clients = ClientService(self.open_unit, self.clock)
        self.imports = ImportService(self.open_unit, self.clock)
        self.consents = ConsentService(self.open_unit, self.clock)
        self.leads = LeadService(self.open_unit, self.clock)
        self.segments = SegmentService(self.open_unit, self.clock)
        self.links = LinkService(self.open_unit, self.clock)
        self.dispatches = DispatchService(
            self.open_unit, self.clock, dict.fromkeys(OWNED, self.channel)
        )
        self.sales = SaleService(self.open_unit, self.clock)
        self.inbound = InboundService(self.open_unit, self.clock)

    @property
    def organization_id(self) -> str:
        return self.actor.organization_id

    def neighbour(self) -> "House":
        """Another organization in the same database."""
        return House(self.database, clock=self.clock, channel=self.channel)

    def client(
        self,
        name: str,
        *consents: Channel,
        email: str | None = None,
        phone: str | None = None,
        **profile: object,
    ) -> str:
        """The id of a client who agreed to these channels; by default known by an email, and by
        a phone of their own too where a channel needs one."""
        if phone is None and any(channel is not Channel.EMAIL for channel in consents):
            email, phone = email or f"{name.lower()}@example.com", f"+5068777{next(_NUMBERS):04d}"
        contact = {"email": email or (None if phone else f"{name.lower()}@example.com")}
        command = AddClient.model_validate({"name": name, **contact, "phone": phone, **profile})
        client_id = self.clients.add(self.actor, command).client_id
        for channel in consents:
            self.grant(client_id, channel)
        return client_id

    def grant(self, client_id: str, channel: Channel) -> None:
        command = RecordConsent(
            client_id=client_id, channel=channel, source="counter", proof="signed card"
        )
        self.consents.record(self.actor, command)

    def withdraw(self, client_id: str) -> None:
        command = WithdrawConsent(client_id=client_id, source="telephone", proof="asked to stop")
        self.consents.withdraw(self.actor, command)

    def allowed(self, client_id: str) -> list[Channel]:
        return self.consents.get(self.actor, client_id).allowed

    def merge(self, keep: str, merge: str) -> str:
        """The id of the merge."""
        return self.clients.merge(self.actor, MergeClients(keep=keep, merge=merge)).merge_id

    def undo(self, merge_id: str) -> None:
        self.clients.undo_merge(self.actor, merge_id)

    def load(self, text: str, kind: FileKind = FileKind.CSV) -> ImportReport:
        return self.imports.load(self.actor, text.encode(), kind)

    def link(self, campaign_id: str = CAMPAIGN, channel: Channel = Channel.EMAIL) -> LinkView:
        command = RegisterLink(
            link_id=new_id("lnk"),
            campaign_id=campaign_id,
            channel=channel,
            creative_id="ast_spring",
            product="Spring blend",
            locale="es-CR",
        )
        return self.links.register(self.actor, command)

    def write(self, sender: str, text: str, inbound_id: str | None = None) -> InboundMessage:
        """A WhatsApp message to the organization."""
        return InboundMessage(
            inbound_id=inbound_id or new_id("inb"),
            to="+50640001234",
            sender=sender,
            channel=Channel.WHATSAPP,
            text=text,
        )

    def messages(self, campaign_id: str) -> list[MessageView]:
        """The campaigns of these tests have few."""
        command = ListMessages(campaign_id=campaign_id, limit=50)
        return self.dispatches.messages(self.actor, command).items

    def message_to(self, client_id: str, campaign_id: str) -> MessageView:
        """Of a campaign on one channel."""
        [message] = [one for one in self.messages(campaign_id) if one.client_id == client_id]
        return message

    def facts(self, *metrics: Metric) -> list[Fact]:
        return [fact for fact in self._facts() if not metrics or fact.metric in metrics]

    def _facts(self) -> Iterator[Fact]:
        query = (
            select(jobs.c.data)
            .where(jobs.c.organization_id == self.organization_id, jobs.c.kind == "fact.record")
            .order_by(jobs.c.job_id)
        )
        with self.database.read() as connection:
            for data in connection.execute(query).scalars():
                yield Fact.from_job(data)


def order_of(
    campaign_id: str = CAMPAIGN,
    channel: Channel = Channel.EMAIL,
    *,
    segment: SegmentRule = EVERYBODY,
    max_messages: int | None = None,
    fields: dict[str, str] = FIELDS,
) -> DispatchOrder:
    payload = Payload.render(channel, "es-CR", fields, "http://x.test/l/lnk_1", "ast_spring")
    return DispatchOrder(
        campaign_id=campaign_id,
        channel=channel,
        creative_id="ast_spring",
        payload=payload,
        payload_digest=payload.digest,
        segment=segment,
        max_messages=max_messages,
    )
