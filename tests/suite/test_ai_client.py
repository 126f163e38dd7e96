"""An AI client works through MCP with an agent's token, and stops where a person must act."""

import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import anyio
import httpx2
import pytest
from mcp import Client, MCPError, StdioServerParameters

from domain_api.kernel import Payload, canonical_json
from tests.suite.command import ROOT, environment
from tests.suite.house import (
    ANDRES,
    MARTA,
    VICTOR,
    House,
    Person,
    answer_of,
    error_of,
    wait_until,
)

pytestmark = [pytest.mark.system, pytest.mark.xdist_group("installation")]
CHANNELS = ["email", "facebook"]


@asynccontextmanager
async def over_stdio(house: House, server: str) -> AsyncGenerator[Client]:
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "suite", "mcp", server, *house.options],
        cwd=str(ROOT),
        env=environment(),
    )
    with anyio.fail_after(60):
        async with Client(command) as client:
            yield client


@asynccontextmanager
async def over_http(house: House, server: str) -> AsyncGenerator[Client]:
    async with house.client(server, house.agent_token(MARTA)) as client:
        yield client


async def call(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    return answer_of(await client.call_tool(tool, arguments))


def decide(person: Person, approval_id: str, digest: str) -> dict[str, Any]:
    decided = person.post(f"/approvals/{approval_id}/approve", {"digest": digest})
    assert decided.status_code == 200, decided.text
    return decided.json()


@pytest.mark.asyncio
@pytest.mark.parametrize("transport", [over_http, over_stdio])
async def test_a_client_comes_from_a_brief_to_a_launch_and_a_person_decides_between(
    house: House, transport: Any
) -> None:
    async with transport(house, "content") as content:
        copy = await call(content, "generate_copy", product="cold brew", channels=CHANNELS)
    async with transport(house, "campaign") as campaign:
        offered = await call(campaign, "list_channels")
        assert set(CHANNELS) <= {one["channel"] for one in offered["channels"]}
        plan = await call(campaign, "draft_plan", **house.terms(copy["assets"]))
        asked = await call(campaign, "request_approval", plan_id=plan["plan_id"])
        refused = await campaign.call_tool("launch_campaign", {"plan_id": plan["plan_id"]})
        error = error_of(refused)
        assert (error["code"], error["recovery"]) == ("approval_required", "needs_human")
        assert error["details"]["link"] == asked["link"]
        assert asked["link"].startswith(house.installation.public_url)

        decided = decide(house.person(ANDRES), asked["approval_id"], asked["digest"])
        assert decided["decided_by"] == house.person(ANDRES).user_id
        launch = await call(campaign, "launch_campaign", plan_id=plan["plan_id"])
        assert launch["digest"] == asked["digest"] == plan["digest"]
        again = await call(campaign, "launch_campaign", plan_id=plan["plan_id"])
        assert again["launch_id"] == launch["launch_id"]
        wait_until(lambda: state(house, launch) == "scheduled", "the worker to reserve")
        detail = await call(campaign, "get_campaign", campaign_id=launch["campaign_id"])
    assert detail["launch"]["launch_id"] == launch["launch_id"]
    assert detail["campaign"]["budget"] == plan["budget"]


def state(house: House, launch: dict[str, Any]) -> str | None:
    found = house.person(MARTA).get(f"/campaigns/{launch['campaign_id']}")
    return found.json()["state"] if found.is_success else None


def test_what_is_approved_is_the_digest_of_the_bytes_that_each_channel_carries(
    house: House,
) -> None:
    marta = house.person(MARTA)
    plan = house.plan(marta, ["email", "sms", "whatsapp", "google_search"])
    asked = marta.make("/approvals", {"plan_id": plan["plan_id"]})
    shown = house.person(ANDRES).read(f"/approvals/{asked['approval_id']}")
    assets = {part["channel"]: part["asset_id"] for part in plan["channels"]}
    for payload in shown["payloads"]:
        asset_id = assets.pop(payload["channel"])
        carried = {
            "channel": payload["channel"],
            "locale": marta.read(f"/assets/{asset_id}")["locale"],
            "fields": payload["fields"],
            "link": payload["link"],
            "asset_id": asset_id,
        }
        assert Payload(canonical_json(carried)).digest == payload["digest"]
        assert payload["link"].startswith(f"{house.installation.public_url}/l/lnk_")
    assert not assets


def test_an_agents_token_opens_no_door_of_the_rest_api(house: House) -> None:
    marta, token = house.person(MARTA), house.agent_token(MARTA)
    headers = {"Authorization": f"Bearer {token}"}
    approval = house.approved(house.person(ANDRES), ["email"])["approval_id"]
    for method, path in [
        ("GET", "/me"),
        ("GET", "/plans"),
        ("POST", f"/approvals/{approval}/approve"),
        ("POST", "/agent-tokens"),
    ]:
        refused = marta.http.request(method, path, headers=headers, json={})
        assert refused.status_code == 401, path
        assert refused.json()["code"] == "invalid_token"


@pytest.mark.parametrize("server", ["campaign", "content", "crm", "payment", "insights"])
def test_a_persons_token_opens_no_mcp_server(house: House, server: str) -> None:
    refused = httpx2.post(
        f"{house.installation.public_url}/mcp/{server}",
        headers={"Authorization": f"Bearer {house.person(ANDRES).token}"},
        json={"jsonrpc": "2.0", "id": 1, "method": "tools/list"},
    )
    assert refused.status_code == 401
    assert "agent's token" in refused.json()["error_description"]


@pytest.mark.asyncio
async def test_the_agent_of_a_viewer_reads_and_nothing_else(house: House) -> None:
    token = house.agent_token(VICTOR)
    for server in ("campaign", "content", "crm", "payment", "insights"):
        async with house.client(server, token) as client:
            tools = (await client.list_tools()).tools
        assert tools
        for tool in tools:
            assert tool.annotations is not None
            assert tool.annotations.read_only_hint, tool.name
    async with house.client("campaign", token) as client:
        with pytest.raises(MCPError, match="Unknown tool"):
            await client.call_tool("launch_campaign", {"plan_id": "pln_any"})


@pytest.mark.asyncio
async def test_a_declined_card_says_so_and_holds_no_money(house: House) -> None:
    """The flight starts within a day, so the card is charged at the launch."""
    andres = house.person(ANDRES)
    approval = house.approved(andres, ["email"], in_days=1)
    async with house.client("campaign", house.agent_token(ANDRES)) as campaign:
        launch = await call(
            campaign,
            "launch_campaign",
            plan_id=approval["plan_id"],
            payment_method="pm_card_declined",
        )
        place = f"/campaigns/{launch['campaign_id']}/launch"
        wait_until(lambda: andres.read(place)["state"] == "declined", "the gateway to decline")
        wait_until(lambda: state(house, launch) == "failed", "the campaign to be told")
        detail = await call(campaign, "get_campaign", campaign_id=launch["campaign_id"])
    assert "declined" in detail["launch"]["reason"]
    assert "declined" in detail["launch"]["note"]
    (payment,) = andres.read("/payments", campaign_id=launch["campaign_id"])["items"]
    assert (payment["status"], payment["decline_code"]) == ("declined", "card_declined")
    ledger = andres.read("/ledger", campaign_id=launch["campaign_id"])
    assert {entry["balance"]["minor_units"] for entry in ledger["balances"]} == {0}
    mandate = andres.read("/mandates", plan_id=approval["plan_id"])
    assert (mandate["held"]["minor_units"], mandate["captured"]["minor_units"]) == (0, 0)
