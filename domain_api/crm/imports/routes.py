"""The REST face of imports: the file is the body."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request

from domain_api.crm.imports.model import FileKind, ImportReport, ImportRow
from domain_api.crm.imports.reading import MAX_BYTES
from domain_api.crm.imports.service import ImportService
from domain_api.crm.landing.body import body_up_to
from domain_api.kernel import Actor, InvalidInput

_CSV = (
    "name,email,consent_channels,consented_on,consent_source,consent_proof,withdrawn_on\n"
    "Ana Mora,ana@example.com,email,2026-01-10,counter,signed card 17,\n"
    "Luis Rojas,luis@example.com,,,,,2026-03-02\n"
)
_JSON = (
    '{"name": "Ana Mora", "email": "ana@example.com", "consent_channels": ["email"], '
    '"consented_on": "2026-01-10", "consent_source": "counter", "consent_proof": "card 17"}\n'
)


def import_routes(imports: ImportService, current_actor: Callable[[Request], Actor]) -> APIRouter:
    router = APIRouter(prefix="/clients", tags=["clients"])
    current = Depends(current_actor)

    @router.post("/import", summary="Import clients", openapi_extra=_documented_body())
    def load(
        actor: Annotated[Actor, current],
        body: Annotated[bytes, Depends(body_up_to(MAX_BYTES))],
        content_type: Annotated[str, Header(include_in_schema=False)] = "",
    ) -> ImportReport:
        """A file of clients and of what they agreed to, as CSV or JSON lines in UTF-8. The same
        contact is the same client. Each row is kept whole or refused with its reason; the same
        file again changes nothing. An imported grant opens nothing that was closed after the
        day it was given on."""
        return imports.load(actor, body, _kind_of(content_type))

    return router


def _kind_of(content_type: str) -> FileKind:
    try:
        return FileKind(content_type.partition(";")[0].strip().lower())
    except ValueError:
        kinds = " or ".join(kind.value for kind in FileKind)
        raise InvalidInput(f"Send the file as {kinds}.", code="unknown_file_kind") from None


def _documented_body() -> dict[str, object]:
    row = ImportRow.model_json_schema()
    content = {
        FileKind.CSV.value: {"schema": {"type": "string"}, "example": _CSV},
        FileKind.JSON_LINES.value: {"schema": row, "example": _JSON},
    }
    return {"requestBody": {"required": True, "content": content}}
