"""One client's session: its transaction in PostgreSQL, its prepared statements, its answers."""

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from psycopg import ClientCursor

from tests.support.tds import tokens, values
from tests.support.tds.translation import NotUnderstood, translated

_NUMBERS: Mapping[str, tuple[int, int]] = {
    "23505": (2627, 14),
    "23503": (547, 16),
    "23514": (547, 16),
    "23502": (515, 16),
    "22001": (2628, 16),
    "22003": (8115, 16),
    "22P02": (245, 16),
    "22007": (241, 16),
    "40P01": (1205, 13),
    "40001": (3960, 16),
    "55P03": (1222, 16),
    "42P01": (208, 16),
    "42P07": (2714, 16),
    "42703": (207, 16),
    "42601": (102, 15),
    "P0001": (50001, 16),
    "25006": (3906, 16),
}
"""What SQL Server says for each state: its number and how severe it is."""

_LONG, _MOST_PARAMETERS = 4000, 2100
_KINDS: Mapping[int, values.ColumnKind] = {
    16: values.BIT,
    17: values.BINARY,
    20: values.INTEGER,
    21: values.INTEGER,
    23: values.INTEGER,
    700: values.FLOAT,
    701: values.FLOAT,
    1114: values.MOMENT,
    1700: values.INTEGER,  # what PostgreSQL makes of a sum of integers
}
_TRANSACTION = b"\1\0\0\0\0\0\0\0"


class Session:
    def __init__(self, dsn: str, schema: str) -> None:
        self._connection = psycopg.connect(
            dsn, autocommit=True, options=f"-csearch_path={schema}", cursor_factory=ClientCursor
        )
        self._prepared: dict[int, str] = {}
        self._handles = 0
        self._open = False

    def close(self) -> None:
        self._connection.close()

    @property
    def broken(self) -> bool:
        return self._connection.broken

    def batch(self, statement: str) -> bytes:
        """The answer to a statement without parameters."""
        return self._run(statement, {}, within=False)

    def prepare(self, statement: str) -> int:
        self._handles += 1
        self._prepared[self._handles] = statement
        return self._handles

    def forget(self, handle: int) -> None:
        self._prepared.pop(handle, None)

    def call(self, handle: int, given: Mapping[str, Any]) -> tuple[bytes, bool]:
        """A prepared statement's answer, within a procedure, and whether it went well."""
        if len(given) > _MOST_PARAMETERS:
            failure = tokens.error(8003, 16, "The incoming request has too many parameters.")
            return failure + tokens.done(None, failed=True, within=True), False
        answer = self._run(self._prepared[handle], given, within=True)
        return answer, not answer.startswith(b"\xaa")

    def begin(self) -> bytes:
        self._start()
        return tokens.began(_TRANSACTION) + tokens.done(None)

    def end(self, *, committed: bool, again: bool) -> bytes:
        answer = self._end(committed)
        return answer + (self.begin() if again else tokens.done(None))

    def _start(self) -> None:
        self._connection.execute("BEGIN")
        self._open = True

    def _end(self, committed: bool) -> bytes:
        if not self._open:
            return b""
        self._connection.execute("COMMIT" if committed else "ROLLBACK")
        self._open = False
        return tokens.ended(_TRANSACTION, committed=committed)

    def _run(self, statement: str, given: Mapping[str, Any], *, within: bool) -> bytes:
        try:
            cursor = None
            for told in translated(statement).statements:
                cursor = self._connection.execute(told.encode(), given)
            return self._answer(cursor, within=within)
        except NotUnderstood as error:
            return tokens.error(102, 15, str(error)) + tokens.done(None, failed=True, within=within)
        except psycopg.Error as error:
            if self.broken:
                raise
            number, severity = _NUMBERS.get(error.sqlstate or "", (50000, 16))
            return tokens.error(number, severity, _message(error)) + tokens.done(
                None, failed=True, within=within
            )

    def _answer(self, cursor: psycopg.Cursor[Any] | None, *, within: bool) -> bytes:
        if cursor is None:
            return tokens.done(None, within=within)
        if cursor.description is None:
            counted = cursor.rowcount if cursor.rowcount >= 0 else None
            return tokens.done(counted, within=within)
        rows = cursor.fetchall()
        kinds = [
            _kind(column.type_code, [row[place] for row in rows])
            for place, column in enumerate(cursor.description)
        ]
        named = [
            ("" if column.name == "?column?" else column.name, kind)
            for column, kind in zip(cursor.description, kinds, strict=True)
        ]
        told = b"".join(tokens.row(kinds, row) for row in rows)
        return tokens.columns(named) + told + tokens.done(len(rows), within=within)


def _kind(code: int, found: Sequence[Any]) -> values.ColumnKind:
    if code in _KINDS:
        return _KINDS[code]
    longest = max((len(str(value).encode("utf-16-le")) for value in found), default=0)
    return values.LONG_TEXT if longest > 2 * _LONG else values.TEXT


def _message(error: psycopg.Error) -> str:
    return error.diag.message_primary or str(error)
