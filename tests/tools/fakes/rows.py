"""Rows of one kind, by tenant and id; what another tenant has is not there."""

from threading import Lock
from typing import Generic, TypeVar

from domain_api.kernel import NotFound, Page, decode_cursor, encode_cursor, page_of

T = TypeVar("T")


class Rows(Generic[T]):
    def __init__(self, noun: str) -> None:
        self._noun = noun
        self._rows: dict[tuple[str, str], T] = {}
        self._lock = Lock()

    def put(self, organization_id: str, row_id: str, row: T) -> T:
        with self._lock:
            self._rows[(organization_id, row_id)] = row
        return row

    def get(self, organization_id: str, row_id: str) -> T:
        with self._lock:
            row = self._rows.get((organization_id, row_id))
        if row is None:
            raise NotFound(f"There is no {self._noun} {row_id[:40]}.")
        return row

    def all(self, organization_id: str) -> list[T]:
        return [row for _, row in self._named(organization_id)]

    def page(self, organization_id: str, limit: int, cursor: str | None) -> Page[T]:
        """Newest id first."""
        after = decode_cursor(cursor, 1)
        rows = sorted(self._named(organization_id), key=lambda item: item[0], reverse=True)
        rest = [item for item in rows if after is None or item[0] < after[0]]
        page = page_of(rest[: limit + 1], limit, lambda item: encode_cursor(item[0]))
        return Page(items=[row for _, row in page.items], next_cursor=page.next_cursor)

    def _named(self, organization_id: str) -> list[tuple[str, T]]:
        with self._lock:
            rows = list(self._rows.items())
        return [(name, row) for (tenant, name), row in rows if tenant == organization_id]
