"""Reconciliation over REST, for whoever runs the organization."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request
from fastapi.openapi.models import Example

from domain_api.kernel import Actor
from domain_api.sales.reconciliation.model import ReconciliationReport, RunReconciliation
from domain_api.sales.reconciliation.service import ReconciliationService

_EXAMPLES = {
    "look": Example(value={"repair": False}),
    "one campaign, with safe repairs": Example(
        value={"campaign_id": "cmp_01kbexample0000000000000", "repair": True}
    ),
}


def reconciliation_routes(
    reconciliation: ReconciliationService, current_actor: Callable[[Request], Actor]
) -> APIRouter:
    router = APIRouter(prefix="/reconciliation", tags=["money"])
    current = Depends(current_actor)

    @router.get("", summary="The last reconciliation of my organization")
    def last_reconciliation(actor: Annotated[Actor, current]) -> ReconciliationReport:
        """It runs every hour; its open differences say who must act."""
        return reconciliation.last(actor)

    @router.post("", status_code=201, summary="Reconcile now")
    def reconcile(
        actor: Annotated[Actor, current],
        command: Annotated[RunReconciliation, Body(openapi_examples=_EXAMPLES)],
    ) -> ReconciliationReport:
        """Compare gateway, ledger, launches, ads and CRM; with `repair`, mend what is safe."""
        return reconciliation.review(actor, command)

    return router
