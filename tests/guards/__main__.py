"""Removes every guard, one at a time, and prints whether its test missed it."""

import sys
import tempfile
from pathlib import Path

from tests.guards.guards import GUARDS
from tests.guards.mutants import try_guards


def main() -> int:
    """1 when a guard was not missed. With words, only guards whose law or file holds one."""
    words = sys.argv[1:]
    chosen = tuple(
        guard
        for guard in GUARDS
        if not words or any(word in guard.law + guard.file for word in words)
    )
    unmissed = 0
    with tempfile.TemporaryDirectory() as folder:
        for verdict in try_guards(Path(folder), chosen):
            unmissed += not verdict.missed
            mark = "missed    " if verdict.missed else "NOT MISSED"
            sys.stdout.write(f"{mark} {verdict.seconds:6.1f} s  {verdict.guard.law}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{len(chosen)} guards, {unmissed} not missed\n")
    return 1 if unmissed else 0


if __name__ == "__main__":
    sys.exit(main())
