"""The REST face of segments."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request
from fastapi.openapi.models import Example

from domain_api.crm.segments.model import SegmentPreview, SegmentRule
from domain_api.crm.segments.service import SegmentService
from domain_api.kernel import Actor

_RULE: dict[str, Example] = {
    "coffee": {
        "summary": "Coffee lovers of San José",
        "value": {
            "places": ["San José"],
            "age_min": 18,
            "age_max": 60,
            "interests": ["coffee"],
        },
    }
}


def segment_routes(
    segments: SegmentService, current_actor: Callable[[Request], Actor]
) -> APIRouter:
    router = APIRouter(prefix="/segments", tags=["segments"])
    current = Depends(current_actor)

    @router.post("/preview", summary="Preview a segment")
    def preview(
        actor: Annotated[Actor, current], rule: Annotated[SegmentRule, Body(openapi_examples=_RULE)]
    ) -> SegmentPreview:
        """How many clients the rule picks, and how many can be written to on each channel."""
        return segments.preview(actor, rule)

    return router
