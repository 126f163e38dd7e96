"""The door for signed links: whoever has one reads exactly the file that was signed."""

from collections.abc import Iterator
from contextlib import closing
from typing import IO, Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import StreamingResponse

from domain_api.content.files.blobs import BlobStore, chunks_of
from domain_api.content.files.disposition import disposition_of
from domain_api.content.files.links import PATH, FileLinks, SignedFile
from domain_api.kernel import Clock

Sha256 = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="Of the file's bytes.")]
Text = Annotated[str, Query(max_length=300)]
_CAREFUL = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def file_link_routes(blobs: BlobStore, links: FileLinks, wall: Clock) -> APIRouter:
    """For a store whose links are our own."""
    router = APIRouter(tags=["public"])

    @router.get(
        PATH + "/{sha256}",
        summary="Read a file by its link",
        description="Its address, with the signature in it, is what `GET /files/{file_id}/link` "
        "gives out.",
        response_class=StreamingResponse,
    )
    def read(
        sha256: Sha256,
        organization: Text,
        type: Text,  # noqa: A002 -- the address's own word
        name: Text,
        expires: Annotated[int, Query(ge=0, le=2**40)],
        signature: Annotated[str, Query(pattern="^[0-9a-f]{64}$")],
    ) -> StreamingResponse:
        now = wall.now()
        links.verify(SignedFile(organization, sha256, type, name, expires), signature, now)
        headers = _CAREFUL | {
            "Content-Disposition": disposition_of(type, name),
            "Cache-Control": f"private, max-age={max(0, expires - int(now.timestamp()))}",
            "ETag": f'"{sha256}"',
        }
        content = blobs.open(organization, sha256)
        return StreamingResponse(_streamed(content), headers=headers, media_type=type)

    return router


def _streamed(content: IO[bytes]) -> Iterator[bytes]:
    with closing(content):
        yield from chunks_of(content)
