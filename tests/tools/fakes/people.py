"""Clients, leads, consent and sales in memory."""

from dataclasses import dataclass, field

from domain_api.crm.clients.model import (
    ClientDetail,
    ClientView,
    MergeClients,
    MergeView,
    SearchClients,
    TimelineEntry,
)
from domain_api.crm.consents.model import (
    ConsentAction,
    ConsentEntry,
    ConsentView,
    RecordConsent,
    WithdrawConsent,
)
from domain_api.crm.leads.model import Attribution, CaptureLead, LeadView
from domain_api.crm.sales.model import RecordSale, SaleView
from domain_api.crm.segments.model import ChannelReach, SegmentPreview, SegmentRule
from domain_api.kernel import (
    OWNED,
    Actor,
    Conflict,
    InvalidInput,
    Money,
    MoneyView,
    Page,
    Scope,
    derived_id,
    new_id,
)
from tests.support.actors import START
from tests.tools.fakes.rows import Rows


@dataclass
class FakeClients:
    clients: Rows[ClientView] = field(default_factory=lambda: Rows("client"))
    timelines: dict[str, list[TimelineEntry]] = field(
        default_factory=dict[str, list[TimelineEntry]]
    )
    merges: Rows[MergeView] = field(default_factory=lambda: Rows("merge"))

    def get(self, actor: Actor, client_id: str) -> ClientDetail:
        actor.require(Scope.CRM_READ)
        client = self.clients.get(actor.organization_id, client_id)
        return ClientDetail(client=client, timeline=self.timelines.get(client_id, []))

    def search(self, actor: Actor, command: SearchClients) -> Page[ClientView]:
        actor.require(Scope.CRM_READ)
        page = self.clients.page(actor.organization_id, command.limit, command.cursor)
        found = [item for item in page.items if (command.text or "") in item.name]
        return Page(items=found, next_cursor=page.next_cursor)

    def merge(self, actor: Actor, command: MergeClients) -> MergeView:
        actor.require(Scope.CRM_WRITE)
        for client_id in (command.keep, command.merge):
            self.clients.get(actor.organization_id, client_id)
        merge = MergeView(
            merge_id=new_id("mrg"),
            kept_client_id=command.keep,
            merged_client_id=command.merge,
            merged_at=START,
            merged_by=actor.user_id,
        )
        return self.merges.put(actor.organization_id, merge.merge_id, merge)

    def undo_merge(self, actor: Actor, merge_id: str) -> MergeView:
        actor.require(Scope.CRM_WRITE)
        merge = self.merges.get(actor.organization_id, merge_id)
        if merge.undone_at is not None:
            raise Conflict("That merge was undone already.", code="merge_undone")
        undone = merge.model_copy(update={"undone_at": START, "undone_by": actor.user_id})
        return self.merges.put(actor.organization_id, merge_id, undone)


@dataclass
class FakeLeads:
    clients: FakeClients
    captured: Rows[LeadView] = field(default_factory=lambda: Rows("lead"))

    def capture(self, actor: Actor, command: CaptureLead) -> LeadView:
        actor.require(Scope.CRM_WRITE)
        contact = command.email or command.phone
        if contact is None:
            raise InvalidInput("A lead needs an email or a phone.", field="email")
        client = ClientView(
            client_id=derived_id("cli", actor.organization_id, contact),
            name=command.name,
            email=command.email,
            phone=command.phone,
            locale=command.locale,
            place=None,
            birth_year=None,
            interests=[],
            created_at=START,
        )
        self.clients.clients.put(actor.organization_id, client.client_id, client)
        lead = LeadView(
            lead_id=new_id("led"),
            client_id=client.client_id,
            name=command.name,
            source=command.source,
            message=command.message,
            attribution=Attribution(),
            captured_at=START,
        )
        return self.captured.put(actor.organization_id, lead.lead_id, lead)


@dataclass
class FakeConsents:
    clients: FakeClients
    entries: dict[str, list[ConsentEntry]] = field(default_factory=dict[str, list[ConsentEntry]])

    def get(self, actor: Actor, client_id: str) -> ConsentView:
        actor.require(Scope.CRM_READ)
        return self._view(actor, client_id)

    def record(self, actor: Actor, command: RecordConsent) -> ConsentView:
        actor.require(Scope.CRM_WRITE)
        entry = ConsentEntry(
            action=ConsentAction.GRANT,
            channel=command.channel,
            source=command.source,
            proof=command.proof,
            at=START,
        )
        return self._append(actor, command.client_id, entry)

    def withdraw(self, actor: Actor, command: WithdrawConsent) -> ConsentView:
        actor.require(Scope.CRM_WRITE)
        entry = ConsentEntry(
            action=ConsentAction.WITHDRAW,
            channel=None,
            source=command.source,
            proof=command.proof,
            at=START,
        )
        return self._append(actor, command.client_id, entry)

    def _append(self, actor: Actor, client_id: str, entry: ConsentEntry) -> ConsentView:
        self.clients.clients.get(actor.organization_id, client_id)
        self.entries.setdefault(client_id, []).insert(0, entry)
        return self._view(actor, client_id)

    def _view(self, actor: Actor, client_id: str) -> ConsentView:
        self.clients.clients.get(actor.organization_id, client_id)
        entries = self.entries.get(client_id, [])
        latest = entries[0] if entries else None
        allowed = [latest.channel] if latest and latest.channel else []
        return ConsentView(client_id=client_id, allowed=allowed, entries=entries)


@dataclass
class FakeClientSales:
    clients: FakeClients
    sales: Rows[SaleView] = field(default_factory=lambda: Rows("sale"))

    def record(self, actor: Actor, command: RecordSale) -> SaleView:
        actor.require(Scope.CRM_WRITE)
        self.clients.clients.get(actor.organization_id, command.client_id)
        total = Money.zero(command.lines[0].unit_price.currency)
        for line in command.lines:
            total += line.unit_price.money().times(line.quantity)
        sale = SaleView(
            sale_id=new_id("sal"),
            client_id=command.client_id,
            lead_id=command.lead_id,
            total=MoneyView.of(total),
            attribution=Attribution(),
            sold_at=START,
        )
        return self.sales.put(actor.organization_id, sale.sale_id, sale)


@dataclass
class FakeSegments:
    clients: FakeClients

    def preview(self, actor: Actor, command: SegmentRule) -> SegmentPreview:
        actor.require(Scope.CRM_READ)
        matched = len(self.clients.clients.all(actor.organization_id))
        reach = [
            ChannelReach(channel=channel, reachable=0, without_contact=0, without_consent=matched)
            for channel in sorted(OWNED)
        ]
        return SegmentPreview(matched=matched, channels=reach)
