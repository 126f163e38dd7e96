"""Identifiers: a prefix that says what it is, and a body that sorts by time of birth."""

import hashlib
import json
import re
import secrets
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford: no i, l, o, u
_BODY = 26
_SHAPE = re.compile(r"[a-z]{2,5}_[0-9a-hjkmnp-tv-z]{26}")


def _encode(number: int) -> str:
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in range(5 * (_BODY - 1), -1, -5))


def new_id(prefix: str) -> str:
    """A fresh id such as `pln_01kb…`: 48 bits of milliseconds, then 80 random bits.

    The time in it orders ids for paging only; no rule reads it, so it comes from the
    machine and not from the domain's clock.
    """
    stamp = time.time_ns() // 1_000_000
    return f"{prefix}_{_encode(stamp << 80 | secrets.randbits(80))}"


def derived_id(prefix: str, *parts: object) -> str:
    """The same parts give the same id, in every process: the natural key of what they name.

    Parts count by their text, and each by itself: `("a", "b")` is not `("ab",)`.
    """
    text = json.dumps([prefix, *(str(part) for part in parts)])
    digest = hashlib.sha256(text.encode()).digest()
    return f"{prefix}_{_encode(int.from_bytes(digest[:16], 'big'))}"


def is_any_id(text: str) -> bool:
    """Whether the text has the shape of an id, of whatever prefix."""
    return bool(_SHAPE.fullmatch(text))


def is_id(text: str, prefix: str) -> bool:
    """Whether the text has the shape of an id with this prefix."""
    return is_any_id(text) and text.startswith(f"{prefix}_")
