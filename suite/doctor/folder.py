"""The machine's side: the data folder, its files, the disk and the ports."""

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from suite.doctor.model import Finding
from suite.local import Installation, PortTaken

LEAST_FREE = 512 * 1024 * 1024
"""Bytes: below it a database may fail in the middle of a day's work."""

_SECRETS = ("secrets.json", "signing-keys.json", "demo-users.json")
_DATA = "PROMPTSALES_DATA"


def folder(data: Path) -> Iterator[Finding]:
    if not data.is_dir():
        yield Finding(
            "data folder", _DATA, f"{data} is not there", "start `promptsales up`, or set --data"
        )
        return
    yield _writable(data)
    for path in sorted(data.glob("*.db")):
        if not path.stat().st_mode & 0o200:
            yield Finding(
                "data folder", _DATA, f"{path} may only be read", f"run `chmod u+w {path}`"
            )


def _writable(data: Path) -> Finding:
    refused = Finding(
        "data folder",
        _DATA,
        f"{data} cannot be written",
        "give this user the right to write there, or name another folder by --data",
    )
    if not data.stat().st_mode & 0o200:
        return refused
    try:
        with tempfile.TemporaryFile(dir=data):
            return Finding("data folder", _DATA, f"{data} can be written")
    except OSError:
        return refused


def disk(data: Path, least: int = LEAST_FREE) -> Iterator[Finding]:
    there = next(path for path in (data, *data.resolve().parents) if path.is_dir())
    free = shutil.disk_usage(there).free
    mend = "" if free >= least else "make room: old logs and backups first"
    yield Finding("disk", _DATA, f"{free // 2**20} MB free at {there}", mend)


def secrets(data: Path) -> Iterator[Finding]:
    for name in _SECRETS:
        path = data / name
        if path.is_file() and path.stat().st_mode & 0o077:
            yield Finding(
                "secrets", _DATA, f"{path} can be read by others", f"run `chmod 600 {path}`"
            )


def ports(installation: Installation) -> Iterator[Finding]:
    if _runs(installation.data):
        yield Finding("ports", "--port", "`promptsales up` runs on this folder")
        return
    try:
        installation.require_free_ports()
    except PortTaken as taken:
        yield Finding("ports", "--port", str(taken), "stop what listens there, or set --port")
    else:
        yield Finding("ports", "--port", f"{installation.port} and the next two are free")


def _runs(data: Path) -> bool:
    lock = data / "up.lock"
    if not lock.is_file():
        return False
    with lock.open() as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
