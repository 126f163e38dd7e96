"""One application on a MongoDB server and on Azurite: content and files as everywhere."""

from collections.abc import Generator
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from domain_api.bootstrap import Application, build
from domain_api.extensions.joining import Extensions
from domain_api.extensions.model import Home
from domain_api.kernel import Unavailable
from domain_api.sales.organizations.model import AddOrganization, AddUser, Role
from domain_api.settings import BlobSettings, Settings
from suite.web import build_web
from tests.domain_api.adapters.documents.wire import WireServer, wire_server
from tests.domain_api.content.files.samples import PNG
from tests.support.azurite import azurite

API = "/api/v1"
PASSWORD = "a long password of ana"


@pytest.fixture
def wire() -> Generator[WireServer]:
    with wire_server() as server:
        yield server


@pytest.fixture
def application(wire: WireServer, tmp_path: Path) -> Generator[Application]:
    with azurite() as connection:
        blobs = BlobSettings(connection_string=SecretStr(connection), container="files-of-ana")
        application = build(Settings(data=tmp_path, content_primary=wire.url, blobs=blobs))
        yield application
        application.close()


@pytest.fixture
def client(application: Application) -> Generator[TestClient]:
    application.services.organizations.found(
        AddOrganization(name="Ana's house", message_address="+50688880000"),
        AddUser(email="ana@ana.example", name="Ana", role=Role.OWNER, password=PASSWORD),
    )
    with TestClient(build_web(application)) as client:
        session = client.post(
            f"{API}/sessions", json={"email": "ana@ana.example", "password": PASSWORD}
        )
        client.headers["Authorization"] = f"Bearer {session.json()['access_token']}"
        yield client


@pytest.mark.azurite
def test_copy_and_files_are_kept_there(client: TestClient, wire: WireServer) -> None:
    brief = {"product": "clases de yoga", "channels": ["email", "sms"], "locale": "es-CR"}
    made = client.post(f"{API}/generations", json=brief)
    assert made.status_code == 201
    assets: list[dict[str, Any]] = client.get(f"{API}/assets").json()["items"]
    assert {asset["asset_id"] for asset in assets} == {
        asset["asset_id"] for asset in made.json()["assets"]
    }
    file = client.post(f"{API}/files?name=logo.png", content=PNG).json()
    link = client.get(f"{API}/files/{file['file_id']}/link").json()
    shown = httpx.get(link["url"])
    assert (shown.content, shown.headers["content-type"]) == (PNG, "image/png")
    assert client.delete(f"{API}/files/{file['file_id']}").status_code == 204
    assert httpx.get(link["url"]).status_code == 404
    assert client.get("/files/" + "a" * 64).status_code == 404
    assert client.get("/health/ready").status_code == 200
    assert {"insert", "update", "find", "createIndexes"} <= {next(iter(one)) for one in wire.asked}


def test_an_extension_with_tables_in_content_is_told_that_there_are_none(
    wire: WireServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_content(*_: object) -> list[tuple[Home, None]]:
        return [(Home.CONTENT, None)]

    monkeypatch.setattr(Extensions, "schemas", in_content)
    with pytest.raises(Unavailable) as told:
        build(Settings(data=tmp_path, content_primary=wire.url))
    assert told.value.code == "invalid_extension"
    assert "PROMPTCONTENT_DB_PRIMARY" in told.value.message
