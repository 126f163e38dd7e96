"""Where networks report what their ads brought: signed messages, without a token."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Header, Request

from domain_api.ads.reactions.model import NetworkReport, ReportReceipt
from domain_api.ads.reactions.service import ReactionService
from domain_api.kernel import Clock

SIGNATURE_HEADER = "X-PromptSales-Signature"

Verify = Callable[[str, str, bytes, datetime], None]
"""Secret, header, body, now; raises `Unauthenticated` unless the header signs the body."""

_EXAMPLE = {
    "report_id": "rpt-2027-03-02-0001",
    "reference": "ntw_01kb0000000000000000000000",
    "campaign_id": "cmp_01kb0000000000000000000000",
    "impressions": 12000,
    "clicks": 240,
    "reactions": 31,
    "spend": {"minor_units": 4200, "currency": "USD"},
    "at": "2027-03-02T00:00:00Z",
}


def network_webhook_routes(
    reactions: ReactionService, verify: Verify, secret: str, clock: Clock
) -> APIRouter:
    """The path is `/webhooks/network`. The signature covers the bytes as they came."""
    router = APIRouter(prefix="/webhooks", tags=["webhooks"])

    async def signed(
        request: Request,
        signature: Annotated[str, Header(alias=SIGNATURE_HEADER, max_length=200)] = "",
    ) -> None:
        verify(secret, signature, await request.body(), clock.now())

    @router.post(
        "/network",
        status_code=201,
        dependencies=[Depends(signed)],
        summary="Report on an ad",
        description="A network's signed report of one ad. The same report twice counts once.",
    )
    def report_on_ad(
        report: Annotated[NetworkReport, Body(examples=[_EXAMPLE])],
    ) -> ReportReceipt:
        return reactions.record(report)

    return router
