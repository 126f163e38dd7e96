"""The REST faces translate and hold no rule; a webhook without its signature counts nothing."""

from collections.abc import Generator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.testclient import TestClient

from domain_api.ads.audiences.routes import audience_routes
from domain_api.ads.audiences.service import AudienceService
from domain_api.ads.campaigns.routes import campaign_routes
from domain_api.ads.channels.routes import channel_routes
from domain_api.ads.channels.service import ChannelService
from domain_api.ads.reactions.routes import SIGNATURE_HEADER, network_webhook_routes
from domain_api.kernel import Actor, Channel, DomainError, Unauthenticated, digest_of_bytes
from tests.domain_api.ads.stage import Stage, report, three_shards
from tests.support.actors import person, stranger

SECRET = "shared with the network"


def sign(body: bytes) -> str:
    return digest_of_bytes(SECRET.encode() + body)


def verify(secret: str, header: str, body: bytes, now: datetime) -> None:
    if header != digest_of_bytes(secret.encode() + body):
        raise Unauthenticated("The signature does not fit.")


class House:
    """The routes of ads over a stage, called as one person or another."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.actor = person()
        app = FastAPI()
        app.add_exception_handler(DomainError, _told)
        channels = ChannelService(dict.fromkeys(Channel, "sandbox"))
        for router in (
            campaign_routes(stage.campaigns, self._current),
            channel_routes(channels, self._current),
            audience_routes(AudienceService(), self._current),
            network_webhook_routes(stage.reactions, verify, SECRET, stage.clock),
        ):
            app.include_router(router)
        self.app = app
        self.client = TestClient(app)

    def _current(self, request: Request) -> Actor:
        return self.actor


async def _told(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, DomainError)
    return JSONResponse({"kind": type(error).__name__, "code": error.code}, 400)


@pytest.fixture
def house(tmp_path: Path) -> Generator[House]:
    with three_shards("sqlite", tmp_path) as databases:
        house = House(Stage(databases))
        with house.client:
            yield house


def test_campaigns_are_listed_and_shown(house: House) -> None:
    campaign_id, ad = house.stage.placed()
    page = house.client.get("/campaigns", params={"state": "active", "limit": 5}).json()
    assert [item["campaign_id"] for item in page["items"]] == [campaign_id]
    shown = house.client.get(f"/campaigns/{campaign_id}").json()
    assert shown["state"] == "active"
    assert shown["ads"][0]["published_reference"] == ad.published_reference
    assert [move["to_state"] for move in shown["moves"]] == ["launching", "scheduled", "active"]


def test_another_organization_sees_none_of_it(house: House) -> None:
    campaign_id = house.stage.active()
    house.actor = stranger()
    assert house.client.get("/campaigns").json()["items"] == []
    assert house.client.get(f"/campaigns/{campaign_id}").json()["kind"] == "NotFound"


@pytest.mark.parametrize("query", ["limit=51", "limit=0", "state=burning", "colour=red"])
def test_a_wrong_query_is_refused(house: House, query: str) -> None:
    assert house.client.get(f"/campaigns?{query}").status_code == 422


def test_no_route_changes_a_campaign(house: House) -> None:
    campaign_id = house.stage.active()
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert house.client.request(method, f"/campaigns/{campaign_id}").status_code == 405


def test_the_channel_catalogue_is_served(house: House) -> None:
    assert [each["channel"] for each in house.client.get("/channels").json()] == list(Channel)


def test_an_audience_is_estimated(house: House) -> None:
    body: dict[str, Any] = {"features": {"places": ["Madrid"]}, "channels": ["tiktok"]}
    [estimate] = house.client.post("/audiences/estimate", json=body).json()
    assert estimate["channel"] == "tiktok"
    assert "Madrid (Spain)" in estimate["basis"]
    wrong = house.client.post("/audiences/estimate", json={"features": {"planets": ["Mars"]}})
    assert wrong.status_code == 422


def test_a_signed_report_is_recorded_once(house: House) -> None:
    campaign_id, ad = house.stage.placed()
    body = report(campaign_id, ad.published_reference).model_dump_json().encode()
    for recorded in (True, False):
        answer = _post(house, body, sign(body))
        assert answer.status_code == 201
        assert answer.json() == {"report_id": "rpt-00000001", "recorded": recorded}


def test_a_report_without_its_signature_counts_nothing(house: House) -> None:
    campaign_id, ad = house.stage.placed()
    body = report(campaign_id, ad.published_reference).model_dump_json().encode()
    forged = body.replace(b'"clicks":20', b'"clicks":99')
    assert forged != body
    for sent, signature in ((body, ""), (body, sign(forged)), (forged, sign(body))):
        assert _post(house, sent, signature).json()["kind"] == "Unauthenticated"
    wrong_shape = _post(house, b'{"report_id": 1}', "")
    assert wrong_shape.json()["kind"] == "Unauthenticated"
    assert house.stage.jobs("fact.record") == []


@pytest.mark.parametrize("body", [b"", b"not json", b"[]", b'{"report_id": "rpt-00000001"}'])
def test_a_signed_body_that_is_no_report_is_refused(house: House, body: bytes) -> None:
    assert _post(house, body, sign(body)).status_code == 422


def _post(house: House, body: bytes, signature: str) -> Any:
    headers = {SIGNATURE_HEADER: signature, "Content-Type": "application/json"}
    return house.client.post("/webhooks/network", content=body, headers=headers)


def test_each_operation_is_described_with_an_example(house: House) -> None:
    for path, operations in house.app.openapi()["paths"].items():
        for operation in operations.values():
            assert operation["summary"], path
            assert operation["description"], path
            if "requestBody" in operation:
                assert operation["requestBody"]["content"]["application/json"]["schema"]
    schema = house.app.openapi()["paths"]["/webhooks/network"]["post"]["requestBody"]
    assert schema["content"]["application/json"]["schema"]["examples"]
