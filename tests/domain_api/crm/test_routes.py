"""The REST face: it translates, and every operation shows a body that works."""

import copy
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from domain_api.kernel import Channel
from tests.domain_api.crm.face import face_of
from tests.domain_api.crm.house import CAMPAIGN, House, OpenDatabase, order_of

_REST = ("/clients", "/consents", "/leads", "/messages", "/sales", "/segments", "/webhooks")


@pytest.fixture
def crm(open_database: OpenDatabase) -> House:
    """On one engine: what the doors do does not depend on it."""
    return House(open_database("sqlite"))


@pytest.fixture
def face(crm: House) -> TestClient:
    return face_of(crm)


def _operations(face: TestClient) -> list[tuple[str, str, dict[str, Any]]]:
    app = face.app
    assert isinstance(app, FastAPI)
    paths = app.openapi()["paths"]
    return [
        (path, verb, operation)
        for path, verbs in paths.items()
        for verb, operation in verbs.items()
        if path.startswith(_REST)
    ]


def test_every_operation_is_described_and_shows_a_body(face: TestClient) -> None:
    operations = _operations(face)
    assert len(operations) == 17
    for path, verb, operation in operations:
        assert operation["summary"], path
        assert operation["description"], path
        if verb == "post" and not path.endswith("/undo"):
            for content in operation["requestBody"]["content"].values():
                assert content.get("examples") or content.get("example"), path


def test_the_bodies_that_are_shown_are_accepted(face: TestClient, crm: House) -> None:
    client_id = crm.client("Ana")
    for path, verb, operation in _operations(face):
        if verb != "post" or path.startswith("/webhooks") or path.endswith(("import", "undo")):
            continue
        examples = operation["requestBody"]["content"]["application/json"]["examples"]
        for example in copy.deepcopy(examples).values():
            body = example["value"]
            if "client_id" in body:
                body["client_id"] = client_id
            if "merge" in body:
                body |= {"keep": client_id, "merge": crm.client("Eva")}
            answer = face.post(path, json=body)
            assert answer.status_code == (200 if path.endswith("preview") else 201), answer.text


def test_a_client_is_added_found_and_shown(face: TestClient) -> None:
    added = face.post("/clients", json={"name": "Ana", "email": "ana@example.com"}).json()
    found = face.get("/clients", params={"text": "ANA", "limit": 5}).json()
    assert found == {"items": [added], "next_cursor": None}
    shown = face.get(f"/clients/{added['client_id']}").json()
    assert shown == {"client": added, "timeline": []}
    consents = face.get(f"/clients/{added['client_id']}/consents").json()
    assert consents == {"client_id": added["client_id"], "allowed": [], "entries": []}


def test_the_files_that_are_shown_are_imported(face: TestClient) -> None:
    [shown] = [each for path, _, each in _operations(face) if path == "/clients/import"]
    for kind, content in shown["requestBody"]["content"].items():
        headers = {"Content-Type": f"{kind}; charset=utf-8"}
        answer = face.post("/clients/import", content=content["example"], headers=headers)
        report = answer.json()
        assert report["refused"] == 0
        assert report["lines"]


def test_a_file_of_another_kind_is_refused(face: TestClient) -> None:
    for kind in ("", "application/json", "text/html"):
        answer = face.post("/clients/import", content="email\n", headers={"Content-Type": kind})
        assert answer.json()["code"] == "unknown_file_kind"


def test_a_file_that_is_too_large_is_refused(face: TestClient) -> None:
    headers = {"Content-Type": "text/csv"}
    answer = face.post("/clients/import", content=b"e" * 1_000_001, headers=headers)
    assert answer.json()["code"] == "body_too_large"


def test_a_merge_is_made_listed_and_undone(face: TestClient, crm: House) -> None:
    body = {"keep": crm.client("Ana"), "merge": crm.client("Eva")}
    made = face.post("/clients/merges", json=body).json()
    assert face.get(f"/clients/{body['merge']}/merges").json() == [made]
    undone = face.post(f"/clients/merges/{made['merge_id']}/undo")
    assert undone.status_code == 200
    assert undone.json()["undone_by"] == crm.actor.user_id
    again = face.post(f"/clients/merges/{made['merge_id']}/undo").json()
    assert again["code"] == "merge_undone"
    long = face.post(f"/clients/merges/{'x' * 5000}/undo").json()
    assert long["code"] == "merge_not_found"


def test_messages_are_listed_by_campaign(face: TestClient, crm: House) -> None:
    crm.client("Ana", Channel.EMAIL)
    crm.dispatches.dispatch(crm.actor, order_of())
    [message] = face.get("/messages", params={"campaign_id": CAMPAIGN}).json()["items"]
    assert (message["state"], message["channel"]) == ("sent", "email")
    assert face.get("/messages", params={"campaign_id": "cmp_none"}).status_code == 400


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/clients", {"name": "Ana", "email": "a@b.co", "surprise": 1}),
        ("/clients", {"name": "", "email": "a@b.co"}),
        ("/clients", {"name": "x" * 201, "email": "a@b.co"}),
        ("/clients", {"name": "a\x00b", "email": "a@b.co"}),
        ("/clients", {"name": ["Ana"], "email": "a@b.co"}),
        ("/leads", {"name": "Ana", "source": "shop", "locale": "xx"}),
        ("/sales", {"client_id": "cli_1", "lines": []}),
        (
            "/sales",
            {
                "client_id": "cli_1",
                "lines": [
                    {
                        "description": "x",
                        "unit_price": {"minor_units": 1.5, "currency": "USD"},
                    }
                ],
            },
        ),
        ("/segments/preview", {"age_min": 5}),
        ("/clients/merges", {"keep": "cli_1"}),
        ("/clients/merges", {"keep": "x" * 41, "merge": "cli_1"}),
        ("/consents", {"client_id": "cli_1", "channel": "pigeon", "source": "s", "proof": "p"}),
    ],
)
def test_a_body_of_the_wrong_shape_is_refused(
    face: TestClient, path: str, body: dict[str, object]
) -> None:
    assert face.post(path, json=body).status_code == 422


def test_an_unknown_query_parameter_is_refused(face: TestClient) -> None:
    assert face.get("/clients", params={"organization_id": "org_1"}).status_code == 422
    assert face.get("/leads", params={"limit": 51}).status_code == 422
