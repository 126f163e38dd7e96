"""The REST face of files: a file comes as the body of the request, or as a part of a form."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request

from domain_api.content.files.kinds import FileKind
from domain_api.content.files.model import MAX_BYTES, FileLinkView, FileView, ListFiles
from domain_api.content.files.receiving import FIELD, FORM, ReceivedFile, received_file
from domain_api.content.files.service import FileService
from domain_api.kernel import Actor, Page

FileId = Annotated[str, Path(max_length=40, description="Such as fil_01kb….")]
Name = Annotated[
    str,
    Query(
        max_length=300,
        description="What people know the file by, such as logo.png; a form brings its own.",
    ),
]


def file_routes(files: FileService, current_actor: Callable[[Request], Actor]) -> APIRouter:
    current = Depends(current_actor)
    router = APIRouter(prefix="/files", tags=["content"])

    @router.post(
        "",
        status_code=201,
        summary="Upload a file",
        description=f"A logo, a picture, a video or a paper of at most {MAX_BYTES // 2**20} MB. "
        "Its kind is read from its bytes: a name and a declared type change nothing.",
        openapi_extra=_documented_body(),
    )
    def upload(
        actor: Annotated[Actor, current],
        received: Annotated[ReceivedFile, Depends(received_file)],
        name: Name = "",
    ) -> FileView:
        return files.upload(actor, received.content, name or received.name)

    @router.get("", summary="List files", description="The organization's files, newest first.")
    def search(command: Annotated[ListFiles, Query()], actor: Actor = current) -> Page[FileView]:
        return files.search(actor, command)

    @router.get("/{file_id}", summary="Read about a file", description="What it is, not its bytes.")
    def read(file_id: FileId, actor: Actor = current) -> FileView:
        return files.get(actor, file_id)

    @router.get(
        "/{file_id}/link",
        summary="Get a link to a file",
        description="An address that shows the file to anybody who has it, for 15 minutes.",
    )
    def link(file_id: FileId, actor: Actor = current) -> FileLinkView:
        return files.link(actor, file_id)

    @router.delete(
        "/{file_id}",
        status_code=204,
        summary="Delete a file",
        description="Its bytes go with the last file that has them.",
    )
    def delete(file_id: FileId, actor: Actor = current) -> None:
        files.delete(actor, file_id)

    return router


def _documented_body() -> dict[str, Any]:
    binary = {"type": "string", "format": "binary"}
    form = {"type": "object", "properties": {FIELD: binary}, "required": [FIELD]}
    content: dict[str, Any] = {
        FileKind.CSV.value: {"schema": binary, "example": "product,price\nYoga,25.00\n"},
        **{kind.value: {"schema": binary} for kind in FileKind if kind is not FileKind.CSV},
        FORM: {"schema": form},
    }
    return {"requestBody": {"required": True, "content": content}}
