"""A small tenant with one of everything, and arguments that each tool takes there."""

from dataclasses import dataclass, field
from typing import Any

from domain_api.ads.campaigns.model import CampaignState, CampaignView
from domain_api.kernel import Actor
from domain_api.sales.launches.model import LaunchView
from tests.support.actors import START, agent
from tests.tools.fakes.services import FakeServices, fake_services
from tests.tools.fakes.store import MemoryStore
from tools.catalogue import tool_named
from tools.execution import run_tool

PLAN: dict[str, Any] = {
    "name": "Spring",
    "product": "lattes",
    "channels": [{"channel": "email", "asset_id": "ast_1"}],
    "budget": {"minor_units": 50_000, "currency": "USD"},
    "flight": {"start_on": "2027-03-01", "end_on": "2027-03-15"},
}
SALE_LINES = [{"description": "coffee", "unit_price": {"minor_units": 1200, "currency": "USD"}}]


@dataclass
class World:
    """`ids` names what was made: plan_id, approval_id, campaign_id, client_id, asset_id, other_id
    (of another client) and merge_id (of a third into the first)."""

    services: FakeServices = field(default_factory=fake_services)
    store: MemoryStore = field(default_factory=MemoryStore)
    actor: Actor = field(default_factory=agent)
    ids: dict[str, str] = field(default_factory=dict[str, str])

    def call(self, tool: str, actor: Actor | None = None, /, **arguments: Any) -> dict[str, Any]:
        return run_tool(
            self.services.typed(), self.store, actor or self.actor, tool_named(tool), arguments
        )

    def arguments(self, tool: str) -> dict[str, Any]:
        """Arguments that the tool accepts here."""
        ids = self.ids
        consent = {"client_id": ids["client_id"], "source": "counter", "proof": "signed form"}
        known: dict[str, dict[str, Any]] = {
            "draft_plan": PLAN,
            "revise_plan": {"plan_id": ids["plan_id"], "name": "Summer"},
            "get_plan": {"plan_id": ids["plan_id"]},
            "request_approval": {"plan_id": ids["plan_id"]},
            "get_approval": {"approval_id": ids["approval_id"]},
            "launch_campaign": {"plan_id": ids["plan_id"]},
            "get_campaign": {"campaign_id": ids["campaign_id"]},
            "pause_campaign": {"campaign_id": ids["campaign_id"], "reason": "no stock"},
            "resume_campaign": {"campaign_id": ids["campaign_id"], "reason": "stock"},
            "end_campaign": {"campaign_id": ids["campaign_id"], "reason": "over"},
            "get_performance": {"campaign_id": ids["campaign_id"]},
            "generate_copy": {"product": "lattes", "channels": ["email"]},
            "check_content": {"asset_id": ids["asset_id"]},
            "get_asset": {"asset_id": ids["asset_id"]},
            "get_client": {"client_id": ids["client_id"]},
            "get_consent": {"client_id": ids["client_id"]},
            "capture_lead": {"name": "Ana", "email": "ana@example.com", "source": "shop"},
            "record_sale": {"client_id": ids["client_id"], "lines": SALE_LINES},
            "record_consent": {**consent, "channel": "email"},
            "withdraw_consent": consent,
            "merge_clients": {"keep": ids["client_id"], "merge": ids["other_id"]},
            "undo_merge": {"merge_id": ids["merge_id"]},
            "quote_campaign": {"plan_id": ids["plan_id"]},
            "get_mandate": {"plan_id": ids["plan_id"]},
            "query_metrics": {"metrics": ["leads"], "dimensions": ["channel"]},
        }
        return known.get(tool, {})


def furnished() -> World:
    """A world where a plan was approved and launched, and a client and an asset exist."""
    world = World()
    plan = world.call("draft_plan", **PLAN)
    approval = world.call("request_approval", plan_id=plan["plan_id"])
    world.services.approvals.decided(world.actor.organization_id, approval["approval_id"])
    launch = LaunchView.model_validate(world.call("launch_campaign", plan_id=plan["plan_id"]))
    lead = world.call("capture_lead", name="Ana", email="ana@example.com", source="shop")
    other = world.call("capture_lead", name="Ana M.", phone="+50688887777", source="shop")
    third = world.call("capture_lead", name="A. Mora", phone="+50688886666", source="shop")
    merge = world.call("merge_clients", keep=lead["client_id"], merge=third["client_id"])
    copy = world.call("generate_copy", product="lattes", channels=["email"])
    place_campaign(world, launch)
    world.ids = {
        "plan_id": plan["plan_id"],
        "approval_id": approval["approval_id"],
        "campaign_id": launch.campaign_id,
        "client_id": lead["client_id"],
        "other_id": other["client_id"],
        "merge_id": merge["merge_id"],
        "asset_id": copy["assets"][0]["asset_id"],
    }
    return world


def place_campaign(world: World, launch: LaunchView) -> None:
    """The campaign as the launch would have it born in ads."""
    campaign = CampaignView(
        campaign_id=launch.campaign_id,
        plan_id=launch.plan_id,
        plan_version=launch.plan_version,
        name="Spring",
        objective="leads",
        state=CampaignState.ACTIVE,
        budget=launch.charged,
        channel_caps={},
        starts_at=launch.starts_at,
        ends_at=launch.ends_at,
        created_at=START,
    )
    world.services.campaigns.campaigns.put(
        world.actor.organization_id, campaign.campaign_id, campaign
    )
