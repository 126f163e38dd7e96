"""What surrounds every request: ids, limits, headers, measurements, log lines."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.routing import Route
from structlog.testing import capture_logs

from tests.domain_api.http.toys import ANA, Toy, toy
from tests.support.actors import ORGANIZATION


def test_a_sane_request_id_is_taken_and_goes_everywhere():
    app = toy()
    response = app.client.get(
        "/api/v1/things/t1", headers=app.headers(**{"X-Request-Id": "call.from-shop_7"})
    )
    assert response.headers["X-Request-Id"] == "call.from-shop_7"
    assert response.json()["request_id"] == "call.from-shop_7"


@pytest.mark.parametrize(
    "given", ["", "short", "x" * 65, "with space", "a;b=<script>", "id\u00e9-12345"]
)
def test_an_odd_request_id_is_replaced(given: str):
    response = toy().client.get("/health/live", headers=[(b"x-request-id", given.encode())])
    assert response.headers["X-Request-Id"].startswith("req_")


def test_two_requests_have_two_ids():
    client = toy().client
    ids = {client.get("/health/live").headers["X-Request-Id"] for _ in range(3)}
    assert len(ids) == 3


def too_large(response: Any) -> bool:
    return response.status_code == 413 and response.json()["code"] == "body_too_large"


def test_a_body_up_to_the_limit_passes_and_one_byte_more_does_not():
    app = toy(max_body_bytes=2000)
    body = b'{"name": "cup"}'
    headers = app.headers(**{"Content-Type": "application/json"})
    for padding, refused in ((2000 - len(body), False), (2001 - len(body), True)):
        content = body + b" " * padding
        response = app.client.post("/api/v1/things", content=content, headers=headers)
        assert too_large(response) == refused
    assert app.things.added == ["cup"]


def test_a_body_that_does_not_say_its_size_is_stopped_at_the_limit():
    app, given = toy(max_body_bytes=2000), list[int]()

    def endless() -> Iterator[bytes]:
        for number in range(1000):
            given.append(number)
            yield b" " * 1000

    response = app.client.post("/api/v1/things", content=endless(), headers=app.headers())
    assert too_large(response)
    assert response.json()["details"] == {"limit_bytes": 2000}
    assert app.things.added == []


def test_the_limit_is_one_mebibyte_unless_told():
    app = toy()
    response = app.client.post("/api/v1/things", content=b" " * (1024 * 1024 + 1))
    assert too_large(response)


@pytest.mark.parametrize("address", ["/api/v1/things/a%00b", "/api/v1/things/a?name=%00", "/%00"])
def test_an_address_with_a_nul_is_refused(address: str):
    app = toy()
    response = app.client.get(address, headers=app.headers())
    assert (response.status_code, response.json()["code"]) == (422, "invalid_address")


def test_answers_of_the_api_are_kept_by_no_cache_and_run_nothing():
    app = toy()
    for response in (
        app.add(),
        app.client.get("/api/v1/nothing"),
        app.client.get("/api/v1/broken"),
    ):
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")


def count(app: Toy, method: str, route: str, status: int) -> float:
    labels = {"method": method, "route": route, "status": str(status)}
    return app.registry.get_sample_value("promptsales_http_requests_total", labels) or 0


def test_requests_are_counted_by_the_template_of_their_route():
    app = toy()
    for thing in ("t1", "t2", "%20", "x" * 500):
        app.client.get(f"/api/v1/things/{thing}", headers=app.headers())
    app.client.get("/api/v1/things/t1")
    app.client.delete("/api/v1/things/t1")
    app.client.get("/somewhere/else")
    app.client.request("BREW", "/somewhere/else")
    assert count(app, "GET", "/api/v1/things/{thing_id}", 200) == 4
    assert count(app, "GET", "/api/v1/things/{thing_id}", 401) == 1
    assert count(app, "DELETE", "/api/v1/things/{thing_id}", 405) == 1
    assert count(app, "GET", "unmatched", 404) == 1
    assert count(app, "OTHER", "unmatched", 404) == 1
    shown = app.client.get("/metrics").text
    assert 'promptsales_http_request_seconds_bucket{le="0.4",method="GET"' in shown
    assert "t1" not in shown


def test_what_never_reached_a_route_is_counted_apart():
    app = toy(max_body_bytes=10)
    app.add()
    assert count(app, "POST", "unrouted", 413) == 1


def test_extra_routes_are_served_and_named():
    def hello(_request: Request) -> PlainTextResponse:
        return PlainTextResponse("hello")

    app = toy(extra_routes=[Route("/mcp/crm", hello)])
    assert app.client.get("/mcp/crm").text == "hello"
    assert count(app, "GET", "/mcp/crm", 200) == 1
    app.client.get("/docs")
    assert count(app, "GET", "/docs", 200) == 1


def test_each_request_is_one_line_without_path_query_body_or_token():
    app = toy()
    with capture_logs() as lines:
        app.client.post(
            "/api/v1/things?email=ana@example.com",
            json={"name": "cup", "secret": "hunter2-hunter2"},
            headers=app.headers(),
        )
        app.client.get("/api/v1/things/ana@example.com", headers=app.headers())
    assert [line["event"] for line in lines] == ["request", "request"]
    assert lines[0]["route"] == "/api/v1/things"
    assert (lines[0]["method"], lines[0]["status"]) == ("POST", 201)
    assert (lines[0]["organization_id"], lines[0]["actor_kind"]) == (ORGANIZATION, "human")
    assert lines[0]["ms"] >= 0
    for private in ("hunter2", "ana@example.com", ANA, "cup"):
        assert private not in repr(lines)


def test_a_stream_passes_through_piece_by_piece_and_breaks_off_plainly():
    def pieces() -> Iterator[bytes]:
        yield b"one"
        raise ValueError("row of ana@example.com")

    def stream(_request: Request) -> StreamingResponse:
        return StreamingResponse(pieces())

    app = toy(extra_routes=[Route("/stream", stream)])
    with (
        capture_logs() as lines,
        pytest.raises(RuntimeError, match=r"^The answer broke off\.$") as caught,
    ):
        app.client.get("/stream")
    assert caught.value.__cause__ is None
    assert "ana@example.com" not in repr(lines)
    assert "request_failed" in [line["event"] for line in lines]
