"""JSON documents in one relational table: SQLite when embedded, the same on the other engines."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    Row,
    RowMapping,
    String,
    Table,
    UnicodeText,
    and_,
    select,
)
from sqlalchemy.exc import IntegrityError

from domain_api.adapters.sql.changes import (
    RecordReader,
    SqlChangeFeed,
    SqlChanges,
    change_table,
)
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.records import with_record_columns
from domain_api.adapters.sql.types import Id, Utc
from domain_api.content.documents import (
    Collection,
    Document,
    DocumentPage,
    FoundDocument,
    NewDocument,
    Query,
)
from domain_api.content.text import folded
from domain_api.kernel import Clock, VersionConflict
from domain_api.kernel.changes import ChangePage

metadata = MetaData()
"""The tables of PromptContent in a relational database."""

documents_table = Table(
    "PCDocuments",
    metadata,
    Column("organization_id", Id(), primary_key=True),
    Column("collection", String(40), primary_key=True),
    Column("document_id", Id(), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("body", JSON, nullable=False),
    Column("search_text", UnicodeText, nullable=False),
    Column("created_at", Utc(), nullable=False),
    Column("updated_at", Utc(), nullable=False),
    CheckConstraint("revision >= 1", name="ck_PCDocuments_revision"),
)
changes_table = change_table(metadata, "PC")
with_record_columns(metadata)
_COLUMNS = documents_table.c
_READ = (_COLUMNS.document_id, _COLUMNS.revision, _COLUMNS.body)


class SqlDocumentStore:
    """Every call is one transaction; a put of a known revision is a compare-and-swap."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def put(
        self,
        collection: Collection,
        organization_id: str,
        document_id: str,
        body: Mapping[str, Any],
        expected_revision: int | None = None,
    ) -> Document:
        new = NewDocument(collection, document_id, body)
        revision = expected_revision
        if revision is None:
            kept = self.get(collection, organization_id, document_id)
            revision = kept.revision if kept else 0
        try:
            self._swap(organization_id, new, revision)
        except VersionConflict:
            if expected_revision is not None:
                raise
            # Somebody else wrote between the read and the swap; theirs came first, ours is last.
            return self.put(collection, organization_id, document_id, body)
        return Document(document_id, revision + 1, dict(body))

    def add_all(self, organization_id: str, documents: Sequence[NewDocument]) -> None:
        try:
            with self._database.write() as connection:
                for new in documents:
                    _insert(connection, organization_id, new, self._clock.now())
                    _note(connection, organization_id, new)
        except IntegrityError as error:
            raise VersionConflict("A document of that id exists already.") from error

    def get(
        self, collection: Collection, organization_id: str, document_id: str
    ) -> Document | None:
        chosen = _is(organization_id, collection, document_id)
        with self._database.read() as connection:
            row = connection.execute(select(*_READ).where(chosen)).first()
        return _document(row) if row else None

    def find(self, collection: Collection, organization_id: str, query: Query) -> list[Document]:
        chosen = (
            select(*_READ)
            .where(
                _COLUMNS.organization_id == organization_id,
                _COLUMNS.collection == collection.name,
                *_conditions(query),
            )
            .order_by(_COLUMNS.document_id.desc())
            .limit(query.limit)
        )
        with self._database.read() as connection:
            return [_document(row) for row in connection.execute(chosen)]

    def _swap(self, organization_id: str, new: NewDocument, revision: int) -> None:
        if revision == 0:
            self.add_all(organization_id, [new])
            return
        swap = (
            documents_table.update()
            .where(
                _is(organization_id, new.collection, new.document_id),
                _COLUMNS.revision == revision,
            )
            .values(
                revision=revision + 1,
                body=dict(new.body),
                search_text=_search_text(new),
                updated_at=self._clock.now(),
            )
        )
        with self._database.write() as connection:
            if connection.execute(swap).rowcount != 1:
                raise VersionConflict("The document changed since it was read.")
            _note(connection, organization_id, new)


class SqlDocumentFeed:
    """Implements `DocumentFeed` over the same table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def head(self) -> str:
        return self._of(None).head()

    def changes(self, collection: Collection, after: str, limit: int) -> DocumentPage:
        return _page_of(self._of(collection).changes(after, limit))

    def everything(self, collection: Collection, after: str, limit: int) -> DocumentPage:
        return _page_of(self._of(collection).everything(after, limit))

    def waiting(self, after: str) -> int:
        return self._of(None).waiting(after)

    def _of(self, collection: Collection | None) -> SqlChangeFeed:
        readers = {collection.name: _reader(collection)} if collection else {}
        return SqlChangeFeed("content", self._database, changes_table, readers)


def _reader(collection: Collection) -> RecordReader:
    wanted = select(_COLUMNS.document_id, _COLUMNS.organization_id, _COLUMNS.body)
    return RecordReader(
        wanted.where(_COLUMNS.collection == collection.name), _COLUMNS.document_id, _bodies
    )


def _bodies(_connection: Connection, rows: Sequence[RowMapping]) -> list[Mapping[str, object]]:
    return [row["body"] for row in rows]


def _page_of(page: ChangePage) -> DocumentPage:
    documents = [
        FoundDocument(record.organization_id, record.record_id, record.fields)
        for record in page.records
    ]
    return DocumentPage(documents, page.cursor, page.more)


def _note(connection: Connection, organization_id: str, new: NewDocument) -> None:
    note = SqlChanges(connection, changes_table).note
    note(new.collection.name, organization_id, new.document_id)


def _insert(connection: Connection, organization_id: str, new: NewDocument, now: datetime) -> None:
    connection.execute(
        documents_table.insert().values(
            organization_id=organization_id,
            collection=new.collection.name,
            document_id=new.document_id,
            revision=1,
            body=dict(new.body),
            search_text=_search_text(new),
            created_at=now,
            updated_at=now,
        )
    )


def _is(organization_id: str, collection: Collection, document_id: str) -> ColumnElement[bool]:
    return and_(
        _COLUMNS.organization_id == organization_id,
        _COLUMNS.collection == collection.name,
        _COLUMNS.document_id == document_id,
    )


def _conditions(query: Query) -> list[ColumnElement[bool]]:
    conditions = [_COLUMNS.body[name].as_string() == value for name, value in query.equals.items()]
    if query.after is not None:
        conditions.append(_COLUMNS.document_id < query.after)
    if query.text:
        conditions.append(_COLUMNS.search_text.contains(folded(query.text), autoescape=True))
    return conditions


def _search_text(new: NewDocument) -> str:
    field = new.collection.text_field
    return folded(str(new.body.get(field, ""))) if field else ""


def _document(row: Row[Any, Any, Any]) -> Document:
    document_id, revision, body = row
    return Document(document_id, revision, body)
