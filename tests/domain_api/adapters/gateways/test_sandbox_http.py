"""The sandbox's HTTP face: strict about what comes in, exact about what goes out."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from domain_api.adapters.gateways.sandbox.books import LEASE, Books, Claim
from domain_api.adapters.gateways.sandbox.http import MAX_BODY_BYTES
from domain_api.adapters.gateways.sandbox_server import create_sandbox_gateway
from domain_api.adapters.gateways.wire import ChargeBody
from domain_api.kernel import InvalidInput, ManualClock
from tests.domain_api.adapters.gateways.orders import charge_order, fresh

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
KEY = "gateway-key-for-tests"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "books.db"


@pytest.fixture
def http(database: Path, clock: ManualClock) -> Iterator[TestClient]:
    app = create_sandbox_gateway(database, KEY, clock)
    with TestClient(app, headers={"Authorization": f"Bearer {KEY}"}) as client:
        yield client


def body(**changes: object) -> dict[str, Any]:
    return {
        "amount": {"minor_units": 50_000, "currency": "USD"},
        "payment_method": "pm_card_ok",
        "reference": "lch_1",
        **changes,
    }


def post(http: TestClient, path: str, content: object, key: str | None = None) -> httpx2.Response:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return http.post(path, content=data, headers={"Idempotency-Key": key or fresh("key")})


def charged(http: TestClient, reference: str = "lch_1") -> list[dict[str, Any]]:
    return http.get("/v1/charges", params={"reference": reference}).json()["items"]


def code_of(answer: httpx2.Response) -> str:
    return answer.json()["error"]["code"]


def test_a_captured_charge_is_created_and_can_be_asked_for(http: TestClient) -> None:
    answer = post(http, "/v1/charges", body())
    assert answer.status_code == 201
    assert answer.json() == {
        "id": answer.json()["id"],
        "status": "captured",
        "amount": {"minor_units": 50_000, "currency": "USD"},
        "refunded": {"minor_units": 0, "currency": "USD"},
        "reference": "lch_1",
        "at": "2026-03-01T12:00:00Z",
        "decline_code": None,
    }
    assert http.get(f"/v1/charges/{answer.json()['id']}").json() == answer.json()


@pytest.mark.parametrize(
    ("payment_method", "status"), [("pm_card_ok", 201), ("pm_card_declined", 402)]
)
def test_a_repeated_request_gets_the_same_bytes_and_says_so(
    http: TestClient, payment_method: str, status: int
) -> None:
    key = fresh("key")
    first = post(http, "/v1/charges", body(payment_method=payment_method), key)
    again = post(http, "/v1/charges", body(payment_method=payment_method), key)
    assert (first.status_code, again.status_code) == (status, status)
    assert again.content == first.content
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"


def test_the_same_body_written_otherwise_is_the_same_body(http: TestClient) -> None:
    key = fresh("key")
    first = post(http, "/v1/charges", body(), key)
    turned = json.dumps(dict(reversed(body().items())), indent=4).encode()
    assert post(http, "/v1/charges", turned, key).content == first.content


def test_a_refused_refund_is_stored_like_any_answer(http: TestClient) -> None:
    charge = post(http, "/v1/charges", body()).json()
    key, wanted = fresh("key"), {"amount": {"minor_units": 50_001, "currency": "USD"}}
    first = post(http, "/v1/refunds", {**wanted, "charge_id": charge["id"]}, key)
    again = post(http, "/v1/refunds", {**wanted, "charge_id": charge["id"]}, key)
    assert (first.status_code, code_of(first)) == (409, "refund_exceeds_charge")
    assert again.content == first.content
    assert again.headers["Idempotent-Replayed"] == "true"


def test_a_lost_answer_is_a_504_once_and_then_a_replay(http: TestClient) -> None:
    key, order = fresh("key"), body(payment_method="pm_card_charge_then_timeout")
    assert post(http, "/v1/charges", order, key).status_code == 504
    again = post(http, "/v1/charges", order, key)
    assert (again.status_code, again.headers["Idempotent-Replayed"]) == (201, "true")
    assert post(http, "/v1/charges", order, fresh("key")).status_code == 504


def test_a_failure_before_charging_is_a_503_and_stores_nothing(http: TestClient) -> None:
    key, order = fresh("key"), body(payment_method="pm_card_unavailable_once")
    assert post(http, "/v1/charges", order, key).status_code == 503
    assert charged(http) == []
    again = post(http, "/v1/charges", order, key)
    assert again.status_code == 201
    assert "Idempotent-Replayed" not in again.headers


def amount(minor_units: object, currency: object = "USD") -> dict[str, object]:
    return body(amount={"minor_units": minor_units, "currency": currency})


BAD_BODIES: dict[str, tuple[object, str]] = {
    "nothing": (b"", "invalid_input"),
    "no JSON": (b"{", "invalid_input"),
    "no UTF-8": (b"\xff\xfe", "invalid_input"),
    "a list": ([], "invalid_input"),
    "null": (None, "invalid_input"),
    "a field too many": (body(tip=1), "invalid_input"),
    "a field too few": ({"reference": "lch_1"}, "invalid_input"),
    "a field too many in the amount": (
        body(amount={"minor_units": 1, "currency": "USD", "exponent": 2}),
        "invalid_input",
    ),
    "a float": (amount(500.0), "invalid_amount"),
    "a fraction": (amount(0.5), "invalid_amount"),
    "a bool": (amount(True), "invalid_amount"),
    "text for an amount": (amount("500"), "invalid_amount"),
    "null for an amount": (amount(None), "invalid_amount"),
    "no number at all": (
        b'{"amount":{"minor_units":NaN,"currency":"USD"},'
        b'"payment_method":"pm_card_ok","reference":"lch_1"}',
        "invalid_amount",
    ),
    "zero": (amount(0), "invalid_amount"),
    "less than zero": (amount(-1), "invalid_amount"),
    "an absurd amount": (amount(10**15 + 1), "invalid_amount"),
    "an amount beyond 64 bits": (amount(10**30), "invalid_amount"),
    "an unknown currency": (amount(1, "XQZ"), "unknown_currency"),
    "a small currency": (amount(1, "usd"), "unknown_currency"),
    "a number for a currency": (amount(1, 840), "unknown_currency"),
    "an unknown method": (body(payment_method="pm_card_golden"), "unknown_payment_method"),
    "a number for a method": (body(payment_method=1), "invalid_input"),
    "an empty reference": (body(reference=""), "invalid_input"),
    "a long reference": (body(reference="r" * 201), "invalid_input"),
    "half a character": (body(reference="\ud800"), "invalid_input"),
    "a NUL": (body(reference="lch\x00"), "invalid_input"),
}


@pytest.mark.parametrize(("content", "code"), BAD_BODIES.values(), ids=BAD_BODIES.keys())
def test_a_bad_body_is_refused_by_code_and_leaves_its_key_free(
    http: TestClient, content: object, code: str
) -> None:
    key = fresh("key")
    answer = post(http, "/v1/charges", content, key)
    assert (answer.status_code, code_of(answer)) == (422, code)
    assert charged(http) == []
    assert post(http, "/v1/charges", body(), key).status_code == 201


@pytest.mark.parametrize("path", ["/v1/charges", "/v1/refunds"])
@pytest.mark.parametrize(
    ("key", "code"),
    [
        (None, "idempotency_key_missing"),
        ("", "invalid_idempotency_key"),
        ("seven77", "invalid_idempotency_key"),
        ("with space", "invalid_idempotency_key"),
        ("k" * 201, "invalid_idempotency_key"),
    ],
)
def test_a_post_needs_a_sound_idempotency_key(
    http: TestClient, path: str, key: str | None, code: str
) -> None:
    headers = {} if key is None else {"Idempotency-Key": key}
    answer = http.post(path, json=body(), headers=headers)
    assert (answer.status_code, code_of(answer)) == (422, code)


def test_a_body_without_end_is_cut_off(http: TestClient) -> None:
    answer = post(http, "/v1/charges", b" " * (MAX_BODY_BYTES + 1))
    assert (answer.status_code, code_of(answer)) == (413, "body_too_large")


@pytest.mark.parametrize("given", ["", "Bearer", f"Bearer {KEY}x", f"Basic {KEY}", "Bearer ñ", KEY])
@pytest.mark.parametrize("path", ["/v1/charges", "/v1/payment_methods", "/nowhere"])
def test_without_the_key_nothing_is_told(http: TestClient, path: str, given: str) -> None:
    answer = http.get(path, headers={b"authorization": given.encode()})
    assert (answer.status_code, code_of(answer)) == (401, "unauthenticated")
    assert KEY not in answer.text


def test_without_the_key_nothing_is_charged(http: TestClient) -> None:
    headers = {"Authorization": "Bearer wrong", "Idempotency-Key": fresh("key")}
    assert http.post("/v1/charges", json=body(), headers=headers).status_code == 401
    assert charged(http) == []


def test_health_needs_no_key(http: TestClient) -> None:
    answer = http.get("/health", headers={"Authorization": ""})
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/charges/chg_unknown", 404, "unknown_charge"),
        ("GET", "/v1/nothing", 404, "not_found"),
        ("DELETE", "/v1/charges", 405, "method_not_allowed"),
        ("GET", "/v1/refunds", 405, "method_not_allowed"),
        ("GET", "/v1/charges", 422, "invalid_input"),
        ("GET", "/v1/charges?reference=", 422, "invalid_input"),
        ("GET", "/v1/charges?reference=a&since=b", 422, "invalid_input"),
        ("GET", "/v1/charges?reference=a&cursor=forged", 422, "invalid_cursor"),
        ("GET", "/v1/charges?reference=a&cursor=WyItMSJd", 422, "invalid_cursor"),
        (
            "GET",
            "/v1/charges?reference=a&cursor=WyI5OTk5OTk5OTk5OTk5OTk5OTk5OTkiXQ",
            422,
            "invalid_cursor",
        ),
    ],
)  # fmt: skip -- one case a line
def test_a_wrong_question_gets_a_code(
    http: TestClient, method: str, path: str, status: int, code: str
) -> None:
    answer = http.request(method, path)
    assert (answer.status_code, code_of(answer)) == (status, code)


def test_a_gateway_without_a_key_is_not_made(database: Path, clock: ManualClock) -> None:
    with pytest.raises(InvalidInput):
        create_sandbox_gateway(database, "", clock)
    assert not database.exists()


def test_a_claim_that_died_holds_its_key_for_its_lease_only(
    http: TestClient, database: Path, clock: ManualClock
) -> None:
    order = charge_order(reference="lch_1")
    books = Books(database)  # another process takes the key, and dies before the books
    dead = books.claim(order.idempotency_key, ChargeBody.of(order).digest(), clock.now())
    books.close()
    assert isinstance(dead, Claim)

    held = post(http, "/v1/charges", body(), order.idempotency_key)
    assert (held.status_code, code_of(held)) == (409, "in_flight")
    clock.advance(LEASE - timedelta(microseconds=1))
    assert post(http, "/v1/charges", body(), order.idempotency_key).status_code == 409
    clock.advance(timedelta(microseconds=1))
    assert post(http, "/v1/charges", body(), order.idempotency_key).status_code == 201
    assert len(charged(http)) == 1
