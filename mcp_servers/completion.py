"""Completes what a person types: ids of what their organization has, and languages."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from mcp.types import CompleteRequestParams, Completion, PromptReference

from domain_api.ads.campaigns.model import ListCampaigns
from domain_api.content.assets.model import SearchAssets
from domain_api.kernel import Actor, Forbidden
from domain_api.sales.plans.model import ListPlans
from mcp_servers.prompts import LANGUAGES, Prompt
from mcp_servers.resources import Resource

if TYPE_CHECKING:
    from domain_api.services import Services

_ROWS = 50


def _plans(services: "Services", actor: Actor) -> list[str]:
    return [plan.plan_id for plan in services.plans.list(actor, ListPlans(limit=_ROWS)).items]


def _campaigns(services: "Services", actor: Actor) -> list[str]:
    page = services.campaigns.list(actor, ListCampaigns(limit=_ROWS))
    return [campaign.campaign_id for campaign in page.items]


def _assets(services: "Services", actor: Actor) -> list[str]:
    page = services.assets.search(actor, SearchAssets(limit=_ROWS))
    return [asset.asset_id for asset in page.items]


_VALUES: dict[str, Callable[["Services", Actor], Iterable[str]]] = {
    "plan_id": _plans,
    "campaign_id": _campaigns,
    "asset_id": _assets,
    "language": lambda _services, _actor: LANGUAGES,
}


def field_asked(
    params: CompleteRequestParams, resources: Iterable[Resource], prompts: Iterable[Prompt]
) -> str | None:
    """The field that is being typed, when it is one of this server's and can be completed."""
    ref, name = params.ref, params.argument.name
    if isinstance(ref, PromptReference):
        known = any(prompt.name == ref.name and prompt.takes(name) for prompt in prompts)
        return name if known and name in _VALUES else None
    fields = [item.argument for item in resources if item.uri == ref.uri and name == "id"]
    return fields[0] if fields else None


def completion_of(services: "Services", actor: Actor, field: str, typed: str) -> Completion:
    """The newest values that begin with what was typed; none without the right to read them."""
    try:
        values = _VALUES[field](services, actor)
    except Forbidden:
        return Completion(values=[])
    return Completion(values=[value for value in values if value.startswith(typed)])
