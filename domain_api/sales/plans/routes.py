"""Plans over REST; an edit names the version it rests on by `If-Match`."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Header, Query, Request, Response

from domain_api.kernel import Actor, Page
from domain_api.sales.etags import etag, expected_version
from domain_api.sales.plans.model import (
    DraftPlan,
    ListPlans,
    PlanChanges,
    PlanView,
    RevisePlan,
)
from domain_api.sales.plans.service import PlanService

_DRAFT = {
    "name": "Spring at the café",
    "product": "coffee shop",
    "objective": "leads",
    "audience": {"places": ["San José"]},
    "channels": [{"channel": "email", "asset_id": "ast_01kbexample0000000000000"}],
    "budget": {"minor_units": 50000, "currency": "USD"},
    "flight": {"start_on": "2027-03-01", "end_on": "2027-03-15"},
}


_LONGER = {"flight": {"start_on": "2027-03-01", "end_on": "2027-03-31"}}


def plan_routes(plans: PlanService, current_actor: Callable[[Request], Actor]) -> APIRouter:
    router = APIRouter(prefix="/plans", tags=["plans"])
    current = Depends(current_actor)

    @router.post("", status_code=201, summary="Draft a plan")
    def draft(
        actor: Annotated[Actor, current],
        command: Annotated[DraftPlan, Body(openapi_examples={"a café": {"value": _DRAFT}})],
        response: Response,
    ) -> PlanView:
        return _tagged(response, plans.draft(actor, command))

    @router.get("", summary="List plans, newest first")
    def list_plans(
        actor: Annotated[Actor, current], query: Annotated[ListPlans, Query()]
    ) -> Page[PlanView]:
        return plans.list(actor, query)

    @router.get("/{plan_id}", summary="Read a plan")
    def get_plan(actor: Annotated[Actor, current], plan_id: str, response: Response) -> PlanView:
        return _tagged(response, plans.get(actor, plan_id))

    @router.patch("/{plan_id}", summary="Revise a plan: a new version, a new digest")
    def revise(
        actor: Annotated[Actor, current],
        plan_id: str,
        changes: Annotated[PlanChanges, Body(openapi_examples={"longer": {"value": _LONGER}})],
        response: Response,
        if_match: Annotated[str | None, Header()] = None,
    ) -> PlanView:
        command = RevisePlan(plan_id=plan_id, **dict(changes))
        return _tagged(response, plans.revise(actor, _matched(command, if_match)))

    return router


def _matched(command: RevisePlan, if_match: str | None) -> RevisePlan:
    version = expected_version(if_match)
    return command if version is None else command.model_copy(update={"expected_version": version})


def _tagged(response: Response, view: PlanView) -> PlanView:
    response.headers["ETag"] = etag(view.version)
    return view
