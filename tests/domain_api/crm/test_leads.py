"""Leads: client, lead, consents and the count of it, kept together or not at all."""

import pytest
from sqlalchemy import func, select

from domain_api.adapters.sql.crm.tables import clients
from domain_api.crm.leads.model import Attribution, CaptureLead, ListLeads
from domain_api.kernel import Channel, InvalidInput, Metric
from tests.domain_api.crm.house import CAMPAIGN, House


def _lead(**fields: object) -> CaptureLead:
    given = {"name": "Ana", "email": "ana@example.com", "source": "landing page"}
    return CaptureLead.model_validate({**given, **fields})


def test_a_lead_is_kept_with_the_campaign_of_its_link(crm: House) -> None:
    link = crm.link(channel=Channel.FACEBOOK)
    lead = crm.leads.capture(crm.actor, _lead(link_id=link.link_id, message="Hi"))
    assert lead.attribution == Attribution(
        campaign_id=CAMPAIGN,
        channel=Channel.FACEBOOK,
        creative_id="ast_spring",
        utm={
            "utm_source": "facebook",
            "utm_medium": "paid",
            "utm_campaign": CAMPAIGN,
            "utm_content": "ast_spring",
        },
    )
    [fact] = crm.facts(Metric.LEADS)
    assert (fact.campaign_id, fact.channel, fact.creative_id, fact.quantity) == (
        CAMPAIGN,
        Channel.FACEBOOK,
        "ast_spring",
        1,
    )
    assert crm.leads.list(crm.actor, ListLeads(campaign_id=CAMPAIGN)).items == [lead]


def test_a_lead_with_an_unknown_link_is_kept_without_attribution(crm: House) -> None:
    theirs = crm.neighbour().link()
    for link_id in ("lnk_unknown", theirs.link_id, "../../etc"):
        lead = crm.leads.capture(crm.actor, _lead(link_id=link_id))
        assert lead.attribution == Attribution()
    assert len(crm.leads.list(crm.actor, ListLeads()).items) == 3


def test_leads_of_the_same_contact_are_of_one_client(crm: House) -> None:
    first = crm.leads.capture(crm.actor, _lead())
    second = crm.leads.capture(crm.actor, _lead(phone="88887777"))
    third = crm.leads.capture(crm.actor, _lead(email=None, phone="+50688887777"))
    assert first.client_id == second.client_id == third.client_id
    assert len({first.lead_id, second.lead_id, third.lead_id}) == 3


def test_only_the_ticked_channels_are_granted_with_their_proof(crm: House) -> None:
    lead = crm.leads.capture(
        crm.actor,
        _lead(
            phone="88887777",
            consent_channels=[Channel.WHATSAPP, Channel.WHATSAPP],
            consent_proof="Yes, by WhatsApp.",
        ),
    )
    view = crm.consents.get(crm.actor, lead.client_id)
    assert view.allowed == [Channel.WHATSAPP]
    assert [entry.proof for entry in view.entries] == ["Yes, by WhatsApp."]


def test_consent_does_not_reach_an_address_that_was_not_given(crm: House) -> None:
    ana = crm.client("Ana", email="ana@example.com", phone="88887777")
    crm.leads.capture(
        crm.actor,
        _lead(
            phone="88886666",
            consent_channels=[Channel.EMAIL, Channel.SMS],
            consent_proof="Yes to both.",
        ),
    )
    assert crm.allowed(ana) == [Channel.EMAIL]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"email": None}, "contact_missing"),
        ({"email": "nonsense"}, "invalid_email"),
        ({"phone": "12"}, "invalid_phone"),
        (
            {"consent_channels": [Channel.SMS], "consent_proof": "yes"},
            "consent_without_contact",
        ),
        ({"consent_channels": [Channel.EMAIL]}, "consent_without_proof"),
        (
            {"consent_channels": [Channel.DISPLAY], "consent_proof": "yes"},
            "channel_not_owned",
        ),
    ],
)
def test_a_wrong_lead_is_refused_and_nothing_is_kept(
    crm: House, fields: dict[str, object], code: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        crm.leads.capture(crm.actor, _lead(**fields))
    assert refused.value.code == code
    count = select(func.count()).where(clients.c.organization_id == crm.organization_id)
    with crm.database.read() as connection:
        assert connection.execute(count.select_from(clients)).scalar_one() == 0
    assert crm.facts() == []


def test_the_same_answer_of_a_visitor_is_one_lead(crm: House) -> None:
    link = crm.link()
    command = _lead(consent_channels=[Channel.EMAIL], consent_proof="yes")
    first = crm.leads.answer(link, command, "page 1")
    assert crm.leads.answer(link, command, "page 1") == first
    assert crm.leads.answer(link, command, "page 2") != first
    assert len(crm.facts(Metric.LEADS)) == 2
    assert len(crm.consents.get(crm.actor, first.client_id).entries) == 2


def test_leads_are_listed_by_campaign_newest_first(crm: House) -> None:
    spring, summer = crm.link("cmp_spring"), crm.link("cmp_summer")
    for link in (spring, summer, spring):
        crm.leads.capture(crm.actor, _lead(link_id=link.link_id))
    page = crm.leads.list(crm.actor, ListLeads(campaign_id="cmp_spring", limit=1))
    rest = crm.leads.list(
        crm.actor, ListLeads(campaign_id="cmp_spring", limit=1, cursor=page.next_cursor)
    )
    assert len({page.items[0].lead_id, rest.items[0].lead_id}) == 2
    assert rest.next_cursor is None
