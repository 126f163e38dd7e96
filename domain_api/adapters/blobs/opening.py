"""Opens the blob store of the settings: Azure where a connection string is, a folder elsewhere."""

from pathlib import Path
from typing import TYPE_CHECKING

from domain_api.adapters.blobs.folder import FolderBlobStore
from domain_api.content.files.links import FileLinks
from domain_api.kernel import Clock

if TYPE_CHECKING:
    from domain_api.adapters.blobs.azure import AzureBlobStore


def open_blobs(
    connection_string: str, container: str, folder: Path, links: FileLinks, clock: Clock
) -> "FolderBlobStore | AzureBlobStore":
    """Nothing is connected or made yet. Raises `Unavailable` (invalid_blob_connection)."""
    if not connection_string:
        return FolderBlobStore(folder, links)
    # the library takes long to load, and only where it is asked for
    from domain_api.adapters.blobs.azure import AzureBlobStore

    return AzureBlobStore.at(connection_string, container, clock)
