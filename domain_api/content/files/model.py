"""A file of an organization: a logo, a picture, a paper; its bytes lie in the blob store."""

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from domain_api.content.files.kinds import FileKind
from domain_api.kernel import Command, Cursor, Limit, View

MAX_BYTES = 20 * 1024 * 1024
MAX_NAME = 120


class FileView(View):
    """`content_type` is what the bytes are, whatever the sender called them."""

    file_id: str
    name: str
    content_type: FileKind
    size: int = Field(description="Bytes.")
    sha256: str = Field(description="Of the bytes, hexadecimal.")
    uploaded_by: str
    uploaded_at: datetime


class FileLinkView(View):
    """Whoever has the address can read the file until then, without signing in."""

    file_id: str
    url: str
    expires_at: datetime


class ListFiles(Command):
    """The organization's files, newest first."""

    text: Annotated[str, StringConstraints(max_length=200)] | None = Field(
        default=None, description="Part of the name, whatever its case and accents."
    )
    content_type: FileKind | None = None
    limit: Limit = 20
    cursor: Cursor | None = None
