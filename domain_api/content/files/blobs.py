"""The port to a blob store: bytes by their SHA-256, each organization's apart."""

import hashlib
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Protocol

from domain_api.kernel import DomainError, InvalidInput, Recovery

CHUNK = 256 * 1024
IN_MEMORY = 1024 * 1024
"""Bytes of one upload or reading that stay in memory; the rest goes to a temporary file."""

_ORGANIZATION = re.compile(r"[A-Za-z0-9_-]{1,64}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Blob:
    """`sha256` is hexadecimal, `size` in bytes."""

    sha256: str
    size: int
    content_type: str


@dataclass(frozen=True, slots=True)
class KeptBlob:
    """A blob as it lies in the store. Each keeping and renewal gives it another `version`."""

    organization_id: str
    sha256: str
    size: int
    renewed_at: datetime
    version: str


@dataclass(frozen=True, slots=True)
class Link:
    """Whoever has the address can read the bytes until it expires (wall time)."""

    url: str
    expires_at: datetime


class BlobCorrupt(DomainError):
    """The bytes in the store are not those that were kept; none of them is given out."""

    code = "blob_corrupt"
    recovery = Recovery.NEEDS_HUMAN


class BlobStore(Protocol):
    """Blobs are addressed by their content: the same bytes of one organization lie there once.

    Raises `Unavailable` when the store does not answer, and `InvalidInput` for an organization
    or a digest that could not be one.
    """

    def put(
        self, organization_id: str, content: IO[bytes], content_type: str, max_bytes: int
    ) -> Blob:
        """Keep what can be read from `content`, whole or not at all.

        Raises `InvalidInput` (file_too_large) past `max_bytes`.
        """
        ...

    def renew(self, organization_id: str, sha256: str) -> bool:
        """Give the blob a new version; False when it is not there."""
        ...

    def find(self, organization_id: str, sha256: str) -> KeptBlob | None: ...

    def open(self, organization_id: str, sha256: str) -> IO[bytes]:
        """The bytes, verified before the first is given out; the caller closes it.

        Raises `NotFound` (blob_not_found) and `BlobCorrupt`.
        """
        ...

    def delete(self, blob: KeptBlob) -> bool:
        """Remove exactly this version; False when it was renewed or is gone."""
        ...

    def link(self, organization_id: str, blob: Blob, name: str, expires_at: datetime) -> Link:
        """An address for reading it under that name; the blob need not be there."""
        ...

    def kept_before(self, moment: datetime) -> Iterator[KeptBlob]:
        """Blobs of all organizations that were not renewed since: for the sweeper."""
        ...

    def sweep(self, before: datetime) -> int:
        """Remove what writers that died have left unfinished; how many there were."""
        ...


def require_address(organization_id: str, sha256: str) -> None:
    """Raises `InvalidInput` for what could lead out of an organization's own place."""
    if not _ORGANIZATION.fullmatch(organization_id) or not _DIGEST.fullmatch(sha256):
        raise InvalidInput("That is no address of a blob.", code="invalid_blob_address")


def chunks_of(content: IO[bytes]) -> Iterator[bytes]:
    while chunk := content.read(CHUNK):
        yield chunk


def limited(chunks: Iterable[bytes], max_bytes: int) -> Iterator[bytes]:
    """The same, as long as they are no more than that."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > max_bytes:
            raise too_large(max_bytes)
        yield chunk


def too_large(max_bytes: int) -> InvalidInput:
    return InvalidInput(
        f"The file is larger than {max_bytes} bytes.", code="file_too_large", limit_bytes=max_bytes
    )


def verified(chunks: Iterable[bytes], sha256: str) -> IO[bytes]:
    """The bytes from their beginning, read to their end and found to be the right ones."""
    copy = temporary()
    try:
        digest = hashlib.sha256()
        for chunk in chunks:
            digest.update(chunk)
            copy.write(chunk)
        if digest.hexdigest() != sha256:
            raise BlobCorrupt(
                "The file's bytes are damaged where they are kept: bring it back from a backup.",
                sha256=sha256,
            )
        copy.seek(0)
    except BaseException:
        copy.close()
        raise
    return copy


def temporary() -> IO[bytes]:
    """A file of nobody's, in memory while it is small; the caller closes it."""
    return tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)
