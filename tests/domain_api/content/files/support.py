"""What tests of files share: the service over documents in memory and blobs in a folder."""

from pathlib import Path

from domain_api.adapters.blobs.folder import FolderBlobStore
from domain_api.adapters.documents.memory import MemoryDocumentStore
from domain_api.content.files.blobs import BlobStore
from domain_api.content.files.links import FileLinks
from domain_api.content.files.service import FileService
from domain_api.content.files.sweeper import FileSweeper
from domain_api.kernel import ManualClock
from tests.support.actors import START

URL = "http://127.0.0.1:8765"


class House:
    """`wall` is the time of links, far from the product's own."""

    def __init__(self, folder: Path, blobs: BlobStore | None = None) -> None:
        self.clock, self.wall = ManualClock(START), ManualClock(START.replace(year=2031))
        self.links = FileLinks.of(URL, "a secret of the installation")
        self.folder = folder / "files"
        self.blobs: BlobStore = blobs or FolderBlobStore(self.folder, self.links)
        self.documents = MemoryDocumentStore()
        self.files = FileService(self.documents, self.blobs, self.clock, self.wall)
        self.sweeper = FileSweeper(self.documents, self.blobs, self.wall)

    def kept(self) -> list[Path]:
        return [path for path in self.folder.glob("*/??/??/*") if path.is_file()]
