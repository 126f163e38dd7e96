"""Brings a backup back, into a new or empty folder and nowhere else."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from suite.backups.manifest import Manifest
from suite.backups.reading import unpack
from suite.local import Unusable


def verify(backup: Path) -> Manifest:
    """Look through all of it; raises `Unusable`, which says what is broken."""
    with tempfile.TemporaryDirectory(prefix="promptsales-verify-") as room:
        return unpack(backup, Path(room))


def restore(backup: Path, data: Path, heads: Mapping[str, str]) -> Manifest:
    """`heads`: the newest revision of this program by its table of versions.

    The folder is there whole at the end, or as it was. Raises `Unusable`.
    """
    _require_empty(data)
    try:
        data.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=data.parent, prefix=".restore-") as room:
            staged = Path(room) / "data"
            staged.mkdir(mode=0o700)
            manifest = unpack(backup, staged)
            _require_known(manifest, heads)
            staged.replace(data)  # over an empty folder, or where there is none
    except OSError as error:
        raise Unusable(f"{data} was not restored: {error.strerror}") from error
    return manifest


def _require_empty(data: Path) -> None:
    if data.is_symlink() or (data.exists() and not data.is_dir()) or _holds_something(data):
        raise Unusable(f"{data} is not an empty folder: a backup is restored beside what is there")


def _holds_something(data: Path) -> bool:
    return data.is_dir() and any(data.iterdir())


def _require_known(manifest: Manifest, heads: Mapping[str, str]) -> None:
    for file in manifest.files:
        for table, revision in file.schemas.items():
            if table in heads and revision > heads[table]:
                raise Unusable(
                    f"{file.name} has schema {revision}, newer than this program's {heads[table]}"
                )
