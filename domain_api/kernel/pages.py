"""Pages: at most 50 rows and an opaque cursor to the next ones."""

import base64
import json
from collections.abc import Callable, Sequence
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from domain_api.kernel.errors import InvalidInput

MAX_ROWS = 50
LONGEST_CURSOR = 400
T = TypeVar("T")

Limit = Annotated[
    int,
    # the one number that comes in a query string, where every value is text
    Field(ge=1, le=MAX_ROWS, strict=False, description="Rows to return, at most 50."),
]
Cursor = Annotated[
    str, Field(max_length=LONGEST_CURSOR, description="`next_cursor` of the page before.")
]


class Page(BaseModel, Generic[T]):
    """Rows in order; `next_cursor` is absent on the last page."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    items: list[T]
    next_cursor: str | None = None


def encode_cursor(*keys: str) -> str:
    return base64.urlsafe_b64encode(json.dumps(keys).encode()).decode().rstrip("=")


def decode_cursor(cursor: str | None, keys: int) -> tuple[str, ...] | None:
    """The sort keys in a cursor, or None without one; a forged one is `InvalidInput`."""
    if cursor is None:
        return None
    parts = _keys_in(cursor)
    if len(parts) != keys:
        raise InvalidInput("That cursor is not one of ours.", code="invalid_cursor")
    return parts


def _keys_in(cursor: str) -> tuple[str, ...]:
    """None at all unless `encode_cursor` writes this very cursor for them.

    Keys go into statements: only printable text does, which databases can hold.
    """
    if len(cursor) > LONGEST_CURSOR:
        return ()
    try:
        parts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        keys = tuple(part for part in parts if isinstance(part, str) and part.isprintable())
    except (ValueError, TypeError):
        return ()
    return keys if encode_cursor(*keys) == cursor else ()


def page_of(rows: Sequence[T], limit: int, cursor_of: Callable[[T], str]) -> Page[T]:
    """A page from `limit + 1` rows: the extra row only tells that there is more."""
    kept = list(rows[:limit])
    more = len(rows) > limit
    return Page(items=kept, next_cursor=cursor_of(kept[-1]) if more else None)
