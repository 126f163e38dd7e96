"""Removes what nobody can reach: bytes without a file, and uploads that died half way."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain_api.content.documents import DocumentStore
from domain_api.content.files.blobs import BlobStore
from domain_api.content.files.repository import FileRepository
from domain_api.kernel import Clock

OLD = timedelta(days=1)
"""What is younger may still be on its way in."""


@dataclass(frozen=True, slots=True)
class Swept:
    unfinished: int
    orphans: int


class FileSweeper:
    """For the installation's own worker; `wall` is the time that stores keep."""

    def __init__(self, documents: DocumentStore, blobs: BlobStore, wall: Clock) -> None:
        self._files, self._blobs, self._wall = FileRepository(documents), blobs, wall
        self._last: datetime | None = None

    def daily(self) -> int:
        """The same once in a day of this process, as it looks at every blob; how many went."""
        now = self._wall.now()
        if self._last is not None and now - self._last < OLD:
            return 0
        swept = self.sweep()
        self._last = now
        return swept.unfinished + swept.orphans

    def sweep(self) -> Swept:
        """Again is safe, and so is an upload of the same bytes meanwhile."""
        before = self._wall.now() - OLD
        unfinished = self._blobs.sweep(before)
        orphans = 0
        for blob in self._blobs.kept_before(before):
            if not self._files.holds(blob.organization_id, blob.sha256):
                orphans += self._blobs.delete(blob)
        return Swept(unfinished, orphans)
