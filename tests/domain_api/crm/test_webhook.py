"""The signed door for what people write."""

import json
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from domain_api.crm.leads.model import ListLeads
from domain_api.kernel import Channel
from tests.domain_api.crm.face import SHOP_PHONE, face_of, signature
from tests.domain_api.crm.house import House, OpenDatabase

PHONE = "+50688887777"


@pytest.fixture
def crm(open_database: OpenDatabase) -> House:
    """On one engine: what the doors do does not depend on it."""
    return House(open_database("sqlite"))


@pytest.fixture
def face(crm: House) -> TestClient:
    return face_of(crm)


def _body(**fields: object) -> bytes:
    message = {
        "inbound_id": "SM1",
        "to": SHOP_PHONE,
        "from": PHONE,
        "channel": "sms",
        "text": "hola",
        **fields,
    }
    return json.dumps(message).encode()


def test_a_signed_message_is_received(face: TestClient, crm: House) -> None:
    answer = face.post("/webhooks/messages", content=_body(), headers=signature(crm, _body()))
    assert answer.status_code == 200
    assert answer.json()["outcome"] == "lead"
    [lead] = crm.leads.list(crm.actor, ListLeads()).items
    assert (lead.source, lead.message, lead.name) == ("sms", "hola", PHONE)


def test_a_signed_stop_withdraws(face: TestClient, crm: House) -> None:
    ana = crm.client("Ana", Channel.EMAIL, email="ana@example.com", phone=PHONE)
    body = _body(text="Alto")
    face.post("/webhooks/messages", content=body, headers=signature(crm, body))
    assert crm.allowed(ana) == []


def test_a_repeated_delivery_is_one_lead(face: TestClient, crm: House) -> None:
    answers = [
        face.post("/webhooks/messages", content=_body(), headers=signature(crm, _body())).json()
        for _ in range(2)
    ]
    assert answers[0] == answers[1]
    assert len(crm.leads.list(crm.actor, ListLeads()).items) == 1


def test_what_is_not_signed_by_us_is_refused(face: TestClient, crm: House) -> None:
    body = _body()
    others = signature(crm, _body(text="other"))
    stale = signature(crm, body)
    crm.clock.advance(timedelta(hours=1))
    for headers in ({}, {"X-PromptSales-Signature": "v1=0"}, others, stale):
        answer = face.post("/webhooks/messages", content=body, headers=headers)
        assert answer.json()["code"] in ("invalid_signature", "stale_signature")
    forged = signature(crm, body, secret="guess")
    assert face.post("/webhooks/messages", content=body, headers=forged).status_code == 400
    assert crm.leads.list(crm.actor, ListLeads()).items == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"not json",
        b"\xff\xfe",
        _body(surprise=1),
        _body(channel="pigeon"),
        _body(text="x" * 5000),
        _body(inbound_id=""),
        _body(text=None),
        _body(text="a\x00b"),
        _body(text="\ud800"),
        _body(**{"from": 50688887777}),
    ],
)
def test_a_signed_body_of_the_wrong_shape_is_refused(
    face: TestClient, crm: House, body: bytes
) -> None:
    answer = face.post("/webhooks/messages", content=body, headers=signature(crm, body))
    assert answer.json()["code"] == "invalid_message"


def test_a_sender_that_is_no_number_is_refused(face: TestClient, crm: House) -> None:
    body = _body(**{"from": "somebody"})
    answer = face.post("/webhooks/messages", content=body, headers=signature(crm, body))
    assert answer.json()["code"] == "invalid_phone"


def test_an_address_of_nobody_is_not_found(face: TestClient, crm: House) -> None:
    body = _body(to="+50640009999")
    answer = face.post("/webhooks/messages", content=body, headers=signature(crm, body))
    assert answer.json()["code"] == "address_not_found"


def test_a_body_past_the_limit_is_refused_before_it_is_read_whole(
    face: TestClient, crm: House
) -> None:
    body = b"x" * 100_000
    answer = face.post("/webhooks/messages", content=body, headers=signature(crm, body))
    assert answer.json()["code"] == "body_too_large"
