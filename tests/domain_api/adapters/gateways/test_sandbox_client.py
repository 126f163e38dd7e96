"""The client against a gateway that answers anything: no nonsense is ever taken for a charge."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from domain_api.adapters.gateways.sandbox_client import SandboxGateway
from domain_api.kernel import DomainError, IdempotencyConflict, InvalidInput, Recovery, Unavailable
from domain_api.sales.payments.gateway import ChargeStatus, RefundOrder
from tests.domain_api.adapters.gateways.orders import USD_500, charge_order, fresh
from tests.domain_api.adapters.gateways.receiver import Receiver, local_receiver

KEY = "gateway-key-for-tests"
ORDER = charge_order(reference="lch_1")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with local_receiver() as receiver:
        yield receiver


@pytest.fixture
def gateway(receiver: Receiver) -> Iterator[SandboxGateway]:
    with SandboxGateway(receiver.url, KEY) as gateway:
        yield gateway


def charge_answer(**changes: object) -> dict[str, Any]:
    return {
        "id": "chg_1",
        "status": "captured",
        "amount": {"minor_units": 50_000, "currency": "USD"},
        "refunded": {"minor_units": 0, "currency": "USD"},
        "reference": "lch_1",
        "at": "2026-03-01T12:00:00Z",
        "decline_code": None,
        **changes,
    }


def money(minor_units: object, currency: str = "USD") -> dict[str, object]:
    return {"minor_units": minor_units, "currency": currency}


def fault(code: str) -> bytes:
    return json.dumps({"error": {"code": code, "message": "No."}}).encode()


def test_it_sends_key_token_and_body(receiver: Receiver, gateway: SandboxGateway) -> None:
    receiver.otherwise = (201, json.dumps(charge_answer(fee=3)).encode())
    assert gateway.charge(ORDER).status is ChargeStatus.CAPTURED  # though it grew a field
    sent = receiver.received.get(timeout=5)
    assert sent.path == "/v1/charges"
    assert sent.headers["Authorization"] == f"Bearer {KEY}"
    assert sent.headers["Idempotency-Key"] == ORDER.idempotency_key
    assert json.loads(sent.body) == {
        "amount": {"minor_units": 50_000, "currency": "USD"},
        "payment_method": "pm_card_ok",
        "reference": "lch_1",
    }


NONSENSE: dict[str, tuple[int, object]] = {
    "nothing": (201, b""),
    "a page": (201, b"<html>Sign in to the hotel's wifi</html>"),
    "no UTF-8": (201, b"\xff\xfe\xfd"),
    "a list": (201, []),
    "no id": (201, {"status": "captured"}),
    "an unknown status": (201, charge_answer(status="pending")),
    "a float": (201, charge_answer(amount=money(50_000.0))),
    "an unknown currency": (201, charge_answer(amount=money(50_000, "XQZ"))),
    "an absurd amount": (201, charge_answer(amount=money(10**20))),
    "another amount": (201, charge_answer(amount=money(49_999))),
    "another currency": (201, charge_answer(amount=money(50_000, "EUR"))),
    "another reference": (201, charge_answer(reference="lch_2")),
    "a time without a zone": (201, charge_answer(at="2026-03-01T12:00:00")),
    "a decline that says created": (201, charge_answer(status="declined", decline_code="x")),
    "a capture that says declined": (402, charge_answer()),
    "a decline without a charge": (402, {"error": {"code": "declined", "message": "No."}}),
    "another success": (200, charge_answer()),
    "a redirect": (302, b""),
    "a conflict without a code": (409, b"Conflict"),
    "a refusal without a code": (422, b"{}"),
    "a code that is none": (422, {"error": {"code": "<b>", "message": "No."}}),
    "somebody else's 404": (404, b"<html>nginx</html>"),
    "too many requests": (429, fault("slow_down")),
    "an accident": (500, b"Internal Server Error"),
    "a broken line": (502, charge_answer()),
}


@pytest.mark.parametrize(("status", "content"), NONSENSE.values(), ids=NONSENSE.keys())
def test_what_cannot_be_understood_is_an_unknown_outcome(
    receiver: Receiver, gateway: SandboxGateway, status: int, content: object
) -> None:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    receiver.otherwise = (status, body)
    with pytest.raises(Unavailable) as unknown:
        gateway.charge(ORDER)
    assert unknown.value.recovery is Recovery.TRANSIENT


@pytest.mark.parametrize(
    ("status", "code", "error", "recovery"),
    [
        (409, "in_flight", IdempotencyConflict, Recovery.TRANSIENT),
        (409, "idempotency_conflict", IdempotencyConflict, Recovery.CORRECTABLE),
        (422, "unknown_currency", InvalidInput, Recovery.CORRECTABLE),
        (413, "body_too_large", InvalidInput, Recovery.CORRECTABLE),
        (401, "unauthenticated", Unavailable, Recovery.NEEDS_HUMAN),
        (403, "forbidden", Unavailable, Recovery.NEEDS_HUMAN),
        (503, "gateway_unavailable", Unavailable, Recovery.TRANSIENT),
        (504, "gateway_timeout", Unavailable, Recovery.TRANSIENT),
    ],
)
def test_a_refusal_becomes_the_ports_error(
    receiver: Receiver,
    gateway: SandboxGateway,
    status: int,
    code: str,
    error: type[DomainError],
    recovery: Recovery,
) -> None:
    receiver.otherwise = (status, fault(code))
    with pytest.raises(error) as refused:
        gateway.charge(ORDER)
    assert refused.value.recovery is recovery


def test_a_refund_that_answers_for_another_charge_is_an_unknown_outcome(
    receiver: Receiver, gateway: SandboxGateway
) -> None:
    answer = {"id": "rfd_1", "charge_id": "chg_2", "at": "2026-03-01T12:00:00Z"}
    receiver.otherwise = (201, json.dumps({**answer, "amount": money(50_000)}).encode())
    with pytest.raises(Unavailable):
        gateway.refund(RefundOrder(fresh("key"), "chg_1", USD_500))


def test_a_page_of_nonsense_is_no_list_of_charges(
    receiver: Receiver, gateway: SandboxGateway
) -> None:
    page = {"items": [charge_answer(amount=money(10**20))], "next_cursor": None}
    for content in (b"[]", b'{"items": [{}], "next_cursor": null}', json.dumps(page).encode()):
        receiver.otherwise = (200, content)
        with pytest.raises(Unavailable):
            gateway.charges("lch_1")


def test_its_key_shows_nowhere(receiver: Receiver, gateway: SandboxGateway) -> None:
    receiver.otherwise = (401, fault("unauthenticated"))
    with pytest.raises(Unavailable) as refused:
        gateway.charge(ORDER)
    assert KEY not in f"{gateway!r} {gateway} {refused.value!r} {refused.value.details}"
    assert receiver.url in repr(gateway)
