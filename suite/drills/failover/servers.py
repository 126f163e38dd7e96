"""PostgreSQL servers of our own: made in a folder, replicated, killed, promoted, ended by pid."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from domain_api.kernel import Recovery, Unavailable

OWNER = "postgres"
DATABASE = "postgres"
_DEBIAN = Path("/usr/lib/postgresql")
_START_WITHIN_S, _STOP_WITHIN_S, _SETTLE_WITHIN_S = 30.0, 20.0, 30.0
_CONNECT_S = 2
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "dynamic_shared_memory_type": "mmap",  # files of its folder: a kill leaves none elsewhere
    "shared_buffers": "32MB",
    "max_connections": "60",
    "wal_retrieve_retry_interval": "200ms",
    "autovacuum": "off",
}


class Programs:
    """PostgreSQL's own programs, and the user who may run them: it refuses root."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._user = pwd.getpwnam(OWNER) if os.geteuid() == 0 else None

    @classmethod
    def found(cls) -> "Programs":
        """The newest on this machine. Raises `Unavailable` (postgres_missing) without one."""
        versions = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
        path = str(versions[-1]) if versions else shutil.which("initdb")
        if path is None:
            raise Unavailable(
                "PostgreSQL's server programs are not on this machine: install them, on Debian "
                "and Ubuntu by `apt-get install postgresql`.",
                code="postgres_missing",
                recovery=Recovery.NEEDS_HUMAN,
            )
        return cls(Path(path).parent)

    def give(self, folder: Path) -> None:
        """Let the servers' user own a folder."""
        if self._user:
            os.chown(folder, self._user.pw_uid, self._user.pw_gid)

    def run(self, name: str, *arguments: str) -> None:
        done = subprocess.run(  # noqa: S603 -- a program that was found, and our own arguments
            [self._folder / name, *arguments],
            capture_output=True,
            text=True,
            timeout=120,
            **self._as_owner(),
        )
        if done.returncode:
            raise RuntimeError(f"{name} failed: {done.stderr.strip()[-800:]}")

    def start(self, name: str, arguments: Sequence[str], log: Path) -> subprocess.Popen[bytes]:
        with log.open("ab") as out:
            return subprocess.Popen[bytes](
                [self._folder / name, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                **self._as_owner(),
            )

    def _as_owner(self) -> Mapping[str, Any]:
        """Only what any program needs is inherited: PGDATA, say, is somebody else's."""
        environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"}
        more: dict[str, Any] = {"env": environment, "cwd": "/", "start_new_session": True}
        if self._user:
            more |= {"user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []}
        return more


class Server:
    """One PostgreSQL server on one port for its whole life, whatever its data."""

    def __init__(self, programs: Programs, folder: Path) -> None:
        self._programs, self._data = programs, folder / "data"
        self._log = folder / "server.log"
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir()
        programs.give(folder)

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://{OWNER}@127.0.0.1:{self.port}/{DATABASE}"

    def found(self) -> None:
        """A new, empty primary, running."""
        self._programs.run(
            "initdb", "-D", str(self._data), "-U", OWNER, "-A", "trust", "-E", "UTF8",
            "--locale=C", "--no-sync",
        )  # fmt: skip
        self._start()

    def follow(self, primary: "Server") -> None:
        """Become a replica of that one with a fresh copy of its data, and the one whose
        word it awaits before it acknowledges a commit."""
        self._forget()
        source = f"host=127.0.0.1 port={primary.port} user={OWNER}"
        self._programs.run(
            "pg_basebackup", "-D", str(self._data), "-d", source, "-R", "-X", "stream",
            "-c", "fast", "--no-sync",
        )  # fmt: skip
        with (self._data / "postgresql.auto.conf").open("a") as settings:
            settings.write("synchronous_standby_names = ''\n")  # once it is promoted, alone
        self._start()
        _until(primary.streams, f"the replica on port {self.port} did not come to follow")
        primary.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
        primary.execute("SELECT pg_reload_conf()")
        _until(primary.waits_for_replica, "the replica did not come to be waited for")

    def promote(self) -> None:
        """As an operator does, or a cloud's failover group."""
        self.execute(f"SELECT pg_promote(true, {int(_SETTLE_WITHIN_S)})")

    def streams(self) -> bool:
        return self._counts("state = 'streaming'")

    def waits_for_replica(self) -> bool:
        return self._counts("sync_state IN ('sync', 'quorum')")

    def execute(self, statement: str) -> list[tuple[Any, ...]]:
        import psycopg  # slow to load, and only needed here

        with psycopg.connect(
            host="127.0.0.1", port=self.port, user=OWNER, dbname=DATABASE, autocommit=True,
            connect_timeout=_CONNECT_S,
        ) as connection:  # fmt: skip
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def kill(self) -> None:
        """As a machine that loses its power: every process of it, at once (SIGKILL)."""
        process = self._process
        if process is None:
            return
        self.freeze()  # it starts no other meanwhile
        for child in _children_of(process.pid):
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        process.kill()
        process.wait(_STOP_WITHIN_S)
        self._process = None
        self._free_memory()

    def freeze(self) -> None:
        """As a machine whose disk or hypervisor hangs: it takes calls, and says nothing."""
        if self._process is None:
            return
        for pid in (self._process.pid, *_children_of(self._process.pid)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSTOP)

    def stop(self) -> None:
        """As an operator who moves the service: sessions end, and the replica gets everything."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(_STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def _start(self) -> None:
        settings = [f"--{name}={value}" for name, value in _SETTINGS.items()]
        arguments = ["-D", str(self._data), "-p", str(self.port), *settings]
        self._process = self._programs.start("postgres", arguments, self._log)
        _until(self._answers, f"a server did not start: {self._log} says why")

    def _answers(self) -> bool:
        import psycopg

        if self._process is None or self._process.poll() is not None:
            raise RuntimeError(f"A server ended by itself: {self._last_words()}")
        try:
            self.execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def _counts(self, condition: str) -> bool:
        return bool(self.execute(f"SELECT 1 FROM pg_stat_replication WHERE {condition}"))  # noqa: S608 -- conditions of ours

    def _last_words(self) -> str:
        return self._log.read_text(errors="replace").strip()[-800:]

    def _forget(self) -> None:
        self.stop()
        if self._data.exists():
            shutil.rmtree(self._data)

    def _free_memory(self) -> None:
        """The piece of shared memory by which a server that is killed keeps its folder."""
        lines = (self._data / "postmaster.pid").read_text().splitlines()
        numbers = lines[6].split() if len(lines) > 6 else []
        remove = shutil.which("ipcrm")
        if remove and len(numbers) == 2:
            subprocess.run([remove, "-m", numbers[1]], capture_output=True, check=False)  # noqa: S603 -- a number of its own


def _until(holds: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + _SETTLE_WITHIN_S
    while not holds():
        if time.monotonic() > deadline:
            raise RuntimeError(f"{otherwise} within {_SETTLE_WITHIN_S:g} seconds")
        time.sleep(0.05)


def _children_of(pid: int) -> list[int]:
    ps = shutil.which("ps") or "ps"
    listed = subprocess.run(  # noqa: S603 -- no argument is anybody's
        [ps, "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True
    ).stdout
    pairs = [line.split() for line in listed.splitlines()]
    return [int(child) for child, parent in pairs if int(parent) == pid]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
