"""Documents in memory, for tests and trials: the same rules as a real store."""

import json
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from domain_api.content.documents import (
    Collection,
    Document,
    DocumentPage,
    FoundDocument,
    NewDocument,
    Query,
)
from domain_api.content.text import folded
from domain_api.kernel import VersionConflict

_Key = tuple[str, str, str]


class MemoryDocumentStore:
    """Bodies go through JSON on their way in and out, so that nothing is shared by accident."""

    def __init__(self) -> None:
        self._kept: dict[_Key, tuple[int, str]] = {}
        self._changed: list[_Key] = []
        self._lock = threading.Lock()

    def put(
        self,
        collection: Collection,
        organization_id: str,
        document_id: str,
        body: Mapping[str, Any],
        expected_revision: int | None = None,
    ) -> Document:
        key = (collection.name, organization_id, document_id)
        with self._lock:
            revision, _ = self._kept.get(key, (0, ""))
            if expected_revision not in (None, revision):
                raise VersionConflict("The document changed since it was read.")
            self._kept[key] = (revision + 1, json.dumps(dict(body)))
            self._changed.append(key)
            return self._document(key)

    def add_all(self, organization_id: str, documents: Sequence[NewDocument]) -> None:
        fresh = {
            (new.collection.name, organization_id, new.document_id): (1, json.dumps(dict(new.body)))
            for new in documents
        }
        with self._lock:
            if len(fresh) < len(documents) or fresh.keys() & self._kept.keys():
                raise VersionConflict("A document of that id exists already.")
            self._kept.update(fresh)
            self._changed.extend(fresh)

    def get(
        self, collection: Collection, organization_id: str, document_id: str
    ) -> Document | None:
        key = (collection.name, organization_id, document_id)
        with self._lock:
            return self._document(key) if key in self._kept else None

    def find(self, collection: Collection, organization_id: str, query: Query) -> list[Document]:
        with self._lock:
            documents = [
                self._document(key)
                for key in sorted(self._kept, reverse=True)
                if key[:2] == (collection.name, organization_id)
            ]
        return [found for found in documents if _matches(collection, query, found)][: query.limit]

    def head(self) -> str:
        with self._lock:
            return str(len(self._changed))

    def changes(self, collection: Collection, after: str, limit: int) -> DocumentPage:
        with self._lock:
            beyond = self._changed[int(after) :][:limit]
            keys = dict.fromkeys(key for key in beyond if key[0] == collection.name)
            found = [FoundDocument(key[1], key[2], self._document(key).body) for key in keys]
        return DocumentPage(found, str(int(after) + len(beyond)), bool(beyond))

    def everything(self, collection: Collection, after: str, limit: int) -> DocumentPage:
        with self._lock:
            keys = sorted(
                key for key in self._kept if key[0] == collection.name and "\0".join(key) > after
            )[:limit]
            found = [FoundDocument(key[1], key[2], self._document(key).body) for key in keys]
        return DocumentPage(found, "\0".join(keys[-1]) if keys else after, bool(keys))

    def waiting(self, after: str) -> int:
        with self._lock:
            return len(self._changed) - int(after)

    def _document(self, key: _Key) -> Document:
        revision, text = self._kept[key]
        return Document(key[2], revision, json.loads(text))


def _matches(collection: Collection, query: Query, document: Document) -> bool:
    if query.after is not None and document.document_id >= query.after:
        return False
    if any(document.body.get(name) != value for name, value in query.equals.items()):
        return False
    if not query.text:
        return True
    searched = document.body.get(collection.text_field or "", "")
    return folded(query.text) in folded(searched)
