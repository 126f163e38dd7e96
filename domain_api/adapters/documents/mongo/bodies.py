"""JSON bodies as BSON keeps them: with any field name, any whole number and any depth.

BSON as servers take it forbids dots and dollars in names, numbers past 64 bits and deep
nesting. Names are written with `~` before a digit, and a value that BSON cannot hold is kept
as its JSON text under the name `~json`, which no name of a body can become.
"""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

_TEXT = "~json"
_CODES = {"~": "~0", ".": "~1", "$": "~2", "\0": "~3"}
_SIGNS = {code: sign for sign, code in _CODES.items()}
_FORBIDDEN = re.compile(r"[~.$\0]")
_CODE = re.compile("~[0-3]")
_DEEPEST = 40  # servers take a hundred levels, with what surrounds a body
_MOST_BITS = 63


def document_key(organization_id: str, collection: str, document_id: str) -> str:
    """The `_id`: each part is quoted, so that no two documents share one."""
    return ":".join(quote(part, safe="") for part in (organization_id, collection, document_id))


def field_path(name: str) -> str:
    """Where a top-level field of a body stands in a stored document."""
    return f"body.{_coded(name)}"


def stored(body: Mapping[str, Any]) -> dict[str, Any]:
    """The body as it is kept; nothing in it is the caller's own."""
    return {_coded(name): _stored(value, 1) for name, value in _plain(body).items()}


def restored(body: Mapping[str, Any]) -> dict[str, Any]:
    return {_decoded(name): _restored(value) for name, value in body.items()}


def _plain(body: Mapping[str, Any]) -> dict[str, Any]:
    return json.loads(json.dumps(dict(body)))


def _stored(value: Any, depth: int) -> Any:
    if not _fits(value, depth):
        return {_TEXT: json.dumps(value)}
    if isinstance(value, dict):
        parts: dict[str, Any] = value  # pyright: ignore[reportUnknownVariableType] -- any JSON
        return {_coded(name): _stored(part, depth + 1) for name, part in parts.items()}
    if isinstance(value, list):
        items: list[Any] = value  # pyright: ignore[reportUnknownVariableType] -- any JSON
        return [_stored(item, depth + 1) for item in items]
    return value


def _fits(value: Any, depth: int) -> bool:
    if isinstance(value, int):
        return value.bit_length() <= _MOST_BITS
    if isinstance(value, str):
        return _is_whole(value)
    if isinstance(value, dict):
        names: list[str] = list(value)  # pyright: ignore[reportUnknownArgumentType] -- any JSON
        return depth < _DEEPEST and all(map(_is_whole, names))
    return not isinstance(value, list) or depth < _DEEPEST


def _is_whole(text: str) -> bool:
    """Whether it holds no half of a character, which UTF-8 cannot write."""
    return text.isascii() or not re.search("[\ud800-\udfff]", text)


def _restored(value: Any) -> Any:
    if isinstance(value, dict):
        parts: dict[str, Any] = value  # pyright: ignore[reportUnknownVariableType] -- any JSON
        return json.loads(parts[_TEXT]) if _TEXT in parts else restored(parts)
    if isinstance(value, list):
        items: list[Any] = value  # pyright: ignore[reportUnknownVariableType] -- any JSON
        return [_restored(item) for item in items]
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)  # the driver's own kind for 64 bits is not quite one
    return value


def _coded(name: str) -> str:
    return _FORBIDDEN.sub(lambda found: _CODES[found[0]], name)


def _decoded(name: str) -> str:
    return _CODE.sub(lambda found: _SIGNS[found[0]], name)
