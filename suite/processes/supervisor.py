"""Starts the processes of one machine, waits until each is ready, and stops them all."""

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

READY_WITHIN_S = 40.0
STOP_WITHIN_S = 10.0


class ChildFailed(RuntimeError):
    """A process did not become ready, or ended; the message says where its log is."""


@dataclass(frozen=True, slots=True)
class Child:
    """One process: the module it runs, its arguments, and the whole of its environment."""

    name: str
    module: str
    arguments: Sequence[str]
    environment: Mapping[str, str]


@dataclass(slots=True)
class _Running:
    child: Child
    process: subprocess.Popen[bytes]
    log: Path
    started: float


class Supervisor:
    """A context: leaving it stops every child, the last started first."""

    def __init__(self, logs: Path) -> None:
        logs.mkdir(parents=True, exist_ok=True)
        self._logs = logs
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
        """Start them side by side, and return when all are ready. Raises `ChildFailed`."""
        started = [self._spawn(child) for child in children]
        for running in started:
            self._wait_ready(running)

    def watch(self, tick: Callable[[], bool], every_s: float = 0.5) -> None:
        """Until `tick` says False; raises `ChildFailed` when a child ends by itself."""
        while tick():
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
            process = subprocess.Popen(  # noqa: S603 -- our own modules, no shell
                [sys.executable, "-m", child.module, *child.arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=dict(child.environment),
                start_new_session=True,  # Ctrl-C reaches the parent, which stops them in order
            )
        running = _Running(child, process, log, time.monotonic())
        self._running.append(running)
        return running

    def _wait_ready(self, running: _Running) -> None:
        deadline = running.started + READY_WITHIN_S
        line = _read_line(running.process, deadline)
        if not _says_ready(line):
            raise ChildFailed(
                f"{running.child.name} did not become ready; see {running.log}\n"
                + _tail(running.log)
            )


def _read_line(process: subprocess.Popen[bytes], deadline: float) -> bytes:
    output: IO[bytes] | None = process.stdout
    found = b""
    while output and not found.endswith(b"\n") and time.monotonic() < deadline:
        if select.select([output], [], [], 0.2)[0]:
            piece = os.read(output.fileno(), 4096)
            if not piece:
                break
            found += piece
    return found


def _says_ready(line: bytes) -> bool:
    try:
        return bool(json.loads(line.splitlines()[0]).get("ready"))
    except (ValueError, IndexError, AttributeError):
        return False


def _tail(log: Path, lines: int = 12) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


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
