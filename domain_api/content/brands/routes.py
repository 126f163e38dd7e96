"""REST face of the brand."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request

from domain_api.content.brands.model import BrandView, SetBrand
from domain_api.content.brands.service import BrandService
from domain_api.kernel import Actor

_EXAMPLE = {
    "name": "Luna Café",
    "voice": "warm",
    "forbidden_words": ["cheap"],
    "default_locale": "es-CR",
}


def brand_routes(brands: BrandService, current_actor: Callable[[Request], Actor]) -> APIRouter:
    current = Depends(current_actor)
    router = APIRouter(prefix="/brand", tags=["content"])

    @router.get("", summary="Read the brand", description="The brand, or a neutral one until set.")
    def read(actor: Actor = current) -> BrandView:
        return brands.get(actor)

    @router.put(
        "",
        summary="Set the brand",
        description="Replaces name, voice, forbidden words and language. For administrators.",
    )
    def replace(
        command: Annotated[SetBrand, Body(examples=[_EXAMPLE])], actor: Actor = current
    ) -> BrandView:
        return brands.set(actor, command)

    return router
