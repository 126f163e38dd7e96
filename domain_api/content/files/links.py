"""Signed links to files that this installation serves itself: who has one may read one blob."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlencode

from domain_api.content.files.blobs import Blob, Link
from domain_api.kernel import Forbidden, canonical_json

PATH = "/files"


class SignedFile(NamedTuple):
    """All that the signature covers: whose blob, which one, how it is shown, and until when.

    `expires` is in Unix seconds.
    """

    organization_id: str
    sha256: str
    content_type: str
    name: str
    expires: int


@dataclass(frozen=True, slots=True)
class FileLinks:
    """`public_url` is where the installation is reached, without a path."""

    public_url: str
    _key: bytes

    @classmethod
    def of(cls, public_url: str, secret: str) -> "FileLinks":
        """The key is made from the secret, which signs other things too."""
        return cls(public_url, hmac.digest(secret.encode(), b"promptsales file links", "sha256"))

    def link(self, organization_id: str, blob: Blob, name: str, expires_at: datetime) -> Link:
        expires = int(expires_at.timestamp())
        file = SignedFile(organization_id, blob.sha256, blob.content_type, name, expires)
        query = {
            "organization": organization_id,
            "type": blob.content_type,
            "name": name,
            "expires": expires,
            "signature": self._signature(file),
        }
        url = f"{self.public_url}{PATH}/{blob.sha256}?{urlencode(query)}"
        return Link(url, datetime.fromtimestamp(expires, UTC))

    def verify(self, file: SignedFile, signature: str, now: datetime) -> None:
        """Raises `Forbidden`: link_invalid for a signature of something else, link_expired."""
        if not hmac.compare_digest(signature.encode(), self._signature(file).encode()):
            raise Forbidden("This link is not one of ours.", code="link_invalid")
        if now.timestamp() >= file.expires:
            raise Forbidden("This link has expired: ask for a new one.", code="link_expired")

    def _signature(self, file: SignedFile) -> str:
        return hmac.new(self._key, canonical_json(list(file)), hashlib.sha256).hexdigest()

    def __repr__(self) -> str:
        return f"FileLinks({self.public_url})"
