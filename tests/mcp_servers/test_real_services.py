"""Every tool on the real services and tokens: a campaign up to its launch."""

from collections.abc import Generator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from domain_api.bootstrap import Application, api_audience, build
from domain_api.kernel import HUMAN_ONLY, Actor, ActorKind, Forbidden, Scope
from domain_api.sales.approvals.model import DecideApproval
from domain_api.sales.organizations.model import (
    AddOrganization,
    AddUser,
    AskAgentToken,
    Role,
    SignIn,
)
from domain_api.settings import Settings
from mcp_servers.deps import ServerDeps
from mcp_servers.http import HttpDeps, build_mcp_app
from tests.mcp_servers.support import Site, serving
from tools.catalogue import catalogue, tool_named
from tools.execution import run_tool
from tools.tool import ServerName

EMAIL = "ana@example.com"
PASSWORD = "a long password of Ana"


@dataclass
class House:
    application: Application
    agent: Actor
    person: Actor

    def call(self, name: str, actor: Actor | None = None, /, **arguments: Any) -> dict[str, Any]:
        """Run a tool and hold its answer against the schema that clients were told."""
        tool = tool_named(name)
        services, store = self.application.services, self.application.idempotency
        answer = run_tool(services, store, actor or self.agent, tool, arguments)
        jsonschema.validate(answer, tool.output_schema())
        return answer


@pytest.fixture
def house(tmp_path: Path) -> Generator[House]:
    application = build(Settings(data=tmp_path / "data"))
    owner = AddUser(email=EMAIL, name="Ana", role=Role.OWNER, password=PASSWORD)
    organizations = application.services.organizations
    organization = organizations.found(AddOrganization(name="Café Sol"), owner)
    everything = frozenset(Scope)
    tenant = organization.organization_id
    person = Actor("usr_ana", tenant, ActorKind.HUMAN, everything, datetime.now(UTC))
    agent = Actor("usr_ana", tenant, ActorKind.AGENT, everything - HUMAN_ONLY)
    yield House(application, agent, person)
    application.close()


def _plan(asset_id: str) -> dict[str, Any]:
    start = datetime.now(UTC).date() + timedelta(days=30)
    return {
        "name": "Spring",
        "product": "lattes",
        "channels": [{"channel": "email", "asset_id": asset_id}],
        "budget": {"minor_units": 50_000, "currency": "USD"},
        "flight": {"start_on": str(start), "end_on": str(start + timedelta(days=14))},
    }


def _approved(house: House, asset_id: str) -> dict[str, Any]:
    """A plan that a person approved, and its approval."""
    plan = house.call("draft_plan", **_plan(asset_id))
    approval = house.call("request_approval", plan_id=plan["plan_id"])
    house.application.services.approvals.approve(
        house.person, approval["approval_id"], DecideApproval(digest=approval["digest"])
    )
    return approval


def _arguments(house: House) -> dict[str, dict[str, Any]]:
    """What each tool takes in a house with a launched plan; tools that need none are absent."""
    asset = house.call("generate_copy", product="lattes", channels=["email"])["assets"][0]
    lead = house.call("capture_lead", name="Eva", email="eva@example.com", source="shop")
    others = [
        house.call("capture_lead", name="Eva", phone=f"+5068888000{number}", source="shop")
        for number in range(2)
    ]
    client_ids = [one["client_id"] for one in others]
    merge = house.call("merge_clients", keep=lead["client_id"], merge=client_ids[0])
    launched = _approved(house, asset["asset_id"])
    launch = house.call("launch_campaign", plan_id=launched["plan_id"])
    draft = house.call("draft_plan", **_plan(asset["asset_id"]))
    client = {"client_id": lead["client_id"]}
    consent = {**client, "source": "counter", "proof": "signed form"}
    price = {"minor_units": 1200, "currency": "USD"}
    campaign = {"campaign_id": launch["campaign_id"]}
    return {
        "draft_plan": _plan(asset["asset_id"]),
        "revise_plan": {"plan_id": draft["plan_id"], "name": "Summer"},
        "get_plan": {"plan_id": launched["plan_id"]},
        "request_approval": {"plan_id": draft["plan_id"]},
        "get_approval": {"approval_id": launched["approval_id"]},
        "launch_campaign": {"plan_id": _approved(house, asset["asset_id"])["plan_id"]},
        "get_campaign": campaign,
        "pause_campaign": campaign,
        "resume_campaign": campaign,
        "end_campaign": campaign,
        "get_performance": campaign,
        "generate_copy": {"product": "lattes", "channels": ["email"]},
        "check_content": {"asset_id": asset["asset_id"]},
        "get_asset": {"asset_id": asset["asset_id"]},
        "get_client": client,
        "get_consent": client,
        "capture_lead": {"name": "Eva", "email": "eva@example.com", "source": "shop"},
        "record_sale": {**client, "lines": [{"description": "coffee", "unit_price": price}]},
        "record_consent": {**consent, "channel": "email"},
        "withdraw_consent": consent,
        "merge_clients": {"keep": lead["client_id"], "merge": client_ids[1]},
        "undo_merge": {"merge_id": merge["merge_id"]},
        "quote_campaign": {"plan_id": launched["plan_id"]},
        "get_mandate": {"plan_id": launched["plan_id"]},
        "query_metrics": {"metrics": ["leads"], "dimensions": ["channel"]},
    }


def test_every_tool_answers_in_the_shape_that_clients_were_told(house: House) -> None:
    arguments = _arguments(house)
    for tool in catalogue():
        house.call(tool.name, **arguments.get(tool.name, {}))


def test_the_rights_of_a_tool_are_all_that_its_service_asks_for(house: House) -> None:
    arguments = _arguments(house)
    for tool in catalogue():
        only = replace(house.agent, scopes=tool.rights)
        house.call(tool.name, only, **arguments.get(tool.name, {}))


def test_no_tool_asks_for_a_right_that_its_service_does_not_need(house: House) -> None:
    arguments = _arguments(house)
    for tool in catalogue():
        command = tool.input.model_validate(arguments.get(tool.name, {}))
        for right in tool.rights:
            less = replace(house.agent, scopes=frozenset(Scope) - HUMAN_ONLY - {right})
            with pytest.raises(Forbidden):
                tool.run(house.application.services, less, command)


@pytest.mark.asyncio
async def test_a_token_that_a_person_asked_for_opens_every_server_and_their_own_none(
    house: House,
) -> None:
    application = house.application
    session = application.sessions.sign_in(SignIn(email=EMAIL, password=PASSWORD))
    api = api_audience(application.settings)
    person = application.sessions.verify(session.access_token, api).actor
    given = application.sessions.agent_token(person, AskAgentToken())
    deps = HttpDeps(
        servers=ServerDeps(application.services, application.idempotency, application.audit),
        verify=lambda token, resource: application.sessions.verify(token, resource).actor,
        public_url=application.settings.public_url,
        issuer_url=application.settings.public_url,
    )
    with serving(build_mcp_app(deps)) as port:
        site = Site(port)
        for name in ServerName:
            async with site.client(name, who=given.access_token) as client:
                assert (await client.list_tools()).tools
            refused = site.post({}, name, authorization=f"Bearer {session.access_token}")
            assert refused.status_code == 401
            assert "agent's token" in refused.json()["error_description"]
