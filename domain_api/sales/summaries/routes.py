"""Figures over REST."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request

from domain_api.kernel import Actor
from domain_api.sales.summaries.model import (
    GetPerformance,
    MetricInfo,
    MetricTable,
    PerformanceView,
    QueryMetrics,
)
from domain_api.sales.summaries.service import SummaryService

_EXAMPLE = {"metrics": ["leads", "revenue"], "dimensions": ["channel"]}


def summary_routes(
    summaries: SummaryService, current_actor: Callable[[Request], Actor]
) -> APIRouter:
    router = APIRouter(tags=["insights"])
    current = Depends(current_actor)

    @router.get("/metrics", summary="What is counted")
    def list_metrics(actor: Annotated[Actor, current]) -> list[MetricInfo]:
        return summaries.metrics(actor)

    @router.post("/metrics/query", summary="Count metrics by dimensions")
    def query_metrics(
        actor: Annotated[Actor, current],
        query: Annotated[
            QueryMetrics, Body(openapi_examples={"leads by channel": {"value": _EXAMPLE}})
        ],
    ) -> MetricTable:
        return summaries.query(actor, query)

    @router.get("/campaigns/{campaign_id}/performance", summary="The closed loop of a campaign")
    def performance(actor: Annotated[Actor, current], campaign_id: str) -> PerformanceView:
        return summaries.performance(actor, GetPerformance(campaign_id=campaign_id))

    return router
