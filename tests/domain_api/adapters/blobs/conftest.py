"""The blob stores, each over a place of its own, and one Azurite server for all tests."""

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pytest

from domain_api.adapters.blobs.azure import AzureBlobStore
from domain_api.adapters.blobs.folder import FolderBlobStore
from domain_api.content.files.blobs import BlobStore
from domain_api.content.files.links import FileLinks
from domain_api.kernel import SystemClock, new_id
from tests.support.azurite import azurite

LINKS = FileLinks.of("http://127.0.0.1:8765", "a secret")


@dataclass(frozen=True, slots=True)
class Place:
    """A store, and a way to damage what lies in it."""

    store: BlobStore
    folder: Path

    def damage(self, organization_id: str, sha256: str, content: bytes) -> None:
        if isinstance(self.store, AzureBlobStore):
            self.store.blob(organization_id, sha256).upload_blob(content, overwrite=True)
        else:
            path = self.folder / organization_id / sha256[:2] / sha256[2:4] / sha256
            path.write_bytes(content)


@pytest.fixture(scope="session")
def azurite_server() -> Generator[str]:
    with azurite() as connection:
        yield connection


@pytest.fixture
def folder_store(tmp_path: Path) -> FolderBlobStore:
    return FolderBlobStore(tmp_path / "blobs", LINKS)


@pytest.fixture
def azure_store(azurite_server: str) -> Generator[AzureBlobStore]:
    container = new_id("tst").replace("_", "-")
    store = AzureBlobStore.at(azurite_server, container, SystemClock())
    store.prepare()
    yield store
    store.close()


@pytest.fixture(params=["folder", pytest.param("azure", marks=pytest.mark.azurite)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    store: BlobStore = request.getfixturevalue(f"{request.param}_store")
    return Place(store, tmp_path / "blobs")


@pytest.fixture
def store(place: Place) -> BlobStore:
    return place.store
