"""Cursors of lists that run newest first: the moment and the id of the last row shown."""

from datetime import datetime

from domain_api.kernel.errors import InvalidInput
from domain_api.kernel.pages import decode_cursor, encode_cursor

After = tuple[datetime, str]
"""Where a page begins: rows older than this moment, or as old with a smaller id."""


def encode_after(moment: datetime, row_id: str) -> str:
    return encode_cursor(moment.isoformat(), row_id)


def decode_after(cursor: str | None) -> After | None:
    """Raises `InvalidInput` for a cursor that no page gave out."""
    keys = decode_cursor(cursor, 2)
    if keys is None:
        return None
    try:
        moment = datetime.fromisoformat(keys[0])
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not keys[1].replace("_", "").isalnum():
        raise InvalidInput("That cursor is not one of ours.", code="invalid_cursor")
    return moment, keys[1]
