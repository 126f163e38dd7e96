"""What a context gives out of its records to whoever keeps a summary of them: pages of changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from domain_api.kernel.errors import Conflict


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """A record as it is now. Without `fields` it is gone: deleted, erased, or of no concern.

    `fields` are JSON values only; `version` is that of their shape.
    """

    kind: str
    record_id: str
    organization_id: str
    fields: Mapping[str, object] | None
    version: int = 1


@dataclass(frozen=True, slots=True)
class ChangePage:
    """`cursor` is where the next page begins; without `more` there is nothing there yet."""

    records: Sequence[ChangedRecord]
    cursor: str
    more: bool


class CursorLost(Conflict):
    """The feed no longer knows what came after that cursor: everything must be read anew."""

    code = "cursor_lost"


class ChangeFeed(Protocol):
    """The changes of one database, of all its organizations: for the installation's own worker.

    At least once: a record may come again unchanged. Raises `Unavailable` when the database
    does not answer.
    """

    @property
    def name(self) -> str:
        """Which database it is, as its job queue is called: sales, crm, ads-0…"""
        ...

    def head(self) -> str:
        """The cursor after all that is committed now; whatever commits later comes after it."""
        ...

    def changes(self, after: str, limit: int) -> ChangePage:
        """Records that changed after the cursor, each once a page, as they are by now.

        Raises `CursorLost`.
        """
        ...

    def everything(self, after: str, limit: int) -> ChangePage:
        """Every record there is, in an order of its own; "" is the beginning."""
        ...

    def waiting(self, after: str) -> int:
        """How many changes there are after the cursor, those that no page may give yet too."""
        ...
