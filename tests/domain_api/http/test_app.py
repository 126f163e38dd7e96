"""The application as a whole: health, lifespan, docs page, OpenAPI document."""

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from structlog.testing import capture_logs

from domain_api.http.docs_page import STATIC, docs_routes
from tests.domain_api.http.toys import toy


def test_alive_is_not_yet_ready():
    def down() -> None:
        raise ConnectionError("crm.internal refused")

    client = toy(checks={"sales": lambda: None, "crm": down}).client
    assert client.get("/health/live").json() == {"status": "alive"}
    with capture_logs() as lines:
        response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json() == {"status": "unready", "checks": {"sales": "ok", "crm": "failing"}}
    assert "refused" not in response.text
    assert [line["check"] for line in lines if "check" in line] == ["crm"]


def test_ready_when_everything_answers():
    response = toy(checks={"sales": lambda: None}).client.get("/health/ready")
    assert (response.status_code, response.json()["status"]) == (200, "ready")


def test_hooks_are_entered_in_order_and_left_in_the_other():
    seen: list[str] = []

    def hook(name: str) -> Any:
        @asynccontextmanager
        async def around() -> AsyncGenerator[None]:
            seen.append(f"{name} in")
            yield
            seen.append(f"{name} out")

        return around

    with toy(lifespan_hooks=[hook("a"), hook("b")]).client as client:
        client.get("/health/live")
        assert seen == ["a in", "b in"]
    assert seen == ["a in", "b in", "b out", "a out"]


def test_the_docs_page_asks_nobody_else_and_runs_nothing_inline():
    client = toy().client
    page = client.get("/docs")
    assert page.status_code == 200
    assert "://" not in page.text
    assert re.findall(r"<script(?! src=\"docs/)", page.text) == []
    assert "style=" not in page.text
    assert "<style" not in page.text
    assert re.search(r"\son\w+=", page.text) is None
    policy = dict(
        part.strip().split(" ", 1) for part in page.headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["connect-src"] == "'self'"
    assert not any("unsafe" in sources or "http" in sources for sources in policy.values())


def test_everything_the_docs_page_refers_to_is_served_here():
    client = toy().client
    referred = re.findall(r'(?:src|href)="(docs/[^"]+)"', client.get("/docs").text)
    assert len(referred) == 3
    for path in referred:
        served = client.get(f"/{path}")
        assert served.status_code == 200
        assert len(served.content) > 100
    assert {f"/{path}" for path in referred} | {"/docs"} == {route.path for route in docs_routes()}


def test_the_vendored_files_are_small_and_carry_their_licence():
    folder = STATIC / "swagger"
    assert sum(file.stat().st_size for file in folder.iterdir()) < 2_000_000
    assert "Apache License" in (folder / "LICENSE").read_text()


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return toy().client.get("/openapi.json").json()


def test_every_operation_documents_its_problems(document: dict[str, Any]):
    for methods in document["paths"].values():
        for operation in methods.values():
            assert "default" in operation["responses"]
            problem = operation["responses"]["422"]["content"]
            assert list(problem) == ["application/problem+json"]


def test_every_reference_in_the_document_leads_somewhere(document: dict[str, Any]):
    references: list[str] = re.findall(r"'\$ref': '#/([^']+)'", repr(document))
    assert references
    for reference in references:
        node: Any = document
        for part in reference.split("/"):
            node = node[part]


def test_the_document_says_where_a_token_and_where_a_key_are_taken(document: dict[str, Any]):
    add = document["paths"]["/api/v1/things"]["post"]
    assert add["security"] == [{"bearer": []}]
    assert {"401", "403"} <= set(add["responses"])
    assert [parameter["name"] for parameter in add["parameters"]] == ["Idempotency-Key"]
    change = document["paths"]["/api/v1/things/{thing_id}"]["patch"]
    assert "412" in change["responses"]
    assert "401" not in change["responses"]
    live = document["paths"]["/health/live"]["get"]
    assert "security" not in live
    scheme = document["components"]["securitySchemes"]["bearer"]
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")


def test_only_tags_in_use_are_described(document: dict[str, Any]):
    assert [tag["name"] for tag in document["tags"]] == ["clients", "health"]
    assert document["info"]["title"] == "PromptSales domain API"
    assert "HTTPValidationError" not in document["components"]["schemas"]


def test_the_document_is_the_same_each_time(document: dict[str, Any]):
    client = toy().client
    assert client.get("/openapi.json").json() == client.get("/openapi.json").json() == document
