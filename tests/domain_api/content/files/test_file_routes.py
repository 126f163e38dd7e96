"""REST of files: a bare body or a form, limits, and errors that pass through."""

from collections.abc import Generator
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

from domain_api.content.files.model import MAX_BYTES
from domain_api.content.files.routes import file_routes
from domain_api.kernel import Actor, DomainError, Forbidden, NotFound
from tests.domain_api.content.files.samples import PNG
from tests.domain_api.content.files.support import House
from tests.support.actors import person, stranger

ACTORS = {"person": person(), "stranger": stranger(), "nobody": person(scopes=frozenset())}
STATUS: dict[type[DomainError], int] = {NotFound: 404, Forbidden: 403}


def current_actor(request: Request) -> Actor:
    return ACTORS[request.headers.get("x-actor", "person")]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def client(house: House) -> Generator[TestClient]:
    app = FastAPI()
    app.include_router(file_routes(house.files, current_actor))

    @app.exception_handler(DomainError)
    def told(_request: Request, error: Exception) -> JSONResponse:  # pyright: ignore[reportUnusedFunction] -- registered
        assert isinstance(error, DomainError)
        return JSONResponse({"code": error.code}, STATUS.get(type(error), 422))

    with TestClient(app) as client:
        yield client


def test_a_bare_body_is_a_file(client: TestClient) -> None:
    headers = {"content-type": "application/x-msdownload"}
    answer = client.post("/files?name=logo.gif", content=PNG, headers=headers)
    assert answer.status_code == 201
    file = answer.json()
    assert (file["name"], file["content_type"], file["size"]) == ("logo.gif", "image/png", len(PNG))
    assert client.get(f"/files/{file['file_id']}").json() == file
    assert client.get("/files").json() == {"items": [file], "next_cursor": None}


def test_a_form_brings_a_file_and_its_name(client: TestClient) -> None:
    answer = client.post("/files", files={"file": ("../ló go.png", PNG, "text/html")})
    assert answer.status_code == 201
    assert (answer.json()["name"], answer.json()["content_type"]) == ("ló go.png", "image/png")
    named = client.post("/files?name=mine.png", files={"file": ("a.png", PNG)})
    assert named.json()["name"] == "mine.png"


def test_a_file_is_linked_to_and_deleted(client: TestClient) -> None:
    file = client.post("/files", content=PNG).json()
    link = client.get(f"/files/{file['file_id']}/link").json()
    assert link["url"].startswith(f"http://127.0.0.1:8765/files/{file['sha256']}?")
    deleted = client.delete(f"/files/{file['file_id']}")
    assert (deleted.status_code, deleted.content) == (204, b"")
    assert client.delete(f"/files/{file['file_id']}").status_code == 404
    assert client.get(f"/files/{file['file_id']}/link").json() == {"code": "file_not_found"}


def test_errors_pass_through(client: TestClient) -> None:
    file = client.post("/files", content=PNG).json()
    path = f"/files/{file['file_id']}"
    assert client.get(path, headers={"x-actor": "stranger"}).status_code == 404
    assert client.delete(path, headers={"x-actor": "stranger"}).status_code == 404
    assert client.post("/files", content=PNG, headers={"x-actor": "nobody"}).status_code == 403
    assert client.get("/files?content_type=text/html").status_code == 422
    assert client.get("/files?cursor=x").json() == {"code": "invalid_cursor"}
    assert client.get("/files?shelf=deleted").status_code == 422


@pytest.mark.parametrize("extra", [1, 200_000])
def test_a_body_over_the_limit_is_refused(client: TestClient, house: House, extra: int) -> None:
    content = PNG + bytes(MAX_BYTES - len(PNG) + extra)
    for answer in (
        client.post("/files", content=content),
        client.post("/files", files={"file": ("a.png", content)}),
    ):
        assert answer.json() == {"code": "file_too_large"}
    assert house.kept() == []
    assert client.post("/files", content=content[:MAX_BYTES]).status_code == 201


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"", "image/png", "empty_file"),
        (b"MZ\x90\x00", "image/png", "unknown_file_kind"),
        (b"", "multipart/form-data", "unreadable_form"),
        (b"x", "multipart/form-data; boundary=b", "unreadable_form"),
        (b"--b\r\nbroken", "multipart/form-data; boundary=b", "no_file"),
        (
            b'--b\r\nContent-Disposition: form-data; name="file"\r\n\r\ntext\r\n--b--\r\n',
            "multipart/form-data; boundary=b",
            "no_file",
        ),
        (
            b'--b\r\nContent-Disposition: form-data; name="b"; filename="a"\r\n\r\nx\r\n--b--\r\n',
            "multipart/form-data; boundary=b",
            "no_file",
        ),
    ],
)
def test_what_is_no_file_is_told_clearly(
    client: TestClient, house: House, body: bytes, kind: str, code: str
) -> None:
    answer = client.post("/files", content=body, headers={"content-type": kind})
    assert answer.json() == {"code": code}
    assert house.kept() == []


def test_two_files_in_one_form_are_refused(client: TestClient) -> None:
    parts = [("file", ("a.png", PNG)), ("file", ("b.png", PNG))]
    assert client.post("/files", files=parts).json() == {"code": "unreadable_form"}
