"""Makes a backup of a data folder, whole or not at all, and removes those that are too old."""

import io
import os
import re
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from suite.backups.manifest import MANIFEST, BackedFile, Manifest, backed
from suite.backups.snapshot import copy, is_database, one_moment
from suite.local import Unusable

Tell = Callable[[str], None]

_LEFT_OUT = {"logs", "up.lock", "backups"}
_BESIDE_A_DATABASE = ("-wal", "-shm", "-journal")
_NAME = re.compile(r"promptsales-(\d{8}T\d{6})\d*Z\.tar\.gz")


def create(data: Path, folder: Path, tell: Tell) -> Path:
    """Raises `Unusable` for a folder that cannot be written or a disk that is full."""
    with _told_of(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _require_room(data, folder)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".backup-") as room:
            return _made(data, folder, Path(room), tell)


def prune(folder: Path, keep: timedelta, now: datetime) -> list[Path]:
    """Remove backups that are older, but never the newest; those that went."""
    dated = sorted((made, path) for path in folder.iterdir() if (made := _made_at(path)))
    old = [path for made, path in dated[:-1] if made < now - keep]
    for path in old:
        path.unlink()
    return old


def _made(data: Path, folder: Path, room: Path, tell: Tell) -> Path:
    there = (path for path in sorted(data.rglob("*")) if folder not in path.parents)
    paths = [path for path in there if _belongs(path.relative_to(data), path)]
    databases = [path for path in paths if is_database(path)]
    files: list[BackedFile] = []
    with one_moment(databases) as (at, readers):
        unfinished = room / "unfinished.tar.gz"
        with tarfile.open(unfinished, "w:gz", compresslevel=6) as archive:
            for path in [*databases, *(path for path in paths if path not in readers)]:
                reader, name, staged = readers.get(path), str(path.relative_to(data)), room / "file"
                # A file may grow while it is read: what is packed is a copy that stands still.
                schemas = copy(reader, staged) if reader else _copied(path, staged)
                if schemas is None:
                    continue
                files.append(backed(staged, name, database=reader is not None, schemas=schemas))
                archive.add(staged, arcname=name, filter=_as_ours, recursive=False)
                staged.unlink()
                tell(f"{name}  {files[-1].size} bytes")
            _add_manifest(archive, Manifest(made_at=at, files=files))
    return _finished(unfinished, folder / f"promptsales-{at:%Y%m%dT%H%M%S%f}Z.tar.gz")


def _belongs(name: Path, path: Path) -> bool:
    return (
        name.parts[0] not in _LEFT_OUT
        and path.is_file()
        and not path.is_symlink()
        and not path.name.endswith(_BESIDE_A_DATABASE)
    )


def _copied(path: Path, staged: Path) -> dict[str, str] | None:
    try:
        shutil.copyfile(path, staged)
    except FileNotFoundError:
        return None  # it was there a moment ago, and its owner removed it
    return {}


def _as_ours(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.mode, member.uid, member.gid, member.uname, member.gname = 0o600, 0, 0, "", ""
    return member


def _add_manifest(archive: tarfile.TarFile, manifest: Manifest) -> None:
    text = manifest.model_dump_json(indent=1).encode()
    member = tarfile.TarInfo(MANIFEST)
    member.size, member.mtime = len(text), int(manifest.made_at.timestamp())
    archive.addfile(_as_ours(member), io.BytesIO(text))


def _finished(unfinished: Path, backup: Path) -> Path:
    unfinished.chmod(0o600)
    with unfinished.open("rb") as opened:
        os.fsync(opened.fileno())
    unfinished.replace(backup)
    directory = os.open(backup.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
    return backup


def _require_room(data: Path, folder: Path) -> None:
    """At the worst nothing gets smaller, and the largest file stands beside its archive."""
    sizes = [_size_of(path) for path in data.rglob("*")]
    needed, free = sum(sizes) + max(sizes, default=0), shutil.disk_usage(folder).free
    if free < needed:
        raise Unusable(f"{folder} has {free} bytes free, and a backup may need {needed}")


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except FileNotFoundError:
        return 0  # its owner has just removed it


@contextmanager
def _told_of(folder: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise Unusable(f"no backup was made in {folder}: {error.strerror}") from error


def _made_at(path: Path) -> datetime | None:
    named = _NAME.fullmatch(path.name)
    return datetime.strptime(named[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC) if named else None
