"""Approvals over REST: asked for by anyone who drafts, decided here by persons only."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query, Request

from domain_api.kernel import Actor, Page
from domain_api.sales.approvals.model import (
    ApprovalView,
    DecideApproval,
    ListApprovals,
    RequestApproval,
)
from domain_api.sales.approvals.service import ApprovalService

Decision = Annotated[
    DecideApproval,
    Body(openapi_examples={"what was shown": {"value": {"digest": "0" * 64, "reason": "Agreed."}}}),
]


def approval_routes(
    approvals: ApprovalService, current_actor: Callable[[Request], Actor]
) -> APIRouter:
    router = APIRouter(prefix="/approvals", tags=["approvals"])
    current = Depends(current_actor)

    @router.post("", status_code=201, summary="Ask a person to approve a plan")
    def request_approval(
        actor: Annotated[Actor, current],
        command: Annotated[
            RequestApproval,
            Body(
                openapi_examples={"a plan": {"value": {"plan_id": "pln_01kbexample0000000000000"}}}
            ),
        ],
    ) -> ApprovalView:
        return approvals.request(actor, command)

    @router.get("", summary="List approvals, newest first")
    def list_approvals(
        actor: Annotated[Actor, current], query: Annotated[ListApprovals, Query()]
    ) -> Page[ApprovalView]:
        return approvals.list(actor, query)

    @router.get("/{approval_id}", summary="See exactly what would be published")
    def get_approval(actor: Annotated[Actor, current], approval_id: str) -> ApprovalView:
        return approvals.get(actor, approval_id)

    @router.post("/{approval_id}/approve", summary="Say yes, as a person, in a fresh session")
    def approve(
        actor: Annotated[Actor, current], approval_id: str, command: Decision
    ) -> ApprovalView:
        return approvals.approve(actor, approval_id, command)

    @router.post("/{approval_id}/refuse", summary="Say no, as a person, in a fresh session")
    def refuse(
        actor: Annotated[Actor, current], approval_id: str, command: Decision
    ) -> ApprovalView:
        return approvals.refuse(actor, approval_id, command)

    return router
