"""Canonical JSON and its SHA-256: equal meaning gives equal bytes, in every process."""

import hashlib
import json

from domain_api.kernel.errors import InvalidInput


def canonical_json(value: object) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces. Floats are refused: they do not compare."""
    _refuse_floats(value)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def digest_of(value: object) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of a value."""
    return digest_of_bytes(canonical_json(value))


def digest_of_bytes(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _refuse_floats(value: object) -> None:
    match value:
        case float():
            raise InvalidInput("A digest covers no floating point number.", code="invalid_amount")
        case dict():
            for item in value.values():  # pyright: ignore[reportUnknownVariableType] -- any JSON
                _refuse_floats(item)  # pyright: ignore[reportUnknownArgumentType] -- any JSON
        case list() | tuple():
            for item in value:  # pyright: ignore[reportUnknownVariableType] -- any JSON
                _refuse_floats(item)  # pyright: ignore[reportUnknownArgumentType] -- any JSON
        case _:
            pass
