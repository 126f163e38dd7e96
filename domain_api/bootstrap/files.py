"""The files of an installation: where their bytes are, and how links to them are signed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain_api.adapters.blobs.folder import FolderBlobStore
from domain_api.adapters.blobs.opening import open_blobs
from domain_api.content.files.blobs import BlobStore
from domain_api.content.files.links import FileLinks
from domain_api.extensions.model import Basis
from domain_api.kernel import SystemClock
from domain_api.settings import Profile, Settings

if TYPE_CHECKING:
    from domain_api.adapters.blobs.azure import AzureBlobStore


@dataclass(frozen=True, slots=True)
class Files:
    """`own_links`: our own door shows what they lead to; Azure shows its blobs itself."""

    blobs: BlobStore
    links: FileLinks
    own_links: bool

    @classmethod
    def over(cls, basis: Basis) -> "Files":
        """A container is made where schemas are brought up to date too."""
        settings = basis.settings
        links = FileLinks.of(settings.public_url, settings.webhooks_secret())
        blobs = _blobs(settings, links)
        if isinstance(blobs, FolderBlobStore):
            return cls(blobs, links, own_links=True)
        basis.held.callback(blobs.close)
        if settings.profile is Profile.EMBEDDED or settings.migrate:
            blobs.prepare()
        return cls(blobs, links, own_links=False)


def prepare_files(settings: Settings) -> None:
    """Make the container of the settings, if they name one."""
    blobs = _blobs(settings, FileLinks.of(settings.public_url, ""))
    if not isinstance(blobs, FolderBlobStore):
        blobs.prepare()
        blobs.close()


def _blobs(settings: Settings, links: FileLinks) -> "FolderBlobStore | AzureBlobStore":
    blobs = settings.blobs
    connection = blobs.connection_string.get_secret_value()
    return open_blobs(connection, blobs.container, settings.data / "files", links, SystemClock())
