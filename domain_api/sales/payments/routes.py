"""Money over REST: payments, methods, mandates, the ledger and quotes. Read only."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from domain_api.kernel import Actor
from domain_api.sales.ledger.model import GetLedger, LedgerView
from domain_api.sales.ledger.service import LedgerService
from domain_api.sales.mandates.model import GetMandate, MandateView
from domain_api.sales.mandates.service import MandateService
from domain_api.sales.payments.model import ListPayments, PaymentMethodView, PaymentPage
from domain_api.sales.payments.service import PaymentService
from domain_api.sales.pricing.model import QuoteCampaign, QuoteView
from domain_api.sales.pricing.service import QuoteService


def money_routes(
    payments: PaymentService,
    mandates: MandateService,
    ledger: LedgerService,
    quotes: QuoteService,
    current_actor: Callable[[Request], Actor],
) -> APIRouter:
    router = APIRouter(tags=["money"])
    current = Depends(current_actor)

    @router.get("/payments", summary="List payments, newest first")
    def list_payments(
        actor: Annotated[Actor, current], query: Annotated[ListPayments, Query()]
    ) -> PaymentPage:
        return payments.list(actor, query)

    @router.get("/payment-methods", summary="The methods on file with the gateway")
    def list_methods(actor: Annotated[Actor, current]) -> list[PaymentMethodView]:
        return payments.methods(actor)

    @router.get("/mandates", summary="A spending mandate, by its id or its plan")
    def get_mandate(
        actor: Annotated[Actor, current], query: Annotated[GetMandate, Query()]
    ) -> MandateView:
        return mandates.get(actor, query)

    @router.get("/ledger", summary="Postings and balances")
    def get_ledger(
        actor: Annotated[Actor, current], query: Annotated[GetLedger, Query()]
    ) -> LedgerView:
        return ledger.read(actor, query)

    @router.get("/plans/{plan_id}/quote", summary="What a plan would cost at most")
    def quote(actor: Annotated[Actor, current], plan_id: str) -> QuoteView:
        return quotes.quote(actor, QuoteCampaign(plan_id=plan_id))

    return router
