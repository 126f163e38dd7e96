"""Ties a child's life to its parent's: when standard input closes, the child ends itself."""

import json
import os
import signal
import sys
import threading


def watch_parent() -> None:
    """End this process with SIGTERM once the parent is gone, however it went."""
    threading.Thread(target=_until_closed, name="lifeline", daemon=True).start()


def _until_closed() -> None:
    # The descriptor itself: a buffered reader cannot be left waiting when Python shuts down.
    while os.read(sys.stdin.fileno(), 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def tell_ready(**facts: object) -> None:
    """The one line on standard output that the parent waits for."""
    sys.stdout.write(json.dumps({"ready": True, **facts}) + "\n")
    sys.stdout.flush()
