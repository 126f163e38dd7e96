"""Another organization's ids do not exist."""

from collections.abc import Callable

import pytest

from domain_api.crm.clients.model import AddClient, SearchClients
from domain_api.crm.consents.model import RecordConsent, WithdrawConsent
from domain_api.crm.leads.model import CaptureLead, ListLeads
from domain_api.crm.messages.model import ListMessages
from domain_api.crm.sales.model import ListSales, RecordSale, SaleLine
from domain_api.crm.segments.model import SegmentRule
from domain_api.kernel import Amount, Channel, NotFound
from tests.domain_api.crm.house import CAMPAIGN, House, order_of

_LINE = SaleLine(description="Coffee", unit_price=Amount(minor_units=100, currency="USD"))


def _lead(crm: House) -> str:
    command = CaptureLead(
        name="Ana", email="ana@example.com", source="page", link_id=crm.link().link_id
    )
    return crm.leads.capture(crm.actor, command).lead_id


def _sale(client_id: str, lead_id: str | None = None) -> RecordSale:
    return RecordSale(client_id=client_id, lines=[_LINE], lead_id=lead_id)


_READS_AND_WRITES: list[Callable[[House, str], object]] = [
    lambda crm, theirs: crm.clients.get(crm.actor, theirs),
    lambda crm, theirs: crm.consents.get(crm.actor, theirs),
    lambda crm, theirs: crm.consents.record(
        crm.actor,
        RecordConsent(client_id=theirs, channel=Channel.EMAIL, source="s", proof="p"),
    ),
    lambda crm, theirs: crm.consents.withdraw(
        crm.actor, WithdrawConsent(client_id=theirs, source="s", proof="p")
    ),
    lambda crm, theirs: crm.sales.record(crm.actor, _sale(theirs)),
]


@pytest.mark.parametrize("use", _READS_AND_WRITES)
def test_a_client_of_another_organization_is_not_found(
    crm: House, use: Callable[[House, str], object]
) -> None:
    neighbour = crm.neighbour()
    theirs = neighbour.client("Eva", Channel.EMAIL)
    with pytest.raises(NotFound):
        use(crm, theirs)
    assert neighbour.allowed(theirs) == [Channel.EMAIL]


def test_a_lead_of_another_organization_is_not_found(crm: House) -> None:
    theirs = _lead(crm.neighbour())
    with pytest.raises(NotFound):
        crm.sales.record(crm.actor, _sale(crm.client("Luis"), theirs))


def test_every_row_is_asked_for_by_its_organization(crm: House) -> None:
    neighbour = crm.neighbour()
    client_id = neighbour.client("Eva", Channel.EMAIL)
    lead_id, link_id = _lead(neighbour), neighbour.link().link_id
    neighbour.dispatches.dispatch(neighbour.actor, order_of())
    neighbour.sales.record(neighbour.actor, _sale(client_id))
    neighbour.dispatches.hold(neighbour.actor, "cmp_held")
    neighbour.dispatches.dispatch(neighbour.actor, order_of("cmp_held"))
    queued = neighbour.message_to(client_id, "cmp_held").message_id
    ours, now = crm.organization_id, crm.clock.now()
    with crm.open_unit() as unit:
        assert unit.clients.get(ours, client_id) is None
        assert not unit.consents.entries(ours, client_id)
        assert unit.leads.get(ours, lead_id) is None
        assert not unit.leads.of_clients(ours, [client_id], 5)
        assert not unit.sales.of_clients(ours, [client_id], 5)
        assert unit.links.get(ours, link_id) is None
        assert unit.dispatches.get(ours, CAMPAIGN, Channel.EMAIL) is None
        assert not unit.messages.sent_to_clients(ours, [client_id], 5)
        assert not unit.messages.counts(ours, CAMPAIGN, Channel.EMAIL)
        assert unit.messages.latest_to(ours, "eva@example.com") is None
        assert unit.messages.claim(ours, queued, now, now) is None


def test_messages_of_another_organization_are_not_found(crm: House) -> None:
    neighbour = crm.neighbour()
    neighbour.client("Eva", Channel.EMAIL)
    neighbour.dispatches.dispatch(neighbour.actor, order_of("cmp_theirs"))
    with pytest.raises(NotFound):
        crm.dispatches.messages(crm.actor, ListMessages(campaign_id="cmp_theirs"))


def test_lists_and_counts_hold_ours_only(crm: House) -> None:
    neighbour = crm.neighbour()
    client_id = neighbour.client("Eva", Channel.EMAIL)
    _lead(neighbour)
    neighbour.sales.record(neighbour.actor, _sale(client_id))
    assert crm.clients.search(crm.actor, SearchClients(text="e")).items == []
    assert crm.leads.list(crm.actor, ListLeads()).items == []
    assert crm.leads.list(crm.actor, ListLeads(campaign_id=CAMPAIGN)).items == []
    assert crm.sales.list(crm.actor, ListSales()).items == []
    assert crm.segments.preview(crm.actor, SegmentRule()).matched == 0


def test_the_same_contact_is_another_client_in_another_organization(crm: House) -> None:
    neighbour = crm.neighbour()
    command = AddClient(name="Ana", email="ana@example.com")
    ours = crm.clients.add(crm.actor, command)
    theirs = neighbour.clients.add(neighbour.actor, command)
    assert ours.client_id != theirs.client_id
    neighbour.grant(theirs.client_id, Channel.EMAIL)
    assert crm.allowed(ours.client_id) == []


def test_brakes_hold_the_own_campaign_only(crm: House) -> None:
    neighbour = crm.neighbour()
    neighbour.client("Eva", Channel.EMAIL)
    for brake in (crm.dispatches.hold, crm.dispatches.stop):
        brake(crm.actor, CAMPAIGN)
    assert neighbour.dispatches.dispatch(neighbour.actor, order_of()).sent == 1


def test_a_dispatch_reaches_own_clients_only(crm: House) -> None:
    crm.neighbour().client("Eva", Channel.EMAIL)
    crm.client("Ana", Channel.EMAIL)
    assert crm.dispatches.dispatch(crm.actor, order_of()).sent == 1
    assert [one.to for one in crm.channel.delivered.values()] == ["ana@example.com"]
