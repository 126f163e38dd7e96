"""Lanes: processes in which runs are played side by side, each on a warm ground of its own."""

import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar

from suite.drills.crew import Crew, DrillBroke, Serve
from suite.drills.ground import Ground
from suite.drills.runs import rehearse
from suite.logs import configure_logs

T = TypeVar("T")
Task = Callable[[Ground], T]
"""Something that can be sent to another process, such as a `partial`."""

LANES = min(os.cpu_count() or 2, 8)

_MEMORY = Path("/dev/shm")  # noqa: S108 -- a folder with a name that nobody can know is made there
_NEEDED = 32 * 1024 * 1024
_PRELOADED = [
    "suite.drills.lanes",
    "alembic.command",
    "httpcore2",
    "uvicorn.lifespan.on",
    "uvicorn.loops.auto",
    "uvicorn.protocols.http.auto",
]


class Lanes:
    """`do` takes the next lane that is free."""

    def __init__(self, lines: list[Connection], threads: ThreadPoolExecutor) -> None:
        self._free: SimpleQueue[Connection] = SimpleQueue()
        for line in lines:
            self._free.put(line)
        self._threads = threads

    def do(self, task: Task[T]) -> Future[T]:
        """Its result raises `DrillBroke` when the task raised something, or its lane is gone."""
        return self._threads.submit(self._done, task)

    def _done(self, task: Task[T]) -> T:
        line = self._free.get()
        try:
            line.send(task)
            result, trouble = line.recv()
        except (EOFError, ConnectionError):
            raise DrillBroke("a lane of the drill is gone") from None
        finally:
            self._free.put(line)
        if trouble:
            raise DrillBroke(trouble)
        return result


@contextmanager
def open_lanes(serve: Serve, log: Path, count: int) -> Generator[Lanes]:
    """They end with the context. What they say on standard error is in `log`."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    lines: list[Connection] = []
    with ExitStack() as held, ThreadPoolExecutor(count) as threads:
        for _ in range(count):
            ours, theirs = context.Pipe()
            lane = context.Process(target=keep_lane, args=(serve, log, theirs))
            lane.start()
            theirs.close()
            held.callback(lane.join)
            held.callback(ours.close)
            lines.append(ours)
        try:
            yield Lanes(lines, threads)
        finally:
            threads.shutdown(cancel_futures=True)


def keep_lane(serve: Serve, log: Path, line: Connection) -> None:
    """A lane's process: it does the tasks that come over the line, until that is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the drill ends it, in its own time
    sys.stderr = log.open("a", encoding="utf-8")
    configure_logs()
    with ExitStack() as held:
        folder = Path(tempfile.mkdtemp(prefix="promptsales-drill-", dir=_fast_folder()))
        held.callback(shutil.rmtree, folder)
        ground = Ground(Crew(serve), folder, held)
        rehearse(ground)
        while task := _heard(line):
            line.send(_outcome(task, ground))


def _heard(line: Connection) -> Task[Any] | None:
    try:
        return line.recv()
    except EOFError:
        return None


def _outcome(task: Task[Any], ground: Ground) -> tuple[Any, str]:
    try:
        return task(ground), ""
    except Exception as error:  # whatever it is, the drill tells it
        traceback.print_exc()
        return None, f"{type(error).__name__}: {error}"


def _fast_folder() -> Path | None:
    """Where there is memory for it, files need not wait for a disk; a kill loses none of them."""
    try:
        return _MEMORY if shutil.disk_usage(_MEMORY).free > _NEEDED else None
    except OSError:
        return None
