"""The gateway's announcements: signed, fresh, and of its shape, or refused."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from domain_api.adapters.gateways.sandbox_notices import SandboxNotices
from domain_api.adapters.signatures import sign
from domain_api.kernel import InvalidInput, ManualClock, Unauthenticated
from domain_api.sales.payments.notices import PaymentNotice

NOW = datetime(2027, 1, 10, 15, tzinfo=UTC)
SECRET = "s" * 32
EVENT = {
    "id": "evt_1",
    "type": "charge.captured",
    "at": NOW.isoformat(),
    "data": {"id": "chg_1", "reference": "lch_1", "amount": {"minor_units": 1}},
    "newer": "field",
}
READER = SandboxNotices(SECRET, ManualClock(NOW))


def read(event: object, *, secret: str = SECRET, at: datetime = NOW) -> PaymentNotice | None:
    body = json.dumps(event).encode()
    return READER.read(sign(secret, body, at), body)


def test_a_signed_event_is_a_notice_of_its_reference() -> None:
    assert read(EVENT) == PaymentNotice("evt_1", "charge.captured", "lch_1")


def test_a_refunds_event_asks_for_nothing() -> None:
    assert read({**EVENT, "type": "refund.created", "data": {"charge_id": "chg_1"}}) is None


@pytest.mark.parametrize("at", [NOW - timedelta(minutes=6), NOW + timedelta(minutes=6)])
def test_an_old_signature_is_refused(at: datetime) -> None:
    with pytest.raises(Unauthenticated):
        read(EVENT, at=at)


def test_another_secret_is_refused() -> None:
    with pytest.raises(Unauthenticated):
        read(EVENT, secret="t" * 32)


@pytest.mark.parametrize("signature", ["", "t=1,v1=00", "v1=" + "0" * 64])
def test_no_signature_is_refused(signature: str) -> None:
    with pytest.raises(Unauthenticated):
        READER.read(signature, json.dumps(EVENT).encode())


@pytest.mark.parametrize(
    "event",
    [
        [],
        "no",
        {},
        {**EVENT, "id": ""},
        {**EVENT, "id": "x" * 101},
        {**EVENT, "data": 1},
        {**EVENT, "data": {"reference": 5}},
    ],
)
def test_what_is_no_event_is_refused(event: object) -> None:
    with pytest.raises(InvalidInput) as refused:
        read(event)
    assert refused.value.code == "invalid_notice"
