"""A process for tests of the supervisor: what it does is said by its one argument."""

import signal
import sys
import time

from suite.processes.lifeline import leave_when_told, tell_ready, telling_the_parent, watch_parent
from suite.rest import Unreachable


def main(does: str) -> None:
    watch_parent()
    if does == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    elif does != "mute":
        leave_when_told()
    match does:
        case "problem":
            with telling_the_parent():
                raise Unreachable("nobody answers at the moon")
        case "word":
            sys.exit("the disk is full")
        case "defect":
            with telling_the_parent():
                raise ZeroDivisionError("an honest defect")
        case "brief":
            tell_ready()
            sys.exit(3)
        case "mute":
            time.sleep(60)
        case _:
            tell_ready(port=1)
            time.sleep(60)


if __name__ == "__main__":
    main(sys.argv[1])
