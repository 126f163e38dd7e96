"""REST of PromptContent: translations only, ETags on assets, errors that pass through."""

from collections.abc import Generator

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

from domain_api.content.assets.routes import asset_routes
from domain_api.content.brands.model import SetBrand
from domain_api.content.brands.routes import brand_routes
from domain_api.content.generations.routes import generation_routes
from domain_api.kernel import Actor, DomainError, Forbidden, InvalidInput, NotFound, VersionConflict
from tests.domain_api.content.support import Content
from tests.support.actors import agent, person, stranger

ACTORS = {"agent": agent(), "person": person(), "stranger": stranger()}
STATUS: dict[type[DomainError], int] = {
    NotFound: 404,
    Forbidden: 403,
    VersionConflict: 412,
    InvalidInput: 422,
}


def current_actor(request: Request) -> Actor:
    return ACTORS[request.headers.get("x-actor", "agent")]


@pytest.fixture
def client() -> Generator[TestClient]:
    app = FastAPI()
    content = Content()
    app.include_router(brand_routes(content.brands, current_actor))
    app.include_router(generation_routes(content.copy, current_actor))
    app.include_router(asset_routes(content.assets, current_actor))

    @app.exception_handler(DomainError)
    def told(_request: Request, error: Exception) -> JSONResponse:  # pyright: ignore[reportUnusedFunction] -- registered
        assert isinstance(error, DomainError)
        return JSONResponse({"code": error.code}, STATUS.get(type(error), 409))

    with TestClient(app) as client:
        yield client


def generated(client: TestClient) -> dict[str, str]:
    body = {"product": "clases de yoga", "channels": ["email"], "locale": "es-CR"}
    answer = client.post("/generations", json=body)
    assert answer.status_code == 201
    return answer.json()["assets"][0]


def test_a_generation_is_created_and_read(client: TestClient) -> None:
    asset = generated(client)
    made = client.get(f"/generations/{asset['provenance']['generation_id']}")  # pyright: ignore[reportArgumentType] -- JSON
    assert made.json()["assets"] == [asset]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"product": "yoga", "channels": []},
        {"product": "yoga", "channels": ["fax"]},
        {"product": "", "channels": ["email"]},
        {"product": "x" * 201, "channels": ["email"]},
        {"product": "yoga", "channels": ["email"], "price": 1},
        {"product": "yoga", "channels": ["email"], "locale": "fr"},
        {"product": "yoga", "channels": ["email"], "variants": 4},
        {"product": "yo\x00ga", "channels": ["email"]},
        {"product": "yoga", "channels": ["email", "email"]},
    ],
)
def test_a_brief_of_the_wrong_shape_is_refused(client: TestClient, body: dict[str, object]) -> None:
    assert client.post("/generations", json=body).status_code == 422
    assert client.get("/assets").json()["items"] == []


def test_the_etag_of_an_asset_is_its_digest(client: TestClient) -> None:
    asset = generated(client)
    read = client.get(f"/assets/{asset['asset_id']}")
    assert read.headers["etag"] == f'"{asset["digest"]}"'
    assert read.json() == asset


def test_an_edit_needs_the_etag_that_was_read(client: TestClient) -> None:
    asset = generated(client)
    path, body = f"/assets/{asset['asset_id']}", {"fields": {"subject": "Yoga"}}
    assert client.patch(path, json=body).status_code == 422
    etag = client.get(path).headers["etag"]
    edited = client.patch(path, json=body, headers={"If-Match": etag})
    assert edited.status_code == 200
    assert edited.json()["fields"]["subject"] == "Yoga"
    assert edited.headers["etag"] != etag
    late = client.patch(path, json=body, headers={"If-Match": etag})
    assert (late.status_code, late.json()["code"]) == (412, "version_conflict")


def test_an_edit_of_nothing_is_refused(client: TestClient) -> None:
    asset = generated(client)
    headers = {"If-Match": asset["digest"]}
    answer = client.patch(f"/assets/{asset['asset_id']}", json={"fields": {}}, headers=headers)
    assert answer.status_code == 422


def test_an_asset_is_checked_found_and_archived(client: TestClient) -> None:
    asset = generated(client)
    path = f"/assets/{asset['asset_id']}"
    assert client.get(f"{path}/check").json()["passed"] is True
    assert client.get("/assets", params={"text": "YOGA", "channel": "email"}).json()["items"]
    assert client.get("/assets", params={"channel": "sms"}).json()["items"] == []
    assert client.get("/assets", params={"colour": "red"}).status_code == 422
    assert client.post(f"{path}/archive").json()["status"] == "archived"
    assert client.get("/assets").json()["items"] == []


def test_another_tenant_gets_not_found(client: TestClient) -> None:
    asset = generated(client)
    answer = client.get(f"/assets/{asset['asset_id']}", headers={"x-actor": "stranger"})
    assert (answer.status_code, answer.json()["code"]) == (404, "asset_not_found")


def test_the_brand_is_set_by_administrators(client: TestClient) -> None:
    brand = SetBrand(name="Luna", voice="warm", default_locale="es").model_dump()
    assert client.put("/brand", json=brand).status_code == 403
    assert client.put("/brand", json=brand, headers={"x-actor": "person"}).json() == brand
    assert client.get("/brand").json() == brand


def test_formats_tell_the_limits(client: TestClient) -> None:
    formats = {form["channel"]: form for form in client.get("/formats").json()}
    assert len(formats) == 8
    assert formats["sms"]["fields"][0]["max_length"] == 320


def test_every_operation_is_described(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()
    for path in schema["paths"].values():
        for operation in path.values():
            assert operation["summary"]
            assert operation["description"]
            body = operation.get("requestBody")
            assert body is None or body["content"]["application/json"]["schema"]["examples"]
