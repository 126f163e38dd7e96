"""The questions that every engine answers in its own way."""

from typing import Protocol

from sqlalchemy import URL, Connection, Engine
from sqlalchemy.exc import DBAPIError


class SqlDialect(Protocol):
    @property
    def name(self) -> str:
        """As SQLAlchemy calls it: sqlite, postgresql, mssql."""
        ...

    def open(self, url: URL, pool_size: int) -> Engine:
        """A pooled engine; it connects when it is first used."""
        ...

    def passes(self, error: DBAPIError) -> bool:
        """Whether it is the server's trouble of the moment, and no fault of the statement."""
        ...

    def repeatable(self, error: DBAPIError) -> bool:
        """Whether nothing of the transaction happened, surely, and it may well pass next time."""
        ...

    def mending(self, error: DBAPIError) -> str | None:
        """A sentence for the operator on what to do about it, where only they can."""
        ...

    def advice(self, connection: Connection) -> list[str]:
        """What this database should still be told to work well: a sentence with its statement."""
        ...

    def takes_writes(self, connection: Connection) -> bool:
        """Whether this server's role for this database is to take writes; nothing is written."""
        ...

    def write_nothing(self, connection: Connection) -> None:
        """Write what leaves nothing, so that the commit proves that writes are kept."""
        ...

    def wait_for_others(self, connection: Connection, name: str) -> None:
        """Be the only transaction that holds this name, until it ends."""
        ...

    def append_only(self, table: str) -> list[str]:
        """The statements that make the engine refuse change and removal of a table's rows."""
        ...
