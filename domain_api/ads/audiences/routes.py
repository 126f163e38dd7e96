"""The REST face of audiences."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request

from domain_api.ads.audiences.model import EstimateAudience, ReachEstimate
from domain_api.ads.audiences.service import AudienceService
from domain_api.kernel import Actor

_EXAMPLE = {
    "features": {"places": ["San José, Costa Rica"], "age_min": 25, "age_max": 44},
    "channels": ["instagram", "google_search"],
}


def audience_routes(
    audiences: AudienceService, current_actor: Callable[[Request], Actor]
) -> APIRouter:
    router = APIRouter(prefix="/audiences", tags=["audiences"])

    @router.post(
        "/estimate",
        summary="Estimate an audience",
        description="How many people network channels could reach, as a range with its basis.",
    )
    def estimate_audience(
        actor: Annotated[Actor, Depends(current_actor)],
        asked: Annotated[EstimateAudience, Body(examples=[_EXAMPLE])],
    ) -> list[ReachEstimate]:
        return audiences.estimate(actor, asked.features, asked.channels)

    return router
