"""Links: made live once, followed by anybody."""

import pytest

from domain_api.crm.links.model import RegisterLink
from domain_api.kernel import Channel, Conflict, Metric, NotFound, new_id
from tests.domain_api.crm.house import CAMPAIGN, House


def _register(link_id: str, campaign_id: str = CAMPAIGN) -> RegisterLink:
    return RegisterLink(
        link_id=link_id,
        campaign_id=campaign_id,
        channel=Channel.EMAIL,
        creative_id="ast_spring",
        product="Spring blend",
        locale="es-CR",
    )


def test_registering_a_link_again_changes_nothing(crm: House) -> None:
    link = crm.link()
    again = crm.links.register(crm.actor, _register(link.link_id))
    assert again == link
    assert crm.links.resolve(link.link_id) == link


def test_a_link_id_leads_to_one_place(crm: House) -> None:
    link = crm.link()
    with pytest.raises(Conflict):
        crm.links.register(crm.actor, _register(link.link_id, campaign_id="cmp_other"))
    neighbour = crm.neighbour()
    with pytest.raises(Conflict):
        neighbour.links.register(neighbour.actor, _register(link.link_id))


def test_an_unknown_link_is_not_found(crm: House) -> None:
    for link_id in ("lnk_none", "", "\x00", "x" * 3000):
        with pytest.raises(NotFound):
            crm.links.resolve(link_id)


def test_a_page_counts_one_click_for_its_campaign(crm: House) -> None:
    link, page_id = crm.link(), new_id("pag")
    crm.links.visit(link.link_id, page_id)
    crm.links.visit(link.link_id, page_id)
    crm.links.visit(link.link_id, new_id("pag"))
    assert [fact.campaign_id for fact in crm.facts(Metric.CLICKS)] == [CAMPAIGN, CAMPAIGN]


def test_a_click_on_an_ad_is_its_networks_to_report(crm: House) -> None:
    ad = _register("lnk_facebook").model_copy(update={"channel": Channel.FACEBOOK})
    crm.links.register(crm.actor, ad)
    assert crm.links.visit(ad.link_id, new_id("pag")).channel is Channel.FACEBOOK
    assert not crm.facts(Metric.CLICKS)
