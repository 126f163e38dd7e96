"""Where it is kept what files there are: one document each; a deleted one keeps its id alone."""

from typing import Any

from domain_api.content.documents import Collection, Document, DocumentStore, Query
from domain_api.content.files.model import FileView, ListFiles
from domain_api.kernel import NotFound, Page, decode_cursor, encode_cursor, page_of

FILES = Collection("files", text_field="name")
_THERE = {"shelf": "library"}
_GONE = {"shelf": "deleted"}


class FileRepository:
    def __init__(self, documents: DocumentStore) -> None:
        self._documents = documents

    def add(self, organization_id: str, file: FileView) -> None:
        body = _THERE | file.model_dump(mode="json")
        self._documents.put(FILES, organization_id, file.file_id, body, expected_revision=0)

    def get(self, organization_id: str, file_id: str) -> FileView:
        """Raises `NotFound` (file_not_found)."""
        return _view(self._read(organization_id, file_id))

    def delete(self, organization_id: str, file_id: str) -> FileView:
        """Forget all but its id; what it was. Raises `NotFound` (file_not_found)."""
        document = self._read(organization_id, file_id)
        self._documents.put(
            FILES, organization_id, file_id, _GONE, expected_revision=document.revision
        )
        return _view(document)

    def search(self, organization_id: str, query: ListFiles) -> Page[FileView]:
        after = decode_cursor(query.cursor, 1)
        equals: dict[str, str] = dict(_THERE)
        if query.content_type:
            equals["content_type"] = query.content_type.value
        found = self._documents.find(
            FILES,
            organization_id,
            Query(
                equals=equals,
                text=query.text or None,
                after=after[0] if after else None,
                limit=query.limit + 1,
            ),
        )
        views = [_view(document) for document in found]
        return page_of(views, query.limit, lambda view: encode_cursor(view.file_id))

    def holds(self, organization_id: str, sha256: str) -> bool:
        """Whether any of the organization's files has these bytes."""
        query = Query(equals={**_THERE, "sha256": sha256}, limit=1)
        return bool(self._documents.find(FILES, organization_id, query))

    def _read(self, organization_id: str, file_id: str) -> Document:
        document = self._documents.get(FILES, organization_id, file_id)
        if document is None or document.body["shelf"] != _THERE["shelf"]:
            raise NotFound("There is no such file.", code="file_not_found")
        return document


def _view(document: Document) -> FileView:
    kept: dict[str, Any] = {name: document.body[name] for name in FileView.model_fields}
    return FileView.model_validate(kept)
