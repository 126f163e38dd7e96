"""Reads a file out of a request: its body as it is, or one part of a form."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from typing import IO

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from domain_api.content.files.blobs import temporary, too_large
from domain_api.content.files.model import MAX_BYTES
from domain_api.kernel import InvalidInput

FORM = "multipart/form-data"
FIELD = "file"
FORM_OVERHEAD = 64 * 1024
"""Bytes that a form takes besides the file."""


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """`name` is as a form calls it; a bare body has none."""

    content: IO[bytes]
    name: str


async def received_file(request: Request) -> AsyncGenerator[ReceivedFile]:
    """A dependency: the file, gone when the answer is given. Raises `InvalidInput`."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM:
        with closing(temporary()) as content:
            async for chunk in _up_to(MAX_BYTES, request.stream()):
                content.write(chunk)
            yield ReceivedFile(content, "")
        return
    form = await _form(request)
    try:
        part = form.get(FIELD)
        if not isinstance(part, UploadFile):
            raise InvalidInput(f"The form has no file named “{FIELD}”.", code="no_file")
        if (part.size or 0) > MAX_BYTES:
            raise too_large(MAX_BYTES)
        yield ReceivedFile(part.file, part.filename or "")
    finally:
        await form.close()


async def _form(request: Request) -> FormData:
    body = _up_to(MAX_BYTES + FORM_OVERHEAD, request.stream())
    parser = MultiPartParser(request.headers, body, max_files=1, max_fields=8)
    try:
        return await parser.parse()
    except (MultiPartException, KeyError) as error:
        raise InvalidInput("The form cannot be read.", code="unreadable_form") from error


async def _up_to(limit: int, chunks: AsyncIterator[bytes]) -> AsyncGenerator[bytes]:
    size = 0
    async for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise too_large(MAX_BYTES)
        yield chunk
