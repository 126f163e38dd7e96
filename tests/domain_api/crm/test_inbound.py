"""What people write to us: once each; STOP closes every channel, the rest are leads."""

import pytest

from domain_api.crm.leads.model import Attribution, ListLeads
from domain_api.crm.messages.inbound import asks_to_stop
from domain_api.crm.messages.model import InboundMessage, InboundOutcome
from domain_api.kernel import Channel, InvalidInput, Metric
from tests.domain_api.crm.house import CAMPAIGN, House, order_of

PHONE = "+50688887777"


@pytest.mark.parametrize(
    "text",
    [
        "STOP",
        "stop",
        " Stop! ",
        "¡ALTO!",
        "Baja.",
        "BAJA por favor",
        "Por favor, quiero darme de baja",
        "ＳＴＯＰ",
        "s\u200btop",
        "Stop stop STOP",
        "unsubscribe me please",
        "báJA",
    ],
)
def test_these_ask_to_stop(text: str) -> None:
    assert asks_to_stop(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "please",
        "Is there a bus stop near the shop?",
        "¿Tienen tacón alto?",
        "La temporada baja empieza en mayo",
        "Stopper",
        "quiero café por favor",
    ],
)
def test_these_do_not(text: str) -> None:
    assert not asks_to_stop(text)


def test_stop_in_one_channel_closes_all_with_the_text_as_proof(crm: House) -> None:
    ana = crm.client(
        "Ana", Channel.EMAIL, Channel.SMS, Channel.WHATSAPP, email="ana@example.com", phone=PHONE
    )
    received = crm.inbound.receive(crm.organization_id, crm.write(PHONE, "¡Alto!"))
    assert (received.outcome, received.client_id, received.lead_id) == (
        InboundOutcome.WITHDRAWAL,
        ana,
        None,
    )
    view = crm.consents.get(crm.actor, ana)
    assert view.allowed == []
    assert (view.entries[0].source, view.entries[0].proof) == ("whatsapp", "¡Alto!")
    assert crm.facts(Metric.LEADS) == []


def test_anything_else_is_a_lead_of_the_last_message_that_phone_got(crm: House) -> None:
    crm.client("Ana", Channel.WHATSAPP, Channel.SMS, phone=PHONE)
    crm.dispatches.dispatch(crm.actor, order_of("cmp_older", Channel.WHATSAPP))
    crm.clock.set(crm.clock.now().replace(hour=20))
    crm.dispatches.dispatch(crm.actor, order_of(CAMPAIGN, Channel.SMS))
    received = crm.inbound.receive(crm.organization_id, crm.write(PHONE, "Do you deliver?"))
    [lead] = crm.leads.list(crm.actor, ListLeads()).items
    assert (lead.lead_id, lead.name, lead.source) == (received.lead_id, "Ana", "whatsapp")
    assert (lead.attribution.campaign_id, lead.attribution.channel) == (CAMPAIGN, Channel.SMS)
    assert lead.message == "Do you deliver?"
    assert [fact.campaign_id for fact in crm.facts(Metric.LEADS)] == [CAMPAIGN]


def test_an_unknown_phone_becomes_a_client_named_by_it(crm: House) -> None:
    received = crm.inbound.receive(crm.organization_id, crm.write(PHONE, "hola"))
    client = crm.clients.get(crm.actor, received.client_id).client
    assert (client.name, client.phone) == (PHONE, PHONE)
    [lead] = crm.leads.list(crm.actor, ListLeads()).items
    assert lead.attribution == Attribution()
    assert crm.allowed(received.client_id) == []


def test_their_name_is_taken_once_it_is_known(crm: House) -> None:
    received = crm.inbound.receive(crm.organization_id, crm.write(PHONE, "hola"))
    assert crm.client("Ana", phone=PHONE) == received.client_id
    assert crm.clients.get(crm.actor, received.client_id).client.name == "Ana"


def test_the_same_message_is_received_once(crm: House) -> None:
    lead, stop = crm.write(PHONE, "hola", "inb-1"), crm.write(PHONE, "stop", "inb-2")
    for message in (lead, stop):
        first = crm.inbound.receive(crm.organization_id, message)
        assert crm.inbound.receive(crm.organization_id, message) == first
    assert len(crm.leads.list(crm.actor, ListLeads()).items) == 1
    assert len(crm.consents.get(crm.actor, first.client_id).entries) == 1


def test_organizations_have_their_own_message_ids(crm: House) -> None:
    neighbour = crm.neighbour()
    message = crm.write(PHONE, "hola", "inb-1")
    ours = crm.inbound.receive(crm.organization_id, message)
    theirs = neighbour.inbound.receive(neighbour.organization_id, message)
    assert ours.client_id != theirs.client_id
    assert ours.lead_id != theirs.lead_id


def test_a_message_without_words_is_still_a_lead(crm: House) -> None:
    received = crm.inbound.receive(crm.organization_id, crm.write(PHONE, ""))
    assert received.outcome is InboundOutcome.LEAD


def test_a_very_long_message_is_kept_whole(crm: House) -> None:
    crm.inbound.receive(crm.organization_id, crm.write(PHONE, "ñ" * 4096))
    [lead] = crm.leads.list(crm.actor, ListLeads()).items
    assert lead.message == "ñ" * 4096


def test_a_reply_by_email_may_quote_what_it_answers(crm: House) -> None:
    ana = crm.client("Ana", Channel.EMAIL, email="ana@example.com")
    reply = InboundMessage(
        inbound_id="inb-1",
        to="shop@example.com",
        sender="Ana@Example.com",
        channel=Channel.EMAIL,
        text="STOP\n\nOn Monday you wrote:\n> Spring at the shop",
    )
    received = crm.inbound.receive(crm.organization_id, reply)
    assert (received.client_id, received.outcome) == (ana, InboundOutcome.WITHDRAWAL)


def test_a_sender_without_a_number_is_refused(crm: House) -> None:
    with pytest.raises(InvalidInput):
        crm.inbound.receive(crm.organization_id, crm.write("somebody", "hola"))
