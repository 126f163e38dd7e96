"""Paths of files take larger bodies than others, in bounded memory and once a key."""

import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import CollectorRegistry
from starlette.testclient import TestClient

from domain_api.content.files.model import MAX_BYTES
from domain_api.content.files.receiving import FORM_OVERHEAD
from domain_api.content.files.routes import file_routes
from domain_api.http.app import create_app
from domain_api.http.authentication import CurrentActor
from domain_api.kernel import Actor, ManualClock
from tests.domain_api.content.files.samples import PNG
from tests.domain_api.content.files.support import House
from tests.support.actors import START, person
from tests.support.audit import unheard
from tests.support.idempotency import MemoryIdempotencyStore

PATH = "/api/v1/files"


def verify(_token: str) -> Actor:
    return person()


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def client(house: House) -> TestClient:
    current = CurrentActor(verify)
    app = create_app(
        routers=[file_routes(house.files, current)],
        current_actor=current,
        idempotency=MemoryIdempotencyStore(ManualClock(START)),
        audit=unheard,
        metrics=CollectorRegistry(),
        version="0.1.0",
        large_bodies={"/files": MAX_BYTES + FORM_OVERHEAD},
    )
    return TestClient(app, headers={"Authorization": "Bearer x"})


def pieces(size: int) -> Iterator[bytes]:
    yield PNG
    left = size - len(PNG)
    while left > 0:
        yield bytes(min(left, 65536))
        left -= 65536


def test_a_file_of_the_most_bytes_is_taken(client: TestClient) -> None:
    answer = client.post(PATH, content=pieces(MAX_BYTES))
    assert (answer.status_code, answer.json()["size"]) == (201, MAX_BYTES)


@pytest.mark.parametrize("size", [MAX_BYTES + 1, MAX_BYTES + FORM_OVERHEAD + 1])
def test_one_byte_more_is_refused(client: TestClient, house: House, size: int) -> None:
    for content in (pieces(size), b"".join(pieces(size))):
        answer = client.post(PATH, content=content)
        assert answer.status_code == 413
        assert answer.json()["code"] in {"file_too_large", "body_too_large"}
    assert house.kept() == []


def test_another_path_takes_no_more_than_before(client: TestClient) -> None:
    answer = client.request("DELETE", f"{PATH}/fil_x", content=pieces(2_000_000))
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


def test_the_same_upload_with_the_same_key_is_one_file(client: TestClient) -> None:
    key = {"Idempotency-Key": "upload-0001"}
    content = b"".join(pieces(3_000_000))
    first, again = (client.post(PATH, content=content, headers=key) for _ in range(2))
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.json() == first.json()
    other = client.post(PATH, content=content[:-1], headers=key)
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_conflict")
    assert len(client.get(PATH).json()["items"]) == 1


def test_a_key_in_the_bytes_of_a_file_is_none(client: TestClient) -> None:
    text = b'{"idempotency_key": "upload-0001"}'
    assert [client.post(PATH, content=text).status_code for _ in range(2)] == [201, 201]
    assert len(client.get(PATH).json()["items"]) == 2


def test_what_is_no_file_is_a_problem_of_its_own(client: TestClient) -> None:
    answer = client.post(PATH, content=b"MZ\x90\x00")
    assert (answer.status_code, answer.json()["code"]) == (415, "unknown_file_kind")


async def test_memory_does_not_grow_with_the_body(client: TestClient) -> None:
    """Straight into the application: the test client would join the pieces."""
    tracemalloc.start()
    try:
        statuses = [await _posted(client.app, pieces(size)) for size in (1_000, MAX_BYTES)]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert statuses == [201, 201]
    assert peak < MAX_BYTES / 2


async def _posted(app: Any, content: Iterator[bytes]) -> int:
    statuses: list[int] = []

    async def receive() -> dict[str, Any]:
        piece = next(content, b"")
        return {"type": "http.request", "body": piece, "more_body": bool(piece)}

    async def send(message: dict[str, Any]) -> None:
        statuses.append(message.get("status", 0))

    headers = [(b"authorization", b"Bearer x"), (b"content-type", b"image/png")]
    scope = {"type": "http", "method": "POST", "path": PATH, "raw_path": PATH.encode()}
    scope |= {"headers": headers, "query_string": b"", "http_version": "1.1", "scheme": "http"}
    await app(scope, receive, send)
    return statuses[0]
