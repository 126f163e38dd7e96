"""An environment file: the settings of an installation, one `NAME=value` on a line."""

import os
import re
import shlex
from pathlib import Path

from suite.local import OURS, Unusable

_LINE = re.compile(r"(?:export\s+)?(?P<name>[A-Za-z_][A-Za-z0-9_]*)=(?P<value>.*)")
_LONGEST = 100_000


def load_environment(file: Path | None, profile: str | None = None) -> None:
    """Put the file's settings into the environment of this process and its children.

    The file counts more than what was there: whoever names it means it. Only names of ours
    are taken. Raises `Unusable` for a file or a line that cannot be read.
    """
    for name, value in (_read(file) if file else {}).items():
        os.environ[name] = value
    if profile:
        os.environ["PROMPTSALES_PROFILE"] = profile


def _read(file: Path) -> dict[str, str]:
    try:
        with file.open(encoding="utf-8") as opened:
            lines = opened.read(_LONGEST).splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Unusable(f"the environment file {file} cannot be read: {error}") from error
    found: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if text and not text.startswith("#"):
            name, value = _parsed(text, f"{file}, line {number}")
            found[name] = value
    return found


def _parsed(line: str, where: str) -> tuple[str, str]:
    """What a line says; the message never holds the line, which may be a secret."""
    matched = _LINE.fullmatch(line)
    if matched is None:
        raise Unusable(f"{where}: not of the form NAME=value")
    name = matched["name"]
    if not name.startswith(OURS):
        raise Unusable(f"{where}: {name} is none of this program's settings")
    return name, _unquoted(matched["value"].strip(), where)


def _unquoted(value: str, where: str) -> str:
    if value[:1] not in ("'", '"'):
        return value
    try:
        [word] = shlex.split(value)
    except ValueError:
        raise Unusable(f"{where}: a quotation mark is left open or something follows it") from None
    return word
