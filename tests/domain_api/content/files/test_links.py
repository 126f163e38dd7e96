"""A signed link opens one file under one name until it expires, and nothing else."""

import io
from collections.abc import Generator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.requests import Request

from domain_api.content.files.blobs import BlobCorrupt
from domain_api.content.files.links import FileLinks
from domain_api.content.files.model import ListFiles
from domain_api.content.files.public import file_link_routes
from domain_api.kernel import DomainError
from tests.domain_api.content.files.samples import PNG
from tests.domain_api.content.files.support import URL, House
from tests.support.actors import ORGANIZATION, OTHER_ORGANIZATION, person, stranger

ALL = ListFiles(limit=50)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def client(house: House) -> Generator[TestClient]:
    app = FastAPI()
    app.include_router(file_link_routes(house.blobs, house.links, house.wall))

    @app.exception_handler(DomainError)
    def told(_request: Request, error: Exception) -> JSONResponse:  # pyright: ignore[reportUnusedFunction] -- registered
        assert isinstance(error, DomainError)
        return JSONResponse({"code": error.code}, 400)

    with TestClient(app, base_url=URL) as client:
        yield client


@pytest.fixture
def link(house: House) -> str:
    file = house.files.upload(person(), io.BytesIO(PNG), "lógo.png")
    return house.files.link(person(), file.file_id).url


def changed(link: str, **parts: str) -> str:
    address = urlsplit(link)
    query = {name: values[0] for name, values in parse_qs(address.query).items()}
    return f"{address.path}?{urlencode(query | parts)}"


def test_a_link_shows_the_file_and_lets_it_do_nothing(client: TestClient, link: str) -> None:
    answer = client.get(link)
    assert (answer.status_code, answer.content) == (200, PNG)
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    expected = "inline; filename=\"l_go.png\"; filename*=UTF-8''l%C3%B3go.png"
    assert answer.headers["content-disposition"] == expected
    assert answer.headers["cache-control"] == "private, max-age=900"


def test_what_a_browser_could_run_is_a_download(client: TestClient, house: House) -> None:
    page = b"<html><script>alert(1)</script></html>"
    file = house.files.upload(person(), io.BytesIO(page), "page.html")
    answer = client.get(house.files.link(person(), file.file_id).url)
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "parts",
    [
        {"organization": OTHER_ORGANIZATION},
        {"type": "text/html"},
        {"name": "other.png"},
        {"expires": "99999999999"},
        {"signature": "0" * 64},
    ],
    ids=lambda parts: next(iter(parts)),
)
def test_every_part_of_a_link_is_signed(
    client: TestClient, link: str, parts: dict[str, str]
) -> None:
    answer = client.get(changed(link, **parts))
    assert (answer.status_code, answer.json()["code"]) == (400, "link_invalid")


def test_the_file_itself_is_signed(client: TestClient, house: House, link: str) -> None:
    other = house.files.upload(person(), io.BytesIO(PNG + b"x"), "other.png").sha256
    file = house.files.search(person(), ALL).items[-1].sha256
    assert client.get(link.replace(file, other)).json()["code"] == "link_invalid"


@pytest.mark.parametrize(
    "parts",
    [
        {"expires": "-1"},
        {"expires": "x"},
        {"signature": ""},
        {"signature": "é" * 64},
        {"name": "x" * 301},
    ],
    ids=str,
)
def test_a_link_of_the_wrong_shape_is_refused(
    client: TestClient, link: str, parts: dict[str, str]
) -> None:
    assert client.get(changed(link, **parts)).status_code == 422
    assert client.get("/files/" + "a" * 64).status_code == 422
    assert client.get(link.replace("/files/", "/files/..%2f")).status_code in (404, 422)


def test_a_link_expires(client: TestClient, house: House, link: str) -> None:
    house.wall.advance(timedelta(minutes=14, seconds=59))
    assert client.get(link).status_code == 200
    house.wall.advance(timedelta(seconds=1))
    assert client.get(link).json()["code"] == "link_expired"
    assert client.get(changed(link, signature="0" * 64)).json()["code"] == "link_invalid"


def test_a_deleted_file_is_gone_for_its_links_too(
    client: TestClient, house: House, link: str
) -> None:
    (file,) = house.files.search(person(), ALL).items
    house.files.upload(stranger(), io.BytesIO(PNG), "theirs.png")
    house.files.delete(person(), file.file_id)
    assert client.get(link).json()["code"] == "blob_not_found"


def test_damaged_bytes_are_not_shown(client: TestClient, house: House, link: str) -> None:
    (path,) = house.kept()
    path.write_bytes(PNG[:-1] + b"!")
    answer = client.get(link)
    assert answer.json()["code"] == BlobCorrupt.code
    assert PNG[:8] not in answer.content


def test_another_installation_signs_otherwise(house: House, link: str) -> None:
    other = FileLinks.of(URL, "another secret")
    (file,) = house.files.search(person(), ALL).items
    again = FileLinks.of(URL, "a secret of the installation")
    blob = house.blobs.put(ORGANIZATION, io.BytesIO(PNG), "image/png", 1000)
    expires = house.wall.now() + timedelta(minutes=15)
    assert again.link(ORGANIZATION, blob, file.name, expires).url == link
    assert other.link(ORGANIZATION, blob, file.name, expires).url != link
    assert "secret" not in repr(again)
