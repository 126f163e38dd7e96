"""Ties a child to its parent: it says when it is ready or why not, and ends with the parent."""

import json
import os
import signal
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager

from suite.errors import MENDABLE, sentence_of


def watch_parent() -> None:
    """End this process with SIGTERM once the parent is gone, however it went."""
    threading.Thread(target=_until_closed, name="lifeline", daemon=True).start()


def leave_when_told() -> None:
    """SIGTERM unwinds the stack and gives status 0, so that what is open is closed.

    A server that handles the signal itself raises it once more when it is done.
    """
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))


def tell_ready(**facts: object) -> None:
    """The one line on standard output that the parent waits for."""
    _tell({"ready": True, **facts})


@contextmanager
def telling_the_parent() -> Generator[None]:
    """Errors that a person can mend end the process, with their sentence for the parent."""
    try:
        yield
    except Exception as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        sys.stderr.write(f"{sentence}\n")
        _tell({"ready": False, "problem": sentence})
        sys.exit(MENDABLE)


def _tell(facts: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def _until_closed() -> None:
    # The descriptor itself: a buffered reader cannot be left waiting when Python shuts down.
    while os.read(sys.stdin.fileno(), 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
