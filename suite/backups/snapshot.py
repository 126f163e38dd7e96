"""One moment of several SQLite databases, and copies of them as they were at that moment."""

import sqlite3
from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from suite.local import Unusable

_MAGIC = b"SQLite format 3\0"
_PATIENCE_S = 30.0


def is_database(path: Path) -> bool:
    try:
        with path.open("rb") as opened:
            return opened.read(len(_MAGIC)) == _MAGIC
    except FileNotFoundError:
        return False  # its owner has just removed it


@contextmanager
def one_moment(
    paths: Sequence[Path],
) -> Generator[tuple[datetime, Mapping[Path, sqlite3.Connection]]]:
    """A reader of each database, all of the same moment.

    For an instant every writer waits; what one database knows of another is then as it would
    be after a crash at that moment, which the retries of the outboxes mend. While copies are
    made, writers write on. Raises `Unusable` when a database stays locked.
    """
    with ExitStack() as readers:
        with ExitStack() as writers:
            for path in paths:
                _locked(writers.enter_context(_opened(path)), path)
            at = datetime.now(UTC)
            reading = {path: _begun(readers.enter_context(_opened(path))) for path in paths}
        yield at, reading


def copy(source: sqlite3.Connection, target: Path) -> dict[str, str]:
    """Write what `source` sees into a new file; the schemas that are in it."""
    with closing(sqlite3.connect(target)) as copied:
        source.backup(copied)
        copied.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
        return schemas_in(copied)


def schemas_in(connection: sqlite3.Connection) -> dict[str, str]:
    """The revision that each table of versions holds."""
    tables = connection.execute(
        "SELECT m.name FROM sqlite_master m WHERE m.type = 'table' AND EXISTS"
        " (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = 'version_num')"
    ).fetchall()
    found: dict[str, str] = {}
    for (table,) in tables:
        row = connection.execute(f'SELECT version_num FROM "{table}"').fetchone()  # noqa: S608 -- a table's own name
        if row:
            found[table] = row[0]
    return found


@contextmanager
def _opened(path: Path) -> Generator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, timeout=_PATIENCE_S, isolation_level=None)) as opened:
        yield opened


def _locked(connection: sqlite3.Connection, path: Path) -> None:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        raise Unusable(f"{path} cannot be read now: {error}") from error


def _begun(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.execute("BEGIN")
    connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()  # from here it sees this
    return connection
