"""The REST face of sales to clients."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query, Request
from fastapi.openapi.models import Example

from domain_api.crm.sales.model import ListSales, RecordSale, SaleView
from domain_api.crm.sales.service import SaleService
from domain_api.kernel import Actor, Page

_SALE: dict[str, Example] = {
    "coffee": {
        "summary": "Two bags of coffee",
        "value": {
            "client_id": "cli_01kb000000000000000000000a",
            "lines": [
                {
                    "description": "Tarrazú, 340 g",
                    "quantity": 2,
                    "unit_price": {"minor_units": 1250, "currency": "USD"},
                }
            ],
        },
    }
}


def sale_routes(sales: SaleService, current_actor: Callable[[Request], Actor]) -> APIRouter:
    router = APIRouter(prefix="/sales", tags=["sales"])
    current = Depends(current_actor)

    @router.post("", status_code=201, summary="Record a sale")
    def record(
        actor: Annotated[Actor, current],
        command: Annotated[RecordSale, Body(openapi_examples=_SALE)],
    ) -> SaleView:
        """Its total is the sum of its lines; its campaign is that of the lead it closes."""
        return sales.record(actor, command)

    @router.get("", summary="List sales")
    def listed(
        actor: Annotated[Actor, current], query: Annotated[ListSales, Query()]
    ) -> Page[SaleView]:
        """Newest first, of one campaign or of all."""
        return sales.list(actor, query)

    return router
