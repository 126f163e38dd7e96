"""Real server processes for tests: started on a free port, awaited within a bound, ended by pid."""

import json
import os
import queue
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

ROOT = Path(__file__).resolve().parents[2]
_STOP_WITHIN_S = 15.0
_INHERITED = ("PATH", "HOME", "LANG", "TMPDIR")


class RunningServer:
    """A process that said it is ready. Its `port` is the one in its ready line."""

    def __init__(self, process: subprocess.Popen[str], errors: IO[bytes]) -> None:
        self._process = process
        self._errors = errors
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._drain, daemon=True)
        self._reader.start()
        self.port = 0

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stderr(self) -> str:
        self._errors.seek(0)
        return self._errors.read().decode(errors="replace")

    def kill(self) -> None:
        """SIGKILL: nothing is flushed, nothing is said."""
        self._process.kill()
        self._process.wait(_STOP_WITHIN_S)

    def stop(self) -> int:
        """SIGTERM, and the exit status; raises `subprocess.TimeoutExpired` if it lingers."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
        return self._process.wait(_STOP_WITHIN_S)

    def await_ready(self, within_s: float) -> None:
        """Read stdout up to the line `{"ready": true, "port": N}`, or raise `RuntimeError`."""
        deadline = time.monotonic() + within_s
        while (left := deadline - time.monotonic()) > 0:
            try:
                line = self._lines.get(timeout=left)
            except queue.Empty:
                break
            if line is None:
                raise RuntimeError(f"The server ended before it was ready: {self.stderr()}")
            port = _port_in(line)
            if port is not None:
                self.port = port
                return
        raise RuntimeError(f"The server was not ready within {within_s} s: {self.stderr()}")

    def end(self) -> None:
        """Stop it, by force when it lingers, and let go of its pipes."""
        try:
            self.stop()
        except subprocess.TimeoutExpired:
            self.kill()
        self._reader.join(_STOP_WITHIN_S)
        self._stdout.close()

    @property
    def _stdout(self) -> IO[str]:
        return cast(IO[str], self._process.stdout)

    def _drain(self) -> None:
        for line in self._stdout:
            self._lines.put(line)
        self._lines.put(None)


@contextmanager
def running_server(
    command: Sequence[str], env: Mapping[str, str], ready_within_s: float = 60.0
) -> Generator[RunningServer]:
    """The command as a process in the repository's root, ready to be asked.

    Its environment is `env` and what any process needs (`PATH`, `HOME`): nothing leaks in from
    the tests' own. It must print `{"ready": true, "port": N}` on stdout when it listens.
    """
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(  # noqa: S603 -- tests start their own product
            command,
            env={**inherited, **env},
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        server = RunningServer(process, errors)
        try:
            server.await_ready(ready_within_s)
            yield server
        finally:
            server.end()


def _port_in(line: str) -> int | None:
    try:
        said = json.loads(line)
    except json.JSONDecodeError:
        return None
    if isinstance(said, dict) and cast(dict[str, object], said).get("ready") is True:
        port = cast(dict[str, object], said).get("port")
        return port if isinstance(port, int) else None
    return None
