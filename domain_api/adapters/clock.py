"""A clock that runs at the machine's pace, shifted by an offset that processes share in a file."""

import json
import math
import os
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from domain_api.kernel import Clock, InvalidInput, Recovery, SystemClock, Unavailable

_CENTURY_S = 100 * 366 * 24 * 3600


class _Shift(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    offset_seconds: int = Field(ge=-_CENTURY_S, le=_CENTURY_S)


class SteppedClock:
    """The base clock plus the `offset_seconds` in a JSON file; no file means no offset.

    Every process that reads the same file sees a step at its next reading. A file that says
    anything else raises `Unavailable`: a wrong time is worse than none.
    """

    def __init__(self, path: Path, base: Clock | None = None) -> None:
        self._path = path
        self._base = base or SystemClock()
        self._seen: tuple[tuple[int, int] | None, timedelta] = (None, timedelta())

    def now(self) -> datetime:
        return self._base.now() + self._offset()

    def step_to(self, moment: datetime) -> None:
        """Make it `moment`, or at most a second later; a moment that has passed changes nothing."""
        if moment.tzinfo is None:
            raise InvalidInput("A moment needs its time zone.", code="invalid_moment")
        if moment <= self.now():
            return
        shift = math.ceil((moment - self._base.now()).total_seconds())
        if shift > _CENTURY_S:
            raise InvalidInput("That moment is too far away.", code="invalid_moment")
        self._write(_Shift(offset_seconds=shift))

    def _offset(self) -> timedelta:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return timedelta()
        # Each step is a new file: the inode tells two steps within one tick of mtime apart.
        version = (found.st_mtime_ns, found.st_ino)
        seen_version, offset = self._seen
        if version != seen_version:
            offset = self._read()
            self._seen = (version, offset)
        return offset

    def _read(self) -> timedelta:
        try:
            shift = _Shift.model_validate_json(self._path.read_bytes())
        except (OSError, ValidationError):
            raise Unavailable(
                f"{self._path} does not hold an offset in seconds.",
                code="invalid_clock_file",
                recovery=Recovery.NEEDS_HUMAN,
            ) from None
        return timedelta(seconds=shift.offset_seconds)

    def _write(self, shift: _Shift) -> None:
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=f".{self._path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(shift.model_dump(), file)
            Path(name).replace(self._path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
