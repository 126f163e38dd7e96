"""Errors over HTTP: one shape for all, and nothing of the request in it."""

import json
from typing import Any

import pytest
from structlog.testing import capture_logs

from tests.domain_api.http.toys import ERRORS, toy

JSON = {"Content-Type": "application/json"}


def problem(response: Any, status: int, code: str) -> dict[str, Any]:
    assert response.headers["content-type"] == "application/problem+json"
    document = response.json()
    assert (response.status_code, document["status"], document["code"]) == (status, status, code)
    assert set(document) == {
        "type", "title", "status", "detail", "code", "recovery", "details", "instance",
    }  # fmt: skip
    assert document["type"].endswith(f":{code}")
    assert document["instance"].endswith(response.headers["X-Request-Id"])
    return document


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("invalid", 422),
        ("forbidden", 403),
        ("absent", 404),
        ("conflict", 409),
        ("version", 409),
        ("in-flight", 409),
        ("stale", 409),
        ("budget", 409),
        ("declined", 402),
        ("unavailable", 503),
        ("base", 500),
        ("wait", 429),
    ],
)
def test_every_error_of_the_domain_has_its_status(name: str, status: int):
    error, app = ERRORS[name], toy()
    response = app.client.post(f"/api/v1/errors/{name}", headers=app.headers())
    document = problem(response, status, error.code)
    assert document["detail"] == error.message
    assert document["recovery"] == error.recovery
    assert document["details"] == error.details


def test_a_stale_version_is_a_failed_precondition_when_it_was_one():
    client = toy().client
    problem(client.patch("/api/v1/things/t1"), 409, "version_conflict")
    conditional = client.patch("/api/v1/things/t1", headers={"If-Match": '"1"'})
    problem(conditional, 412, "version_conflict")


@pytest.mark.parametrize(("name", "seconds"), [("unavailable", "5"), ("wait", "42")])
def test_who_should_come_back_later_is_told_when(name: str, seconds: str):
    app = toy()
    response = app.client.post(f"/api/v1/errors/{name}", headers=app.headers())
    assert response.headers["Retry-After"] == seconds


@pytest.mark.parametrize(
    ("headers", "challenge", "code"),
    [
        ({}, "Bearer", "unauthenticated"),
        ({"Authorization": "Bearer "}, 'Bearer error="invalid_token"', "unauthenticated"),
        ({"Authorization": "Basic YTpi"}, 'Bearer error="invalid_token"', "unauthenticated"),
        ({"Authorization": "Bearer forged"}, 'Bearer error="invalid_token"', "invalid_token"),
    ],
)
def test_who_is_not_known_is_challenged(headers: dict[str, str], challenge: str, code: str):
    response = toy().client.get("/api/v1/things/t1", headers=headers)
    problem(response, 401, code)
    assert response.headers["WWW-Authenticate"] == challenge


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["name"]),
        ({"name": ""}, ["name"]),
        ({"name": "x" * 201}, ["name"]),
        ({"name": 7}, ["name"]),
        ({"name": "cup", "lines": [{"quantity": 1}, {"quantity": "2"}]}, ["lines.1.quantity"]),
        ({"name": "cup", "lines": [{"quantity": -1}]}, ["lines.0.quantity"]),
        ({"name": "cup", "colour": "red", "size": 1}, ["colour", "size"]),
        ({"name": "cu\x00p"}, ["body"]),
        ({"name": "cup", "nested": {"a": ["\ud800"]}}, ["body"]),
        (["cup"], ["body"]),
        (None, ["body"]),
    ],
)
def test_each_wrong_field_is_named(body: object, fields: list[str]):
    app = toy()
    content = json.dumps(body).encode()
    response = app.client.post("/api/v1/things", content=content, headers=app.headers(**JSON))
    document = problem(response, 422, "invalid_input")
    assert [item["field"] for item in document["details"]["problems"]] == fields
    assert app.things.added == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b'{"name": "cup"',
        b"\xff\xfe\xfa",
        b'{"name": "\xff"}',
        b'{"name": NaN}',
        b'{"name": ' + b"9" * 5000 + b"}",
        b'{"name": "cup", "nested": ' + b"[" * 5000,
        *(
            b'{"name": "cup", "nested": ' + b"[" * depth + b"]" * depth + b"}"
            for depth in (850, 900, 950, 1000, 100_000)
        ),
        b"name=cup",
        b"null",
    ],
    ids=lambda content: f"{len(content)}-{content[:12]!r}",
)
def test_what_is_no_readable_body_is_a_clear_error(content: bytes):
    app = toy()
    with capture_logs() as lines:
        response = app.client.post("/api/v1/things", content=content, headers=app.headers(**JSON))
    if response.status_code == 201:
        assert b"nested" in content  # deep, and still readable
    else:
        assert response.status_code == 422
        assert response.json()["recovery"] == "correctable"
        assert app.things.added == []
    assert "request_failed" not in [line["event"] for line in lines]


def test_a_body_of_another_kind_is_not_read_as_json():
    app = toy()
    headers = app.headers(**{"Content-Type": "text/plain"})
    response = app.client.post("/api/v1/things", content=b'{"name": "cup"}', headers=headers)
    problem(response, 422, "invalid_input")


def test_what_was_sent_is_never_in_the_answer_nor_in_the_log():
    app = toy()
    bodies: list[dict[str, object]] = [
        {"name": {"deep": "hunter2-hunter2"}},
        {"name": "hunter2-hunter2" * 20},
        {"name": "cup", "secret": ["hunter2-hunter2"]},
        {"name": "cup", "lines": ["hunter2-hunter2"]},
        {"name": "cup", "unknown": "hunter2-hunter2"},
    ]
    with capture_logs() as lines:
        for body in bodies:
            response = app.client.post("/api/v1/things", json=body, headers=app.headers())
            assert response.status_code == 422
            assert "hunter2" not in response.text
    assert "hunter2" not in repr(lines)


def test_a_huge_number_of_wrong_fields_and_a_huge_name_stay_small():
    app = toy()
    body: dict[str, object] = {f"unknown-{'x' * 500}-{number}\n": 1 for number in range(300)}
    response = app.client.post("/api/v1/things", json=body, headers=app.headers())
    document = problem(response, 422, "invalid_input")
    assert len(document["details"]["problems"]) == 20
    assert len(response.content) < 5000


def test_no_such_path_and_no_such_method_are_problems_too():
    client = toy().client
    problem(client.get("/api/v1/nothing"), 404, "no_such_path")
    problem(client.get("/nothing/at/all"), 404, "no_such_path")
    problem(client.post("/api/v1/things/"), 404, "no_such_path")
    response = client.delete("/api/v1/things/t1")
    problem(response, 405, "method_not_allowed")
    assert "GET" in response.headers["Allow"]


def test_what_nobody_expected_is_a_plain_500_and_a_log_line_with_its_place():
    with capture_logs() as lines:
        response = toy().client.get("/api/v1/broken")
    document = problem(response, 500, "internal_error")
    assert document["recovery"] == "transient"
    told = response.text + repr(lines)
    assert "ana@example.com" not in told
    assert "4242" not in told
    assert "Traceback" not in response.text
    failed = next(line for line in lines if line["event"] == "request_failed")
    assert failed["error"] == ["RuntimeError"]
    assert failed["at"][-1].endswith("break_down")
