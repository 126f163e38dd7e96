"""A folder of blobs survives kills, and says clearly when it cannot be used."""

import io
import os
import signal
import subprocess
import sys
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain_api.adapters.blobs.folder import FolderBlobStore
from domain_api.kernel import Unavailable
from tests.domain_api.adapters.blobs.conftest import LINKS
from tests.support.actors import ORGANIZATION

LIMIT = 64 * 1024 * 1024
_WRITER = """
import io, os, sys
from pathlib import Path
from domain_api.adapters.blobs.folder import FolderBlobStore
from domain_api.content.files.links import FileLinks

class Slow(io.RawIOBase):
    left = 4
    def read(self, size=-1):
        self.left -= 1
        if self.left == 0:
            print("half way", flush=True)
            sys.stdin.read()
        return b"x" * 100_000

store = FolderBlobStore(Path(sys.argv[1]), FileLinks.of("http://localhost", "s"))
store.put(sys.argv[2], Slow(), "image/png", 1 << 30)
"""


def everything(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.name != ".lock"]


def test_a_writer_killed_half_way_leaves_no_blob(
    folder_store: FolderBlobStore, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", _WRITER, str(tmp_path / "blobs"), ORGANIZATION]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603 -- our own words
        assert process.stdout is not None
        assert process.stdout.readline() == b"half way\n"
        process.send_signal(signal.SIGKILL)
        process.wait(20)
    now = datetime.now(UTC)
    (left,) = everything(tmp_path)
    assert left.stat().st_size < 400_000
    assert list(folder_store.kept_before(now + timedelta(hours=1))) == []
    assert folder_store.sweep(now - timedelta(days=1)) == 0
    assert everything(tmp_path) == [left]
    old = (now - timedelta(days=2)).timestamp()
    os.utime(left, (old, old))
    assert folder_store.sweep(now - timedelta(days=1)) == 1
    assert everything(tmp_path) == []


def test_a_blob_lies_under_its_digest_for_its_owners_eyes(
    folder_store: FolderBlobStore, tmp_path: Path
) -> None:
    sha256 = folder_store.put(ORGANIZATION, io.BytesIO(b"logo"), "image/png", LIMIT).sha256
    (path,) = everything(tmp_path)
    assert path.relative_to(tmp_path / "blobs").parts == (
        ORGANIZATION,
        sha256[:2],
        sha256[2:4],
        sha256,
    )
    assert path.stat().st_mode & 0o077 == 0


def test_memory_does_not_grow_with_the_blob(folder_store: FolderBlobStore) -> None:
    class Long(io.RawIOBase):
        left = 40 * 1024 * 1024

        def read(self, size: int = -1) -> bytes:
            given = min(size, self.left)
            self.left -= given
            return b"\0" * given

    tracemalloc.start()
    try:
        blob = folder_store.put(ORGANIZATION, Long(), "video/mp4", LIMIT)  # pyright: ignore[reportArgumentType] -- reads bytes
        with folder_store.open(ORGANIZATION, blob.sha256) as content:
            while content.read(65536):
                pass
        assert tracemalloc.get_traced_memory()[1] < 6 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_a_folder_that_cannot_be_used_is_told_without_its_path(tmp_path: Path) -> None:
    (tmp_path / "blobs").write_text("a file stands here")
    store = FolderBlobStore(tmp_path / "blobs", LINKS)
    with pytest.raises(Unavailable) as told:
        store.put(ORGANIZATION, io.BytesIO(b"x"), "image/png", LIMIT)
    assert told.value.code == "files_unavailable"
    assert str(tmp_path) not in told.value.message


def test_links_are_signed_for_our_own_door(folder_store: FolderBlobStore) -> None:
    blob = folder_store.put(ORGANIZATION, io.BytesIO(b"x"), "image/png", LIMIT)
    expires = datetime(2027, 1, 1, tzinfo=UTC)
    link = folder_store.link(ORGANIZATION, blob, "lógo.png", expires)
    assert link.url.startswith(f"http://127.0.0.1:8765/files/{blob.sha256}?")
    assert link.expires_at == expires
    assert "a secret" not in repr(folder_store) + link.url
