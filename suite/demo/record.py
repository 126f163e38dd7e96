"""What the demo did: told as it happens, and kept for the one document at the end."""

import sys
import time
from typing import Any, Protocol

from rich.console import Console
from rich.status import Status
from rich.text import Text

from suite.terminal import visible


class Teller(Protocol):
    def heading(self, text: str) -> None: ...

    def step(self, text: str) -> None: ...

    def working(self, text: str) -> None: ...

    def close(self) -> None: ...


class PlainTeller:
    """Lines, for a pipe; to standard error when the document goes to standard output."""

    def __init__(self, *, to_errors: bool) -> None:
        self._stream = sys.stderr if to_errors else sys.stdout

    def heading(self, text: str) -> None:
        self._write(f"== {text}")

    def step(self, text: str) -> None:
        self._write(f"   {text}")

    def working(self, text: str) -> None:
        """A pipe needs no sign of life."""

    def close(self) -> None:
        """Nothing is left open."""

    def _write(self, line: str) -> None:
        self._stream.write(visible(line) + "\n")
        self._stream.flush()


class TerminalTeller:
    """Steps with a mark, and a line at the bottom that says what is being waited for."""

    def __init__(self, *, to_errors: bool) -> None:
        self._console = Console(stderr=to_errors, highlight=False, soft_wrap=True)
        self._status: Status = self._console.status("starting")
        self._status.start()

    def heading(self, text: str) -> None:
        self._console.print(Text(f"\n{visible(text)}", "bold cyan"))

    def step(self, text: str) -> None:
        self._console.print(Text.assemble(("  ✓ ", "green"), visible(text)))

    def working(self, text: str) -> None:
        self._status.update(Text(f"{visible(text)}…", "dim"))

    def close(self) -> None:
        self._status.stop()


def teller(*, json_wanted: bool) -> Teller:
    stream = sys.stderr if json_wanted else sys.stdout
    kind = TerminalTeller if stream.isatty() else PlainTeller
    return kind(to_errors=json_wanted)


class Record:
    """The document: facts by name, and every step with the time it came at."""

    def __init__(self, told: Teller) -> None:
        self._told = told
        self._began = time.monotonic()
        self.facts: dict[str, Any] = {}
        self.steps: list[dict[str, Any]] = []

    def heading(self, text: str) -> None:
        self._told.heading(text)

    def working(self, text: str) -> None:
        self._told.working(text)

    def step(self, text: str, **facts: Any) -> None:
        self.steps.append({"at_s": self.seconds(), "step": text, **facts})
        self._told.step(text)

    def seconds(self) -> float:
        return round(time.monotonic() - self._began, 2)

    def document(self, *, ok: bool) -> dict[str, Any]:
        return {"ok": ok, "seconds": self.seconds(), **self.facts, "steps": self.steps}
