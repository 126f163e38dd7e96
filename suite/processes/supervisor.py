"""Starts the processes of one machine, waits until each is ready, and stops them all."""

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, cast

READY_WITHIN_S = 60.0
STOP_WITHIN_S = 10.0
_ROOT = Path(__file__).parents[2]
"""Where children run: our modules are found there, and none of the caller's folder instead."""
_SHOWN_LINES = 12


class ChildFailed(RuntimeError):
    """A process did not become ready, or ended; the message says why, or where its log is."""


class Stopped(RuntimeError):
    """Somebody asked us to stop before everything was ready."""


@dataclass(frozen=True, slots=True)
class Child:
    """One process: the module it runs, its arguments, and the whole of its environment."""

    name: str
    module: str
    arguments: Sequence[str]
    environment: Mapping[str, str] = field(repr=False)


@dataclass(slots=True)
class _Running:
    child: Child
    process: subprocess.Popen[bytes]
    log: Path
    log_begins: int
    started: float

    def told(self) -> list[str]:
        """The lines of its log since it was started."""
        with self.log.open("rb") as log:
            log.seek(self.log_begins)
            return log.read().decode(errors="replace").splitlines()


class Supervisor:
    """A context: leaving it stops every child. `stopping` says whether somebody asked us to."""

    def __init__(self, logs: Path, stopping: Callable[[], bool] = lambda: False) -> None:
        logs.mkdir(parents=True, exist_ok=True)
        self._logs = logs
        self._stopping = stopping
        self._running: list[_Running] = []

    def __enter__(self) -> "Supervisor":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self, *children: Child) -> None:
        """Start them side by side, and return when all are ready.

        Raises `ChildFailed`, and `Stopped` when it was asked to stop meanwhile.
        """
        started = [self._spawn(child) for child in children]
        for running in started:
            self._wait_ready(running)

    def watch(self, every_s: float = 0.5) -> None:
        """Until somebody asks us to stop; raises `ChildFailed` when a child ends by itself."""
        while not self._stopping():
            self.require_alive()
            time.sleep(every_s)

    def require_alive(self) -> None:
        for running in self._running:
            code = running.process.poll()
            if code is not None:
                raise ChildFailed(
                    f"{running.child.name} ended with status {code}; see {running.log}"
                )

    def pid_of(self, name: str) -> int:
        return next(one.process.pid for one in self._running if one.child.name == name)

    def stop(self) -> None:
        for running in reversed(self._running):
            _ask_to_end(running.process)
        deadline = time.monotonic() + STOP_WITHIN_S
        for running in reversed(self._running):
            _wait_or_kill(running.process, deadline - time.monotonic())
        self._running.clear()

    def _spawn(self, child: Child) -> _Running:
        log = self._logs / f"{child.name}.log"
        with log.open("ab") as errors:
            begins = errors.tell()
            process = subprocess.Popen(  # noqa: S603 -- our own modules, no shell
                [sys.executable, "-m", child.module, *child.arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=dict(child.environment),
                cwd=_ROOT,
                start_new_session=True,  # Ctrl-C reaches the parent, which stops them in order
            )
        running = _Running(child, process, log, begins, time.monotonic())
        self._running.append(running)
        return running

    def _wait_ready(self, running: _Running) -> None:
        said = _parsed(self._first_line(running))
        if said.get("ready"):
            return
        name, problem = running.child.name, said.get("problem")
        if problem:
            raise ChildFailed(f"{name} cannot start: {problem}")
        raise ChildFailed(_silent(running))

    def _first_line(self, running: _Running) -> bytes:
        output: IO[bytes] | None = running.process.stdout
        deadline, found = running.started + READY_WITHIN_S, b""
        while output and not found.endswith(b"\n") and time.monotonic() < deadline:
            if self._stopping():
                raise Stopped(f"stopped before {running.child.name} was ready")
            if select.select([output], [], [], 0.2)[0]:
                piece = os.read(output.fileno(), 4096)
                if not piece:
                    break
                found += piece
        return found


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        said = json.loads(line.splitlines()[0])
    except (ValueError, IndexError):
        return {}
    return cast(dict[str, Any], said) if isinstance(said, dict) else {}


def _silent(running: _Running) -> str:
    """What is known of a child that ended, or hangs, without a word to us."""
    told = [line for line in running.told() if line.strip()]
    if len(told) == 1:
        return f"{running.child.name} cannot start: {told[0]}"
    shown = "\n".join(told[-_SHOWN_LINES:])
    return f"{running.child.name} did not become ready; see {running.log}\n{shown}".rstrip()


def _ask_to_end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()


def _wait_or_kill(process: subprocess.Popen[bytes], seconds: float) -> None:
    try:
        process.wait(timeout=max(seconds, 0.1))
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()
