"""The port to a document store: JSON documents by collection, tenant and id, with revisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Collection:
    """A kind of document. `text_field` is the top-level field that `find` searches, if any."""

    name: str
    text_field: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """`revision` counts from 1 and grows by one with each put."""

    document_id: str
    revision: int
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class NewDocument:
    collection: Collection
    document_id: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Query:
    """Which documents: `equals` compares top-level text fields exactly; `text` is contained
    in the collection's text field, case and accents aside; `after` is the last id of the page
    before."""

    equals: Mapping[str, str]
    text: str | None = None
    after: str | None = None
    limit: int = 20


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document as it is by now; without a body it is gone."""

    organization_id: str
    document_id: str
    body: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """`cursor` is where the next page begins; without `more` there is nothing there yet."""

    documents: Sequence[FoundDocument]
    cursor: str
    more: bool


class DocumentFeed(Protocol):
    """What changed in a store, of all organizations: for the installation's own worker.

    A change that is committed late comes late, and never below a cursor that was given out.
    At least once: a document may come again unchanged. Raises `Unavailable`.
    """

    def head(self) -> str:
        """The cursor after all that is kept now."""
        ...

    def changes(self, collection: Collection, after: str, limit: int) -> DocumentPage:
        """What of the collection changed after the cursor, each document once a page.

        A page may be empty and have more. Raises `CursorLost` (kernel) when the store does not
        reach back to the cursor.
        """
        ...

    def everything(self, collection: Collection, after: str, limit: int) -> DocumentPage:
        """Every document of the collection, in an order of its own; "" is the beginning."""
        ...

    def waiting(self, after: str) -> int:
        """How many changes there are after the cursor, of all collections."""
        ...


class DocumentStore(Protocol):
    """Every call is one transaction of its own, within one organization.

    Bodies are JSON objects; what is returned is the caller's own copy. Raises `Unavailable`
    when the store does not answer.
    """

    def put(
        self,
        collection: Collection,
        organization_id: str,
        document_id: str,
        body: Mapping[str, Any],
        expected_revision: int | None = None,
    ) -> Document:
        """Keep a document. With `expected_revision` it replaces exactly that revision (0: it
        must not exist yet), else raises `VersionConflict`; without, it replaces what is there.
        """
        ...

    def add_all(self, organization_id: str, documents: Sequence[NewDocument]) -> None:
        """Keep new documents, all or none; `VersionConflict` when one exists already."""
        ...

    def get(
        self, collection: Collection, organization_id: str, document_id: str
    ) -> Document | None: ...

    def find(self, collection: Collection, organization_id: str, query: Query) -> list[Document]:
        """Newest first, which is by descending id: ids sort by their time of birth."""
        ...
