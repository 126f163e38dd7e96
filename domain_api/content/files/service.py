"""Takes in files, lists them, gives out links to them and forgets them."""

from contextlib import suppress
from datetime import timedelta
from typing import IO

from domain_api.content.documents import DocumentStore
from domain_api.content.files.blobs import Blob, BlobStore
from domain_api.content.files.kinds import kind_of
from domain_api.content.files.model import (
    MAX_BYTES,
    MAX_NAME,
    FileLinkView,
    FileView,
    ListFiles,
)
from domain_api.content.files.repository import FileRepository
from domain_api.content.text import plain_text
from domain_api.kernel import Actor, Clock, Page, Scope, Unavailable, new_id

LINK_LASTS = timedelta(minutes=15)
_NAMELESS = "file"


class FileService:
    """`wall` is the time that links expire by, on whatever day the product's clock is."""

    def __init__(
        self, documents: DocumentStore, blobs: BlobStore, clock: Clock, wall: Clock
    ) -> None:
        self._files, self._blobs = FileRepository(documents), blobs
        self._clock, self._wall = clock, wall

    def upload(self, actor: Actor, content: IO[bytes], name: str) -> FileView:
        """Keep a file, read from the beginning of `content`, which can be read again.

        The name is for people: no path, no kind. Raises `InvalidInput`: empty_file,
        unknown_file_kind, file_too_large.
        """
        actor.require(Scope.CONTENT_DRAFT)
        shown = _plain_name(name)
        content.seek(0)
        kind = kind_of(content, shown)
        blob = self._kept(actor, content, kind.value)
        file = FileView(
            file_id=new_id("fil"),
            name=shown,
            content_type=kind,
            size=blob.size,
            sha256=blob.sha256,
            uploaded_by=actor.name,
            uploaded_at=self._clock.now(),
        )
        self._files.add(actor.organization_id, file)
        # Who found no file with these bytes just before may be deleting them: see `_drop`.
        if not self._blobs.renew(actor.organization_id, blob.sha256):
            self._kept(actor, content, kind.value)
        return file

    def get(self, actor: Actor, file_id: str) -> FileView:
        actor.require(Scope.CONTENT_READ)
        return self._files.get(actor.organization_id, file_id)

    def search(self, actor: Actor, command: ListFiles) -> Page[FileView]:
        actor.require(Scope.CONTENT_READ)
        return self._files.search(actor.organization_id, command)

    def link(self, actor: Actor, file_id: str) -> FileLinkView:
        """An address that anybody can read the file at, for a quarter of an hour."""
        actor.require(Scope.CONTENT_READ)
        file = self._files.get(actor.organization_id, file_id)
        blob = Blob(file.sha256, file.size, file.content_type.value)
        expires_at = self._wall.now() + LINK_LASTS
        link = self._blobs.link(actor.organization_id, blob, file.name, expires_at)
        return FileLinkView(file_id=file_id, url=link.url, expires_at=link.expires_at)

    def delete(self, actor: Actor, file_id: str) -> None:
        """Forget a file; its bytes go with the last file that has them."""
        actor.require(Scope.CONTENT_DRAFT)
        file = self._files.delete(actor.organization_id, file_id)
        with suppress(Unavailable):  # the sweeper finds what nobody holds
            self._drop(actor.organization_id, file.sha256)

    def _kept(self, actor: Actor, content: IO[bytes], content_type: str) -> Blob:
        content.seek(0)
        return self._blobs.put(actor.organization_id, content, content_type, MAX_BYTES)

    def _drop(self, organization_id: str, sha256: str) -> None:
        """In this order: an upload renews the blob once its file can be found, so that either
        it is found here, or the version that was seen before is no more."""
        seen = self._blobs.find(organization_id, sha256)
        if seen and not self._files.holds(organization_id, sha256):
            self._blobs.delete(seen)


def _plain_name(name: str) -> str:
    last = name.replace("\\", "/").rpartition("/")[2]
    return plain_text(last)[:MAX_NAME].strip() or _NAMELESS
