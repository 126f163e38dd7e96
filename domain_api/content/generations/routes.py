"""REST face of generations."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Path, Request

from domain_api.content.generations.model import GenerateCopy, GenerationView
from domain_api.content.generations.service import CopyService
from domain_api.kernel import Actor

_EXAMPLE = {
    "product": "clases de yoga",
    "channels": ["email", "whatsapp"],
    "locale": "es-CR",
    "offer": "20% de descuento",
    "places": ["Heredia"],
    "start_on": "2027-03-01",
    "end_on": "2027-03-15",
}
GenerationId = Annotated[str, Path(max_length=40, description="Such as gen_01kb….")]


def generation_routes(copy: CopyService, current_actor: Callable[[Request], Actor]) -> APIRouter:
    current = Depends(current_actor)
    router = APIRouter(prefix="/generations", tags=["content"])

    @router.post(
        "",
        status_code=201,
        summary="Have copy written",
        description="One draft a channel and variant, from the facts of the brief alone.",
    )
    def generate(
        command: Annotated[GenerateCopy, Body(examples=[_EXAMPLE])], actor: Actor = current
    ) -> GenerationView:
        return copy.generate(actor, command)

    @router.get(
        "/{generation_id}",
        summary="Read a generation",
        description="With its assets as they are now.",
    )
    def read(generation_id: GenerationId, actor: Actor = current) -> GenerationView:
        return copy.get(actor, generation_id)

    return router
