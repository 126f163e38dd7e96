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
