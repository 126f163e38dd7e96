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

    def wait_for_others(self, connection: Connection, name: str) -> None:
        """Be the only transaction that holds this name, until it ends."""
        ...

    def append_only(self, table: str) -> list[str]:
        """The statements that make the engine refuse change and removal of a table's rows."""
        ...
