"""Completes the OpenAPI document: problems, keys, and only the tags that are in use."""

from collections.abc import Iterator
from typing import Any

from pydantic.json_schema import models_json_schema

from domain_api.http.errors import MEDIA_TYPE, Problem
from domain_api.http.middleware.idempotency import HEADER, UNSAFE

TITLE = "PromptSales domain API"
DESCRIPTION = """The nouns of marketing: plans, approvals, campaigns, content, clients, money.

Sign in with `POST /api/v1/sessions` and send the token as `Authorization: Bearer …`. Every
error is `application/problem+json` with a stable `code` and a `recovery` hint. Lists are
pages with a cursor. Send `Idempotency-Key` with what must happen once."""
TAGS = {
    "sessions": "Sign in, let an agent act, and the keys that verify tokens.",
    "organizations": "The organization, its settings and its people.",
    "plans": "What a campaign would be: drafted and revised, digest by digest.",
    "approvals": "What a person must decide, and what they decided.",
    "launches": "Plans that are carried out.",
    "money": "Prices, mandates, payments and the ledger.",
    "insights": "How campaigns do.",
    "campaigns": "What runs, where, since when.",
    "audiences": "Who a campaign is for.",
    "channels": "Where a campaign can go.",
    "reactions": "What people answer.",
    "content": "How the organization speaks and looks, and what was made with it.",
    "clients": "The people the organization knows.",
    "consents": "Who allowed what, when, and how we know.",
    "leads": "People who showed interest.",
    "segments": "Groups of clients.",
    "messages": "What was sent to whom.",
    "sales": "What was sold.",
    "links": "Links that say where somebody came from.",
    "webhooks": "What the outside world tells us, signed.",
    "health": "Whether the process can serve.",
}
_RESPONSES = {
    "401": "No token, or one that is not good here.",
    "403": "Not allowed to this actor.",
    "404": "Nothing with that id here.",
    "409": "It does not fit the present state.",
    "412": "Somebody changed it since the ETag in If-Match.",
    "422": "The request breaks a rule that its sender can mend.",
    "503": "Something needed does not answer now.",
}
_KEY_PARAMETER = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "Repeat the request with the same key and it happens once.",
    "schema": {"type": "string", "minLength": 8, "maxLength": 200, "pattern": "^[!-~]+$"},
}


def completed(document: dict[str, Any], keyless: frozenset[str]) -> dict[str, Any]:
    """The same document with problems everywhere, and keys on unsafe paths but `keyless`."""
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for framework_own in ("HTTPValidationError", "ValidationError"):
        schemas.pop(framework_own, None)
    schemas.update(_problem_schemas())
    components["responses"] = {"Problem": _response("An error.")}
    used: set[str] = set()
    for path, method, operation in _operations(document):
        used.update(operation.get("tags", []))
        _add_problems(operation, keyed=method in UNSAFE and path not in keyless)
    document["tags"] = [
        {"name": name, "description": text} for name, text in TAGS.items() if name in used
    ]
    return document


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method.upper(), operation


def _add_problems(operation: dict[str, Any], *, keyed: bool) -> None:
    responses = operation["responses"]
    secured = bool(operation.get("security"))
    parameters = operation.setdefault("parameters", [])
    conditional = any(parameter["name"].lower() == "if-match" for parameter in parameters)
    wanted = set(_RESPONSES) - ({"401", "403"} if not secured else set())
    for status in wanted - ({"412"} if not conditional else set()):
        if status == "422" or status not in responses:
            responses[status] = _response(_RESPONSES[status])
    responses["default"] = {"$ref": "#/components/responses/Problem"}
    if keyed and secured:
        parameters.append(_KEY_PARAMETER)


def _response(description: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": description, "content": {MEDIA_TYPE: {"schema": schema}}}


def _problem_schemas() -> dict[str, Any]:
    _, definitions = models_json_schema(
        [(Problem, "serialization")], ref_template="#/components/schemas/{model}"
    )
    return definitions["$defs"]
