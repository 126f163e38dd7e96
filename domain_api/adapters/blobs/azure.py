"""Blobs in a container of Azure Blob Storage, by the same addresses as in a folder."""

import hashlib
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO, Any, Self
from urllib.parse import quote

from azure.core import MatchConditions
from azure.core.exceptions import (
    AzureError,
    ClientAuthenticationError,
    HttpResponseError,
    ResourceExistsError,
    ResourceModifiedError,
    ResourceNotFoundError,
)
from azure.storage.blob import (
    BlobClient,
    BlobProperties,
    BlobSasPermissions,
    BlobServiceClient,
    ContentSettings,
    ExponentialRetry,
    generate_blob_sas,
)

from domain_api.content.files.blobs import (
    CHUNK,
    Blob,
    KeptBlob,
    Link,
    chunks_of,
    limited,
    require_address,
    temporary,
    verified,
)
from domain_api.content.files.disposition import disposition_of
from domain_api.kernel import Clock, NotFound, Recovery, Unavailable

SETTING = "PROMPTSALES_BLOBS__CONNECTION_STRING"
_OPTIONS: Mapping[str, Any] = {
    "connection_timeout": 5,
    "read_timeout": 20,
    "max_single_put_size": 4 * CHUNK,
    "max_block_size": 4 * CHUNK,
    "max_single_get_size": 4 * CHUNK,
    "max_chunk_get_size": 4 * CHUNK,
}
_REFUSED = frozenset({401, 403})


class AzureBlobStore:
    """A blob is written as a whole by the service. Opening the store connects to nothing yet."""

    def __init__(self, service: BlobServiceClient, key: str, container: str, clock: Clock) -> None:
        self._service, self._key, self._clock = service, key, clock
        self._container = service.get_container_client(container)

    @classmethod
    def at(cls, connection_string: str, container: str, clock: Clock) -> Self:
        """Raises `Unavailable` (invalid_blob_connection) for a string that is none."""
        try:
            retry = ExponentialRetry(
                initial_backoff=1, increment_base=2, retry_total=2, random_jitter_range=1
            )
            service = BlobServiceClient.from_connection_string(
                connection_string, retry_policy=retry, **_OPTIONS
            )
        except (ValueError, KeyError, AzureError):
            # What the library says may quote the key.
            raise _refused("is no connection string", "invalid_blob_connection") from None
        key = getattr(service.credential, "account_key", None)
        if not isinstance(key, str):
            service.close()
            raise _refused("holds no account key, which signs links", "invalid_blob_connection")
        return cls(service, key, container, clock)

    def prepare(self) -> None:
        """Make the container, for the account's eyes only; again is safe."""
        with _told_clearly():
            try:
                self._container.create_container()
            except ResourceExistsError:
                return

    def check(self) -> None:
        """Raises `Unavailable` unless the container is there and may be read."""
        with _told_clearly():
            self._container.get_container_properties()

    def close(self) -> None:
        self._service.close()

    def put(
        self, organization_id: str, content: IO[bytes], content_type: str, max_bytes: int
    ) -> Blob:
        with temporary() as copy:
            digest, size = hashlib.sha256(), 0
            for chunk in limited(chunks_of(content), max_bytes):
                digest.update(chunk)
                size += copy.write(chunk)
            copy.seek(0)
            blob = Blob(digest.hexdigest(), size, content_type)
            settings = ContentSettings(content_type=content_type)
            with _told_clearly():
                self.blob(organization_id, blob.sha256).upload_blob(
                    copy, length=size, overwrite=True, content_settings=settings
                )
        return blob

    def renew(self, organization_id: str, sha256: str) -> bool:
        with _told_clearly():
            try:
                moment = self._clock.now().isoformat()
                self.blob(organization_id, sha256).set_blob_metadata({"renewed": moment})
            except ResourceNotFoundError:
                return False
        return True

    def find(self, organization_id: str, sha256: str) -> KeptBlob | None:
        with _told_clearly():
            try:
                found = self.blob(organization_id, sha256).get_blob_properties()
            except ResourceNotFoundError:
                return None
        return _kept(organization_id, sha256, found)

    def open(self, organization_id: str, sha256: str) -> IO[bytes]:
        with _told_clearly():
            try:
                download = self.blob(organization_id, sha256).download_blob()
                return verified(download.chunks(), sha256)
            except ResourceNotFoundError:
                raise NotFound("The file is not kept here.", code="blob_not_found") from None

    def delete(self, blob: KeptBlob) -> bool:
        with _told_clearly():
            try:
                self.blob(blob.organization_id, blob.sha256).delete_blob(
                    etag=blob.version, match_condition=MatchConditions.IfNotModified
                )
            except (ResourceNotFoundError, ResourceModifiedError):
                return False
        return True

    def link(self, organization_id: str, blob: Blob, name: str, expires_at: datetime) -> Link:
        address = self.blob(organization_id, blob.sha256)
        expires = datetime.fromtimestamp(int(expires_at.timestamp()), UTC)
        signature = generate_blob_sas(
            str(address.account_name),
            address.container_name,
            address.blob_name,
            account_key=self._key,
            permission=BlobSasPermissions(read=True),
            expiry=expires,
            content_type=blob.content_type,
            content_disposition=disposition_of(blob.content_type, name),
        )
        return Link(f"{address.url}?{signature}", expires)

    def kept_before(self, moment: datetime) -> Iterator[KeptBlob]:
        with _told_clearly():
            for found in self._container.list_blobs():
                parts = found.name.split("/")
                if len(parts) == 4 and found.last_modified < moment:
                    yield _kept(parts[0], parts[3], found)

    def sweep(self, before: datetime) -> int:
        """Nothing to do: blocks that no blob came of are removed by the service in a week."""
        return 0

    def blob(self, organization_id: str, sha256: str) -> BlobClient:
        """Raises `InvalidInput` (invalid_blob_address)."""
        require_address(organization_id, sha256)
        name = f"{organization_id}/{sha256[:2]}/{sha256[2:4]}/{sha256}"
        return self._container.get_blob_client(quote(name))

    def __repr__(self) -> str:
        return f"AzureBlobStore({self._container.container_name})"


def _kept(organization_id: str, sha256: str, found: BlobProperties) -> KeptBlob:
    version = '"{}"'.format(found.etag.strip('"'))  # a listing leaves the quotes out
    return KeptBlob(organization_id, sha256, found.size, found.last_modified, version)


@contextmanager
def _told_clearly() -> Generator[None]:
    """No word of the library's is told: it names accounts and quotes signatures."""
    try:
        yield
    except AzureError as error:
        status = error.status_code if isinstance(error, HttpResponseError) else None
        if isinstance(error, ClientAuthenticationError) or status in _REFUSED:
            raise _refused("is refused by the storage account", "blobs_refused") from error
        if isinstance(error, ResourceNotFoundError):
            raise _refused(
                "leads to no container: run `promptsales db upgrade`", "no_container"
            ) from error
        raise Unavailable(
            "The storage of files does not answer now.", code="files_unavailable"
        ) from error


def _refused(what: str, code: str) -> Unavailable:
    return Unavailable(
        f"{SETTING} {what}.", code=code, recovery=Recovery.NEEDS_HUMAN, setting=SETTING
    )
