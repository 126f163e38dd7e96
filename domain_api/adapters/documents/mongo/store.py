"""JSON documents on a MongoDB server: every request names the organization, its partition."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pymongo.errors import DuplicateKeyError

from domain_api.adapters.documents.mongo.batches import Batches, Row
from domain_api.adapters.documents.mongo.bodies import (
    document_key,
    field_path,
    restored,
    stored,
)
from domain_api.adapters.documents.mongo.faults import Patience
from domain_api.adapters.documents.mongo.server import MongoServer
from domain_api.content.documents import Collection, Document, NewDocument, Query
from domain_api.content.text import folded
from domain_api.kernel import Clock, Unavailable, VersionConflict

_MOST_TRIES = 50
_UNNUMBERED: Row = {"sequence": None, "seal": None}  # see `feed`
_NEWEST_FIRST = [("organization_id", -1), ("collection", -1), ("document_id", -1)]


class MongoDocumentStore:
    """A put is one compare-and-swap of one document; see `batches` for several at once."""

    def __init__(self, server: MongoServer, clock: Clock) -> None:
        self._documents, self._clock, self._patience = server.documents, clock, server.patience
        self._batches = Batches(server.batches, server.documents, clock, server.patience)

    def put(
        self,
        collection: Collection,
        organization_id: str,
        document_id: str,
        body: Mapping[str, Any],
        expected_revision: int | None = None,
    ) -> Document:
        new, ask = NewDocument(collection, document_id, body), self._patience()
        for _ in range(_MOST_TRIES):
            seen = self._cleared(ask, organization_id, _key(organization_id, new))
            revision = seen["revision"] if seen else 0
            if expected_revision not in (None, revision):
                break
            if self._swap(ask, self._row(organization_id, new), seen):
                return Document(document_id, revision + 1, restored(stored(body)))
            if expected_revision is not None:
                break
        else:
            raise Unavailable("Too many write this document at once.")
        raise VersionConflict("The document changed since it was read.")

    def add_all(self, organization_id: str, documents: Sequence[NewDocument]) -> None:
        rows = {_key(organization_id, new): self._row(organization_id, new) for new in documents}
        if len(rows) < len(documents):
            raise _taken()
        ask = self._patience()
        if len(rows) > 1:
            self._add_batch(ask, organization_id, [rows[key] for key in sorted(rows)])
        elif not all(self._insert(ask, row) for row in rows.values()):
            raise _taken()

    def get(
        self, collection: Collection, organization_id: str, document_id: str
    ) -> Document | None:
        key = document_key(organization_id, collection.name, document_id)
        row = self._visible(self._patience(), organization_id, key)
        return _document(row) if row else None

    def find(self, collection: Collection, organization_id: str, query: Query) -> list[Document]:
        ask = self._patience()
        # In this order, or half of a batch could be seen: see `batches`.
        committed = self._batches.committed(ask, organization_id)
        chosen = {
            "organization_id": organization_id,
            "collection": collection.name,
            "batch": {"$in": [None, *committed]},
            **_conditions(query),
        }
        rows = ask(
            lambda: list(self._documents.find(chosen).sort(_NEWEST_FIRST).limit(query.limit))
        )
        return [_document(row) for row in rows]

    def _add_batch(self, ask: Patience, organization_id: str, rows: Sequence[Row]) -> None:
        self._batches.settle(ask, organization_id)
        batch = self._batches.open(ask, organization_id, [row["_id"] for row in rows])
        try:
            added = all(self._insert(ask, row | {"batch": batch.batch_id}) for row in rows)
            if not (added and self._batches.commit(ask, batch)):
                raise _taken()
        except BaseException:
            self._batches.give_up(batch)
            raise

    def _insert(self, ask: Patience, row: Row) -> bool:
        """False when a document of that key is there."""
        for _ in range(_MOST_TRIES):
            try:
                ask(lambda: self._documents.insert_one(dict(row)))
            except DuplicateKeyError:
                if self._cleared(ask, row["organization_id"], row["_id"]):
                    return False
            else:
                return True
        raise Unavailable("Too many write this document at once.")

    def _swap(self, ask: Patience, row: Row, seen: Row | None) -> bool:
        """Whether the row took the place of exactly what was seen there."""
        if seen is None:
            return self._insert(ask, row)
        same = {name: seen[name] for name in ("_id", "organization_id", "revision", "batch")}
        fresh = {name: row[name] for name in ("body", "search_text", "updated_at")}
        fresh |= {"revision": seen["revision"] + 1, **_UNNUMBERED}
        change = {"$set": fresh}
        return ask(lambda: self._documents.update_one(same, change)).matched_count == 1

    def _visible(self, ask: Patience, organization_id: str, key: str) -> Row | None:
        row = self._read(ask, organization_id, key)
        if row is None or row["batch"] is None:
            return row
        state = self._batches.is_committed(ask, organization_id, row["batch"])
        if state is None:
            # Between the two readings the batch was settled, or given up.
            again = self._read(ask, organization_id, key)
            return again if again and again["batch"] is None else None
        return row if state else None

    def _cleared(self, ask: Patience, organization_id: str, key: str) -> Row | None:
        """The document of that key, for a writer: an open batch has to give way to it."""
        while row := self._read(ask, organization_id, key):
            batch_id = row["batch"]
            if batch_id is None or not self._batches.prevent(ask, organization_id, batch_id):
                return row
            dead = {"_id": key, "organization_id": organization_id, "batch": batch_id}
            ask(lambda dead=dead: self._documents.delete_one(dead))
        return None

    def _read(self, ask: Patience, organization_id: str, key: str) -> Row | None:
        chosen = {"_id": key, "organization_id": organization_id}
        return ask(lambda: self._documents.find_one(chosen))

    def _row(self, organization_id: str, new: NewDocument) -> Row:
        now = self._clock.now()
        return {
            "_id": _key(organization_id, new),
            "organization_id": organization_id,
            "collection": new.collection.name,
            "document_id": new.document_id,
            "revision": 1,
            "batch": None,
            "body": stored(new.body),
            "search_text": _search_text(new),
            "created_at": now,
            "updated_at": now,
            **_UNNUMBERED,
        }


def _key(organization_id: str, new: NewDocument) -> str:
    return document_key(organization_id, new.collection.name, new.document_id)


def _conditions(query: Query) -> Row:
    conditions: Row = {
        # Without the second half a list that holds the text would be equal to it.
        field_path(name): {"$eq": value, "$not": {"$type": "array"}}
        for name, value in query.equals.items()
    }
    if query.after is not None:
        conditions["document_id"] = {"$lt": query.after}
    if query.text:
        conditions["search_text"] = {"$regex": _literal(folded(query.text))}
    return conditions


def _literal(text: str) -> str:
    return re.escape(text).replace("\0", "\\x00")


def _search_text(new: NewDocument) -> str:
    field = new.collection.text_field
    return folded(str(new.body.get(field, ""))) if field else ""


def _document(row: Row) -> Document:
    return Document(row["document_id"], row["revision"], restored(row["body"]))


def _taken() -> VersionConflict:
    return VersionConflict("A document of that id exists already.")
