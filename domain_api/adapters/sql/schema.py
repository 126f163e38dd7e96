"""Brings a database to the schema of its context, and says how far it is."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, MetaData

from domain_api.adapters.sql.dialects import DIALECTS
from domain_api.adapters.sql.engine import Database
from domain_api.kernel import Conflict, Recovery

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Schema:
    """A context's tables and the history that leads to them."""

    context: str
    metadata: MetaData
    version_table: str
    revisions: Path | None = None
    """Their folder; None for a context of the product."""

    def upgrade(self, database: Database) -> None:
        """Run what is missing. A schema newer than this code is refused, untouched."""
        from alembic import command  # slow to load, and only needed here

        with database.write() as connection:
            DIALECTS[connection.dialect.name].wait_for_others(connection, self.version_table)
            if self.current(connection) != self.head():
                self._require_known(connection)
                command.upgrade(self._config(connection), "head")

    def check(self, database: Database) -> None:
        """Raise `Conflict` (schema_behind) unless the database is at this code's schema."""
        with database.read() as connection:
            current = self.current(connection)
        if current != self.head():
            raise Conflict(
                f"The {self.context} database is not at schema {self.head()}: "
                "run `promptsales db upgrade`.",
                code="schema_behind",
                recovery=Recovery.NEEDS_HUMAN,
            )

    def current(self, connection: Connection) -> str | None:
        from alembic.migration import MigrationContext

        options = {"version_table": self.version_table}
        return MigrationContext.configure(connection, opts=options).get_current_revision()

    def head(self) -> str:
        """The newest revision of this code."""
        return self._numbers()[-1]

    def pending(self, current: str | None) -> list[str]:
        """The revisions after that one, in their order; all of them where there is none."""
        return [number for number in self._numbers() if number > (current or "")]

    def _numbers(self) -> list[str]:
        """File names are `NNNN_words.py`, and the number is the revision."""
        return sorted(file.stem.split("_")[0] for file in self._folder.glob("[0-9]*.py"))

    @property
    def _folder(self) -> Path:
        return self.revisions or MIGRATIONS / self.context

    def _require_known(self, connection: Connection) -> None:
        current = self.current(connection)
        if current is not None and current > self.head():
            raise Conflict(
                f"The {self.context} database has schema {current}, newer than this program.",
                code="schema_ahead",
                recovery=Recovery.NEEDS_HUMAN,
            )

    def _config(self, connection: Connection) -> "Config":
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", _escaped(MIGRATIONS))
        config.set_main_option("version_locations", _escaped(self._folder))
        config.set_main_option("path_separator", "newline")
        config.attributes.update(
            connection=connection, metadata=self.metadata, version_table=self.version_table
        )
        return config


def _escaped(folder: Path) -> str:
    """As the file format of the configuration wants it."""
    return str(folder).replace("%", "%%")
