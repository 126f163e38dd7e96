"""One server of a database: its connections, and how it is asked what it is."""

import threading
import time
from collections.abc import Callable

from sqlalchemy import URL, Connection
from sqlalchemy.exc import DBAPIError

from domain_api.adapters.sql.dialects import SqlDialect
from domain_api.adapters.sql.failover.lines import Lines
from domain_api.adapters.sql.failover.model import Answer, Role

ANSWERS_WITHIN_S = 3.0
_LONGEST_ERROR = 500


class Endpoint:
    """Implements `Watched` over one URL. It connects when it is first used.

    It is asked over a connection of its own: requests that hold all others, or wait in vain on
    them, do not make a server seem dead.
    """

    def __init__(self, name: str, dialect: SqlDialect, url: URL, pool_size: int) -> None:
        self.name = name
        self.address = url.set(query={}).render_as_string(hide_password=True)
        self.dialect = dialect
        self.engine = dialect.open(url, pool_size)
        self.readers = self.engine.execution_options(read_only=True)
        self._asked = dialect.open(url, 1)
        self._lines, self._asked_lines = Lines(self.engine), Lines(self._asked)
        self._secret = url.password or ""
        self._asking: _Asking | None = None
        self._proving = False

    def begin_asking(self, *, prove: bool) -> Callable[[], Answer]:
        # One that hangs is waited for again: a second beside it would hang as well.
        if self._asking is None or self._asking.over:
            self._asking = _Asking(lambda: self._answer(prove))
        asking, patience = self._asking, time.monotonic() + ANSWERS_WITHIN_S

        def wait() -> Answer:
            answer = asking.wait(patience - time.monotonic())
            if answer is None:
                # A commit that waits for a replica goes on waiting in the server without us:
                # cut, each question would leave one more behind. It ends when it is let go of.
                if not self._proving:
                    self._asked_lines.cut()
                silence = f"It did not answer within {ANSWERS_WITHIN_S:g} seconds."
                return Answer(Role.AWAY, ANSWERS_WITHIN_S, silence)
            return answer

        return wait

    def let_go(self) -> None:
        self._lines.cut()
        self._asked_lines.cut()
        self.close()

    def close(self) -> None:
        self.engine.dispose()
        self._asked.dispose()

    def _answer(self, prove: bool) -> Answer:
        began = time.monotonic()
        try:
            role, error = self._role(prove), ""
        except DBAPIError as fault:
            role, error = _role_of(fault), self._told(fault)
        except Exception as fault:  # whatever a driver raises, it was no answer
            role, error = Role.AWAY, self._told(fault)
        return Answer(role, time.monotonic() - began, error)

    def _role(self, prove: bool) -> Role:
        with self._asked.connect() as connection:
            connection.execution_options(read_only=True)
            with connection.begin():
                if not self.dialect.takes_writes(connection):
                    return Role.READER
            if prove:
                self._prove(connection)
        return Role.WRITER

    def _prove(self, connection: Connection) -> None:
        connection.execution_options(read_only=False)
        self._proving = True
        try:
            with connection.begin():
                self.dialect.write_nothing(connection)
        finally:
            self._proving = False

    def _told(self, error: Exception) -> str:
        """The driver's words with what to do about it; never the password."""
        mending = self.dialect.mending(error) if isinstance(error, DBAPIError) else None
        cause = error.orig if isinstance(error, DBAPIError) else error
        text = " ".join(f"{cause} {mending or ''}".split())[:_LONGEST_ERROR]
        return text.replace(self._secret, "***") if self._secret else text


class _Asking:
    """One question, in a thread of its own, which may never come back."""

    def __init__(self, question: Callable[[], Answer]) -> None:
        self._question = question
        self._answer: Answer | None = None
        self._thread = threading.Thread(target=self._ask, name="database-probe", daemon=True)
        self._thread.start()

    @property
    def over(self) -> bool:
        return self._answer is not None

    def wait(self, seconds: float) -> Answer | None:
        self._thread.join(max(seconds, 0.0))
        return self._answer

    def _ask(self) -> None:
        self._answer = self._question()


def _role_of(error: DBAPIError) -> Role:
    """A server that refuses the write that proves it can still be read."""
    refused = error.statement is not None and not error.connection_invalidated
    return Role.FAULTY if refused else Role.AWAY
