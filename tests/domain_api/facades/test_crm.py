"""Sales reaches PromptCRM: links, dispatches to those who agreed, and brakes, in both's words."""

from collections.abc import Generator
from pathlib import Path

import pytest

from domain_api.adapters.sql.crm.tables import metadata
from domain_api.crm.messages.model import LeftOut
from domain_api.crm.segments.model import SegmentRule
from domain_api.facades.in_process import InProcessCrm
from domain_api.kernel import ApprovalStale, Channel, NotFound, Payload
from domain_api.sales.facades import CampaignLink, CrmFacade, Publication
from domain_api.sales.plans.model import Audience
from tests.domain_api.crm.house import CAMPAIGN, FIELDS, House
from tests.support.databases import fresh_database

EVERYBODY = Audience()


@pytest.fixture
def house(tmp_path: Path) -> Generator[House]:
    with fresh_database("sqlite", tmp_path, metadata) as database:
        yield House(database)


@pytest.fixture
def crm(house: House) -> CrmFacade:
    return InProcessCrm(house.links, house.dispatches, house.segments)


def publication(channel: Channel = Channel.EMAIL, digest: str | None = None) -> Publication:
    payload = Payload.render(channel, "es-CR", FIELDS, "http://x.test/l/lnk_1", "ast_spring")
    return Publication(CAMPAIGN, channel, "ast_spring", payload, digest or payload.digest)


def test_an_audience_says_all_that_a_segment_can(house: House, crm: CrmFacade) -> None:
    assert Audience.model_fields.keys() == SegmentRule.model_fields.keys()
    for name, place, born, likes in (
        ("Ana", "San José", 1990, "coffee"),
        ("Luis", "Cartago", 1990, "coffee"),
        ("Eva", "San José", 1950, "coffee"),
        ("Zoe", "San José", 1990, "tea"),
    ):
        house.client(name, Channel.EMAIL, place=place, birth_year=born, interests=[likes])
    audience = Audience(places=["San José"], age_min=18, age_max=60, interests=["coffee"])
    assert crm.reachable(house.actor, audience)[Channel.EMAIL] == 1
    assert crm.reachable(house.actor, EVERYBODY)[Channel.EMAIL] == 4


def test_who_can_be_reached_is_told_for_each_owned_channel(house: House, crm: CrmFacade) -> None:
    house.client("Ana", Channel.EMAIL)
    house.client("Luis", Channel.WHATSAPP, phone="+50688887777")
    house.client("Eva")
    reachable = crm.reachable(house.actor, EVERYBODY)
    assert reachable == {Channel.EMAIL: 1, Channel.SMS: 0, Channel.WHATSAPP: 1}


def test_a_dispatch_comes_back_as_sales_counts_it(house: House, crm: CrmFacade) -> None:
    house.client("Ana", Channel.EMAIL)
    house.client("Luis", Channel.EMAIL)
    house.client("Eva")
    for _ in range(2):
        receipt = crm.dispatch(house.actor, publication(), EVERYBODY, None)
        assert (receipt.channel, receipt.published) == (Channel.EMAIL, True)
        assert (receipt.reached, receipt.failed) == (2, 0)
        assert receipt.left_out == {LeftOut.NO_CONSENT.value: 1}
        assert receipt.reference == f"{CAMPAIGN}/email"
    assert len(house.channel.delivered) == 2


def test_the_cap_is_the_one_that_sales_says(house: House, crm: CrmFacade) -> None:
    for name in ("Ana", "Luis", "Eva"):
        house.client(name, Channel.EMAIL)
    receipt = crm.dispatch(house.actor, publication(), EVERYBODY, 1)
    assert (receipt.reached, receipt.left_out) == (1, {LeftOut.OVER_CAP.value: 2})


def test_bytes_that_are_not_the_approved_ones_are_not_sent(house: House, crm: CrmFacade) -> None:
    house.client("Ana", Channel.EMAIL)
    with pytest.raises(ApprovalStale):
        crm.dispatch(house.actor, publication(digest="0" * 64), EVERYBODY, None)
    assert house.channel.delivered == {}


def test_a_held_campaign_sends_nothing_until_it_is_released(house: House, crm: CrmFacade) -> None:
    house.client("Ana", Channel.EMAIL)
    crm.hold(house.actor, CAMPAIGN)
    held = crm.dispatch(house.actor, publication(), EVERYBODY, None)
    assert (held.published, held.reached) == (False, 0)
    crm.release(house.actor, CAMPAIGN)
    sent = crm.dispatch(house.actor, publication(), EVERYBODY, None)
    assert (sent.published, sent.reached) == (True, 1)


def test_a_stopped_campaign_sends_nothing_more(house: House, crm: CrmFacade) -> None:
    house.client("Ana", Channel.EMAIL)
    crm.stop(house.actor, CAMPAIGN)
    stopped = crm.dispatch(house.actor, publication(), EVERYBODY, None)
    assert (stopped.published, stopped.reached) == (True, 0)
    assert stopped.left_out == {LeftOut.STOPPED.value: 1}


def test_links_lead_back_to_campaign_and_creative(house: House, crm: CrmFacade) -> None:
    links = [
        CampaignLink(f"lnk_{channel}", CAMPAIGN, channel, f"ast_{channel}", "Café", "es-CR")
        for channel in (Channel.EMAIL, Channel.INSTAGRAM)
    ]
    for _ in range(2):
        crm.register_links(house.actor, links)
    for link in links:
        found = house.links.resolve(link.link_id)
        assert (found.campaign_id, found.channel) == (CAMPAIGN, link.channel)
        assert (found.creative_id, found.product) == (link.asset_id, "Café")
        assert (found.locale, found.organization_id) == ("es-CR", house.organization_id)
    with pytest.raises(NotFound):
        house.links.resolve("lnk_none")
