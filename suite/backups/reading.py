"""Reads a backup with mistrust: what it says of itself must be what it holds, and be sound."""

import shutil
import sqlite3
import tarfile
import zlib
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, cast

from pydantic import ValidationError

from suite.backups.manifest import MANIFEST, BackedFile, Manifest, digest_of
from suite.backups.snapshot import schemas_in
from suite.local import Unusable

_LONGEST_MANIFEST = 50_000_000
_UNBALANCED = (
    'SELECT COUNT(*) FROM (SELECT posting_id FROM "PSLedgerLines"'
    " GROUP BY posting_id, currency HAVING SUM(minor_units) <> 0)"
)


def unpack(backup: Path, room: Path) -> Manifest:
    """Put every file into the empty folder `room`, checked; raises `Unusable` for a broken one."""
    try:
        with tarfile.open(backup, "r:gz") as archive:
            manifest = _manifest(archive, backup)
            _require_same_names(archive, manifest, backup)
            for file in manifest.files:
                _unpack_one(archive, file, room, backup)
    except (tarfile.TarError, zlib.error, EOFError, KeyError) as error:
        raise Unusable(f"{backup} is no whole backup: {error}") from error
    except OSError as error:
        raise Unusable(f"{backup} cannot be read: {error.strerror or error}") from error
    for file in manifest.files:
        if file.database:
            _require_sound(room / file.name, file, backup)
    return manifest


def _manifest(archive: tarfile.TarFile, backup: Path) -> Manifest:
    member = archive.getmember(MANIFEST)
    if not member.isreg() or member.size > _LONGEST_MANIFEST:
        raise Unusable(f"{backup}: its manifest is none")
    try:
        return Manifest.model_validate_json(_opened(archive, member).read())
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise Unusable(f"{backup}: its manifest is wrong: {first['msg']}") from error


def _require_same_names(archive: tarfile.TarFile, manifest: Manifest, backup: Path) -> None:
    found = sorted(member.name for member in archive.getmembers())
    if found != sorted([MANIFEST, *(file.name for file in manifest.files)]):
        raise Unusable(f"{backup} does not hold the files that its manifest names")


def _unpack_one(archive: tarfile.TarFile, file: BackedFile, room: Path, backup: Path) -> None:
    member = archive.getmember(file.name)
    if not member.isreg() or member.size != file.size:
        raise Unusable(f"{backup}: {file.name} is not the file that its manifest names")
    target = room / file.name
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    target.touch(mode=0o600)
    with target.open("wb") as written:
        shutil.copyfileobj(_opened(archive, member), written)
    with target.open("rb") as opened:
        if digest_of(opened) != file.sha256:
            raise Unusable(f"{backup}: {file.name} is damaged")


def _opened(archive: tarfile.TarFile, member: tarfile.TarInfo) -> BinaryIO:
    return cast("BinaryIO", archive.extractfile(member))  # a regular file always opens


def _require_sound(path: Path, file: BackedFile, backup: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as connection:
            [(told,), *_] = connection.execute("PRAGMA integrity_check").fetchall()
            broken = connection.execute("PRAGMA foreign_key_check").fetchall()
            unbalanced = _unbalanced(connection)
            schemas = schemas_in(connection)
    except sqlite3.DatabaseError as error:
        raise Unusable(f"{backup}: {file.name} is no database: {error}") from error
    if told != "ok" or broken:
        raise Unusable(f"{backup}: {file.name} is damaged: {told if told != 'ok' else broken[0]}")
    if unbalanced:
        raise Unusable(f"{backup}: {unbalanced} posting(s) of the ledger do not balance")
    if schemas != file.schemas:
        raise Unusable(f"{backup}: {file.name} is of other schemas than its manifest says")


def _unbalanced(connection: sqlite3.Connection) -> int:
    known = "SELECT 1 FROM sqlite_master WHERE name = 'PSLedgerLines'"
    if connection.execute(known).fetchone() is None:
        return 0
    return int(connection.execute(_UNBALANCED).fetchone()[0])
