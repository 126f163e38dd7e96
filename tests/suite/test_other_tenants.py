"""What belongs to another organization is not there, whoever asks and by whatever door."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.suite.doors import refusal_at_both
from tests.suite.house import OLGA, STRANGER, House

pytestmark = [pytest.mark.system, pytest.mark.xdist_group("installation")]

Ids = dict[str, str]
SIGNED: dict[str, Any] = {"source": "shop", "proof": "signed"}
LINES: list[Any] = [{"description": "tea", "unit_price": {"minor_units": 9, "currency": "USD"}}]


@pytest.fixture(scope="module")
def theirs(house: House) -> Ids:
    """The ids of what Eva, who owns another organization, has there."""
    eva = house.person(STRANGER)
    approval = house.approved(eva, ["email"])
    plan = eva.read(f"/plans/{approval['plan_id']}")
    launch = eva.make("/launches", {"plan_id": plan["plan_id"]})
    client = eva.make("/clients", {"name": "Theirs", "email": "theirs@example.com"})
    return {
        "plan_id": plan["plan_id"],
        "approval_id": approval["approval_id"],
        "digest": approval["digest"],
        "campaign_id": launch["campaign_id"],
        "client_id": client["client_id"],
        "asset_id": plan["channels"][0]["asset_id"],
    }


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("tool", "rest", "named", "more"),
    [
        ("campaign.get_plan", "GET /plans/{plan_id}", "plan_id", {}),
        ("campaign.get_approval", "GET /approvals/{approval_id}", "approval_id", {}),
        ("campaign.get_campaign", "GET /campaigns/{campaign_id}", "campaign_id", {}),
        (
            "campaign.get_performance",
            "GET /campaigns/{campaign_id}/performance",
            "campaign_id",
            {},
        ),
        ("campaign.request_approval", "POST /approvals", "plan_id", {}),
        ("campaign.launch_campaign", "POST /launches", "plan_id", {}),
        ("campaign.revise_plan", "PATCH /plans/{plan_id}", "plan_id", {"name": "Ours"}),
        ("content.get_asset", "GET /assets/{asset_id}", "asset_id", {}),
        ("content.check_content", "GET /assets/{asset_id}/check", "asset_id", {}),
        ("crm.get_client", "GET /clients/{client_id}", "client_id", {}),
        ("crm.get_consent", "GET /clients/{client_id}/consents", "client_id", {}),
        ("crm.record_consent", "POST /consents", "client_id", SIGNED | {"channel": "email"}),
        ("crm.withdraw_consent", "POST /consents/withdrawals", "client_id", SIGNED),
        ("crm.record_sale", "POST /sales", "client_id", {"lines": LINES}),
        ("payment.quote_campaign", "GET /plans/{plan_id}/quote", "plan_id", {}),
        ("payment.get_mandate", "GET /mandates?plan_id={plan_id}", "plan_id", {}),
    ],
)
async def test_their_ids_are_as_unknown_as_ids_of_nothing(
    house: House, theirs: Ids, tool: str, rest: str, named: str, more: dict[str, Any]
) -> None:
    nothing = theirs | {named: f"{theirs[named][:3]}_01kb0000000000000000000000"}
    refusals = [
        await refusal_at_both(
            house,
            tool,
            rest.format(**ids),
            {named: ids[named], **more},
            body=more if rest.startswith("PATCH") else None,
            email=OLGA,
        )
        for ids in (theirs, nothing)
    ]
    assert refusals[0] == refusals[1]
    assert refusals[0][0].endswith("not_found")


@pytest.mark.asyncio
@pytest.mark.parametrize("verb", ["pause", "resume", "end"])
async def test_nobody_moves_their_campaign(house: House, theirs: Ids, verb: str) -> None:
    refusal = await refusal_at_both(
        house,
        f"campaign.{verb}_campaign",
        f"POST /campaigns/{theirs['campaign_id']}/{verb}",
        {"campaign_id": theirs["campaign_id"]},
        body={},
        email=OLGA,
    )
    assert refusal == ("not_found", "correctable")


@pytest.mark.asyncio
async def test_a_plan_cannot_carry_their_asset(house: House, theirs: Ids) -> None:
    plan = house.terms([{"channel": "email", "asset_id": theirs["asset_id"]}])
    refusal = await refusal_at_both(house, "campaign.draft_plan", "POST /plans", plan, email=OLGA)
    assert refusal == ("asset_not_found", "correctable")


@pytest.mark.parametrize("verb", ["approve", "refuse"])
def test_nobody_decides_their_approval(house: House, theirs: Ids, verb: str) -> None:
    decision = {"digest": theirs["digest"]}
    refused = house.person(OLGA).post(f"/approvals/{theirs['approval_id']}/{verb}", decision)
    assert refused.json()["code"] == "not_found"


def test_each_organization_lists_its_own(house: House, theirs: Ids) -> None:
    for path, name in [
        ("/plans", "plan_id"),
        ("/approvals", "approval_id"),
        ("/campaigns", "campaign_id"),
        ("/clients", "client_id"),
        ("/assets", "asset_id"),
    ]:
        assert theirs[name] not in _ids(house.person(OLGA).read(path, limit=50)["items"], name)
        assert theirs[name] in _ids(house.person(STRANGER).read(path, limit=50)["items"], name)


def test_money_is_read_by_its_owner_alone(house: House, theirs: Ids) -> None:
    campaign_id = theirs["campaign_id"]
    assert house.person(STRANGER).read("/ledger", campaign_id=campaign_id)["balances"]
    ledger = house.person(OLGA).read("/ledger", campaign_id=campaign_id)
    assert not ledger["balances"]
    for path in ("/payments", "/leads", "/sales"):
        assert house.person(OLGA).read(path, campaign_id=campaign_id)["items"] == []


def _ids(items: Sequence[dict[str, Any]], name: str) -> list[str]:
    return [item[name] for item in items]
