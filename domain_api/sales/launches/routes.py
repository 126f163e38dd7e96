"""Launches over REST, and how a campaign is paused, resumed and ended."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request

from domain_api.kernel import Actor, Command
from domain_api.sales.launches.model import ChangeCampaign, LaunchCampaign, LaunchView, Reason
from domain_api.sales.launches.service import LaunchService


class ChangeBody(Command):
    """Why the campaign is paused, resumed or ended."""

    reason: Reason = "asked for"


Change = Annotated[
    ChangeBody, Body(openapi_examples={"a reason": {"value": {"reason": "Sold out."}}})
]


def launch_routes(launches: LaunchService, current_actor: Callable[[Request], Actor]) -> APIRouter:
    router = APIRouter(tags=["launches"])
    current = Depends(current_actor)

    @router.post("/launches", status_code=201, summary="Launch an approved plan")
    def launch(
        actor: Annotated[Actor, current],
        command: Annotated[
            LaunchCampaign,
            Body(
                openapi_examples={"a plan": {"value": {"plan_id": "pln_01kbexample0000000000000"}}}
            ),
        ],
    ) -> LaunchView:
        return launches.launch(actor, command)

    @router.get("/campaigns/{campaign_id}/launch", summary="How far a launch has come")
    def get_launch(actor: Annotated[Actor, current], campaign_id: str) -> LaunchView:
        return launches.get(actor, campaign_id)

    @router.post("/campaigns/{campaign_id}/pause", summary="Let nothing more leave")
    def pause(actor: Annotated[Actor, current], campaign_id: str, body: Change) -> LaunchView:
        return launches.pause(actor, _change(campaign_id, body))

    @router.post("/campaigns/{campaign_id}/resume", summary="Go on after a pause")
    def resume(actor: Annotated[Actor, current], campaign_id: str, body: Change) -> LaunchView:
        return launches.resume(actor, _change(campaign_id, body))

    @router.post("/campaigns/{campaign_id}/end", summary="End a campaign before its time")
    def end(actor: Annotated[Actor, current], campaign_id: str, body: Change) -> LaunchView:
        return launches.end(actor, _change(campaign_id, body))

    return router


def _change(campaign_id: str, body: ChangeBody) -> ChangeCampaign:
    return ChangeCampaign(campaign_id=campaign_id, reason=body.reason)
