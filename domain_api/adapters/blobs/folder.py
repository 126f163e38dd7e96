"""Blobs in a folder: `<organization>/ab/cd/<sha256>`, each written aside and then put in place."""

import fcntl
import hashlib
import os
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from domain_api.content.files.blobs import (
    Blob,
    KeptBlob,
    Link,
    chunks_of,
    limited,
    require_address,
    verified,
)
from domain_api.content.files.links import FileLinks
from domain_api.kernel import NotFound, Unavailable, new_id

_UNFINISHED = ".unfinished"
_NOTHING = hashlib.sha256(b"").hexdigest()


class FolderBlobStore:
    """What stands under a digest is whole: it is named so after its last byte is on the disk.

    Times are those of the file system. Processes that share the folder share its lock files.
    """

    def __init__(self, folder: Path, links: FileLinks) -> None:
        self.folder, self._links = folder, links

    def put(
        self, organization_id: str, content: IO[bytes], content_type: str, max_bytes: int
    ) -> Blob:
        require_address(organization_id, _NOTHING)
        with _told_clearly():
            home = self.folder / organization_id
            (home / _UNFINISHED).mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = home / _UNFINISHED / new_id("tmp")
            try:
                sha256, size = _written(fresh, content, max_bytes)
                path = self._path(organization_id, sha256)
                path.parent.mkdir(parents=True, exist_ok=True)
                with _locked(home):
                    fresh.replace(path)
                _keep_name(path.parent)
            finally:
                fresh.unlink(missing_ok=True)
        return Blob(sha256, size, content_type)

    def renew(self, organization_id: str, sha256: str) -> bool:
        path = self._path(organization_id, sha256)
        with _told_clearly():
            if not path.exists():
                return False
            with _locked(self.folder / organization_id), suppress(FileNotFoundError):
                # Two renewals within one tick of the clock are two versions all the same.
                now = max(time.time_ns(), path.stat().st_mtime_ns + 1)
                os.utime(path, ns=(now, now))
                return True
        return False

    def find(self, organization_id: str, sha256: str) -> KeptBlob | None:
        path = self._path(organization_id, sha256)
        with _told_clearly(), suppress(FileNotFoundError):
            return _kept(organization_id, path)
        return None

    def open(self, organization_id: str, sha256: str) -> IO[bytes]:
        path = self._path(organization_id, sha256)
        with _told_clearly():
            try:
                with path.open("rb") as content:
                    return verified(chunks_of(content), sha256)
            except FileNotFoundError:
                raise NotFound("The file is not kept here.", code="blob_not_found") from None

    def delete(self, blob: KeptBlob) -> bool:
        path = self._path(blob.organization_id, blob.sha256)
        with _told_clearly(), suppress(FileNotFoundError):
            with _locked(self.folder / blob.organization_id):
                if _kept(blob.organization_id, path).version != blob.version:
                    return False
                path.unlink()
            return True
        return False

    def link(self, organization_id: str, blob: Blob, name: str, expires_at: datetime) -> Link:
        return self._links.link(organization_id, blob, name, expires_at)

    def kept_before(self, moment: datetime) -> Iterator[KeptBlob]:
        for path in sorted(self.folder.glob("*/??/??/*")):
            with suppress(FileNotFoundError):
                kept = _kept(path.relative_to(self.folder).parts[0], path)
                if kept.renewed_at < moment:
                    yield kept

    def sweep(self, before: datetime) -> int:
        swept = 0
        for path in self.folder.glob(f"*/{_UNFINISHED}/*"):
            with suppress(FileNotFoundError):
                if _moment(path.stat()) < before:
                    path.unlink()
                    swept += 1
        return swept

    def _path(self, organization_id: str, sha256: str) -> Path:
        require_address(organization_id, sha256)
        return self.folder / organization_id / sha256[:2] / sha256[2:4] / sha256


def _written(fresh: Path, content: IO[bytes], max_bytes: int) -> tuple[str, int]:
    """Digest and size of what lies on the disk by now."""
    digest, size = hashlib.sha256(), 0
    fresh.touch(mode=0o600, exist_ok=False)
    with fresh.open("wb") as out:
        for chunk in limited(chunks_of(content), max_bytes):
            digest.update(chunk)
            size += out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size


def _keep_name(folder: Path) -> None:
    """A new name outlasts a power cut when its folder is on the disk too."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _kept(organization_id: str, path: Path) -> KeptBlob:
    found = path.stat()
    version = f"{found.st_ino}.{found.st_mtime_ns}"
    return KeptBlob(organization_id, path.name, found.st_size, _moment(found), version)


def _moment(found: os.stat_result) -> datetime:
    return datetime.fromtimestamp(found.st_mtime, UTC)


@contextmanager
def _locked(home: Path) -> Generator[None]:
    """One organization's names are moved by one at a time, of all processes."""
    handle = os.open(home / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def _told_clearly() -> Generator[None]:
    """A full disk, a folder without rights: what is the matter, without its path."""
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        raise Unavailable(
            f"The folder of files cannot be used: {os.strerror(error.errno or 0)}.",
            code="files_unavailable",
        ) from error
