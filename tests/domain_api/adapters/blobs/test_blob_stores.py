"""One contract for every blob store: a folder and Azure Blob Storage keep the same rules."""

import hashlib
import io
import threading
from datetime import UTC, datetime, timedelta

import pytest

from domain_api.content.files.blobs import BlobCorrupt, BlobStore
from domain_api.kernel import InvalidInput, NotFound
from tests.domain_api.adapters.blobs.conftest import Place
from tests.support.actors import ORGANIZATION, OTHER_ORGANIZATION

LIMIT = 4 * 1024 * 1024
PNG = "image/png"


def put(store: BlobStore, content: bytes, organization: str = ORGANIZATION) -> str:
    return store.put(organization, io.BytesIO(content), PNG, LIMIT).sha256


def read(store: BlobStore, sha256: str, organization: str = ORGANIZATION) -> bytes:
    with store.open(organization, sha256) as content:
        return content.read()


def future() -> datetime:
    return datetime.now(UTC) + timedelta(hours=1)


@pytest.mark.parametrize("size", [1, 1000, 300_000, 3_000_000])
def test_a_blob_comes_back_as_it_was_put(store: BlobStore, size: int) -> None:
    content = bytes(range(256)) * (size // 256 + 1)
    blob = store.put(ORGANIZATION, io.BytesIO(content[:size]), PNG, LIMIT)
    assert (blob.size, blob.content_type) == (size, PNG)
    assert blob.sha256 == hashlib.sha256(content[:size]).hexdigest()
    assert read(store, blob.sha256) == content[:size]


def test_the_same_bytes_lie_there_once(store: BlobStore) -> None:
    assert put(store, b"logo") == put(store, b"logo")
    kept = [blob.sha256 for blob in store.kept_before(future())]
    assert kept == [hashlib.sha256(b"logo").hexdigest()]


def test_tenants_are_kept_apart_even_with_the_same_bytes(store: BlobStore) -> None:
    sha256 = put(store, b"logo")
    assert store.find(OTHER_ORGANIZATION, sha256) is None
    with pytest.raises(NotFound):
        store.open(OTHER_ORGANIZATION, sha256)
    put(store, b"logo", OTHER_ORGANIZATION)
    mine = store.find(ORGANIZATION, sha256)
    assert mine is not None
    assert store.delete(mine)
    assert read(store, sha256, OTHER_ORGANIZATION) == b"logo"
    with pytest.raises(NotFound) as told:
        store.open(ORGANIZATION, sha256)
    assert told.value.code == "blob_not_found"


@pytest.mark.parametrize("damaged", [b"lOgo", b"log", b"", b"logo!", b"x" * 2_000_000], ids=len)
def test_a_wrong_byte_is_never_given_out(place: Place, damaged: bytes) -> None:
    sha256 = put(place.store, b"logo")
    place.damage(ORGANIZATION, sha256, damaged)
    with pytest.raises(BlobCorrupt):
        place.store.open(ORGANIZATION, sha256)
    put(place.store, b"logo")
    assert read(place.store, sha256) == b"logo"


def test_a_blob_over_the_limit_is_refused_and_leaves_nothing(store: BlobStore) -> None:
    with pytest.raises(InvalidInput) as told:
        store.put(ORGANIZATION, io.BytesIO(b"x" * (LIMIT + 1)), PNG, LIMIT)
    assert told.value.code == "file_too_large"
    assert list(store.kept_before(future())) == []
    assert store.sweep(future()) == 0
    store.put(ORGANIZATION, io.BytesIO(b"x" * LIMIT), PNG, LIMIT)


def test_exactly_the_version_that_was_seen_is_deleted(store: BlobStore) -> None:
    sha256 = put(store, b"logo")
    seen = store.find(ORGANIZATION, sha256)
    assert seen is not None
    assert store.renew(ORGANIZATION, sha256)
    assert not store.delete(seen)
    put(store, b"logo")
    again = store.find(ORGANIZATION, sha256)
    assert again is not None
    assert again.version != seen.version
    assert store.delete(again)
    assert not store.delete(again)
    assert store.find(ORGANIZATION, sha256) is None


def test_what_is_not_there_is_not_renewed(store: BlobStore) -> None:
    assert not store.renew(ORGANIZATION, hashlib.sha256(b"never").hexdigest())
    sha256 = put(store, b"logo")
    kept = store.find(ORGANIZATION, sha256)
    assert kept is not None
    store.delete(kept)
    assert not store.renew(ORGANIZATION, sha256)


def test_only_what_was_not_renewed_since_is_listed_as_old(store: BlobStore) -> None:
    put(store, b"logo")
    assert list(store.kept_before(datetime.now(UTC) - timedelta(days=1))) == []
    (found,) = store.kept_before(future())
    assert (found.organization_id, found.size) == (ORGANIZATION, 4)
    assert store.find(ORGANIZATION, found.sha256) == found


@pytest.mark.parametrize(
    ("organization", "sha256"),
    [
        ("..", "a" * 64),
        ("", "a" * 64),
        ("org/../other", "a" * 64),
        (ORGANIZATION, "../../etc/passwd"),
        (ORGANIZATION, "A" * 64),
        (ORGANIZATION, "a" * 63),
        (ORGANIZATION, "a" * 64 + "\n"),
        (ORGANIZATION, ""),
    ],
)
def test_no_address_leads_out_of_the_tenants_place(
    store: BlobStore, organization: str, sha256: str
) -> None:
    for ask in (store.find, store.open, store.renew):
        with pytest.raises(InvalidInput):
            ask(organization, sha256)


def test_no_organization_leads_out_either(store: BlobStore) -> None:
    for name in ("..", "../x", "/etc", ""):
        with pytest.raises(InvalidInput):
            store.put(name, io.BytesIO(b"x"), PNG, LIMIT)


def test_many_writers_of_the_same_bytes_all_succeed(store: BlobStore) -> None:
    content, done = b"logo" * 50_000, list[str]()
    start = threading.Barrier(4)

    def write() -> None:
        start.wait(10)
        done.append(put(store, content))

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(set(done)) == 1
    assert len(done) == 4
    assert read(store, done[0]) == content


def test_a_source_that_breaks_off_leaves_nothing(store: BlobStore) -> None:
    class Broken(io.RawIOBase):
        left = 2

        def read(self, size: int = -1) -> bytes:
            self.left -= 1
            if self.left < 0:
                raise ConnectionResetError
            return b"x" * 1000

    with pytest.raises(Exception, match=r".*") as told:
        store.put(ORGANIZATION, Broken(), PNG, LIMIT)  # pyright: ignore[reportArgumentType] -- reads bytes
    assert told.value is not None
    assert list(store.kept_before(future())) == []
    assert store.sweep(future()) == 0
