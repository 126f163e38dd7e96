"""What a backup says of itself: its files with their digests, and the schemas of its databases."""

import hashlib
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Annotated, BinaryIO, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

MANIFEST = "manifest.json"
_PIECE = 1 << 20


def _inside(name: str) -> str:
    path = PurePosixPath(name)
    if not name or path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name:
        raise ValueError("a name that leads out of the folder")
    return str(path)


class BackedFile(BaseModel):
    """`name` is its path within the data folder; `schemas` are a database's revisions by table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, AfterValidator(_inside)]
    size: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    database: bool = False
    schemas: dict[str, str] = {}


class Manifest(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1] = 1
    made_at: datetime
    """When the databases were read: all of them at this one moment."""
    files: list[BackedFile]


def digest_of(opened: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := opened.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()


def backed(path: Path, name: str, *, database: bool, schemas: dict[str, str]) -> BackedFile:
    with path.open("rb") as opened:
        digest = digest_of(opened)
    return BackedFile(
        name=name, size=path.stat().st_size, sha256=digest, database=database, schemas=schemas
    )
