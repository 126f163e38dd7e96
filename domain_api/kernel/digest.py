"""Canonical JSON and its SHA-256: equal meaning gives equal bytes, in every process."""

import hashlib
import json

from domain_api.kernel.errors import InvalidInput


def canonical_json(value: object) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces.

    Raises `InvalidInput` for floats, which do not compare, for keys that are not text, for
    half a character, and for values nested too deep or within themselves.
    """
    try:
        _refuse_ambiguous(value)
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return text.encode()
    except (ValueError, RecursionError):
        raise InvalidInput("That cannot be written as JSON.", code="invalid_json") from None


def digest_of(value: object) -> str:
    """Hexadecimal SHA-256 of the canonical JSON of a value."""
    return digest_of_bytes(canonical_json(value))


def digest_of_bytes(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _refuse_ambiguous(value: object) -> None:
    match value:
        case float():
            raise InvalidInput("A digest covers no floating point number.", code="invalid_amount")
        case dict():
            if not all(isinstance(key, str) for key in value):  # pyright: ignore[reportUnknownVariableType] -- any JSON
                raise InvalidInput("The keys of a JSON object are text.", code="invalid_json")
            for item in value.values():  # pyright: ignore[reportUnknownVariableType] -- any JSON
                _refuse_ambiguous(item)  # pyright: ignore[reportUnknownArgumentType] -- any JSON
        case list() | tuple():
            for item in value:  # pyright: ignore[reportUnknownVariableType] -- any JSON
                _refuse_ambiguous(item)  # pyright: ignore[reportUnknownArgumentType] -- any JSON
        case _:
            pass
