"""The audit log over REST, for whoever runs the organization."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from domain_api.kernel import Actor, Page
from domain_api.sales.audit.model import AuditEntryView, ListAudit
from domain_api.sales.audit.service import AuditService


def audit_routes(audit: AuditService, current_actor: Callable[[Request], Actor]) -> APIRouter:
    router = APIRouter(prefix="/audit", tags=["organizations"])
    current = Depends(current_actor)

    @router.get("", summary="Who asked for which change, newest first")
    def list_audit(
        actor: Annotated[Actor, current], query: Annotated[ListAudit, Query()]
    ) -> Page[AuditEntryView]:
        """For owners. Entries are kept for 90 days and hold nothing of what a request said."""
        return audit.list(actor, query)

    return router
