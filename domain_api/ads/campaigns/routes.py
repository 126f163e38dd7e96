"""The REST face of campaigns: reading them. They are launched, paused and ended through sales."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from domain_api.ads.campaigns.model import CampaignId, CampaignPage, CampaignView, ListCampaigns
from domain_api.ads.campaigns.service import CampaignService
from domain_api.kernel import Actor


def campaign_routes(
    campaigns: CampaignService, current_actor: Callable[[Request], Actor]
) -> APIRouter:
    router = APIRouter(prefix="/campaigns", tags=["campaigns"])

    @router.get(
        "",
        summary="List campaigns",
        description="Newest first. `missing_shards` names databases that did not answer.",
    )
    def list_campaigns(
        actor: Annotated[Actor, Depends(current_actor)],
        query: Annotated[ListCampaigns, Query()],
    ) -> CampaignPage:
        return campaigns.list(actor, query)

    @router.get(
        "/{campaign_id}",
        summary="Get a campaign",
        description="The campaign with its ads and every move it made: who, when and why.",
    )
    def get_campaign(
        actor: Annotated[Actor, Depends(current_actor)], campaign_id: CampaignId
    ) -> CampaignView:
        return campaigns.get(actor, campaign_id)

    return router
