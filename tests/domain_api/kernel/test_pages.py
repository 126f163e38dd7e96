"""A cursor comes back as it was given out, and no other text passes for one."""

import base64
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain_api.kernel import InvalidInput, decode_cursor, encode_cursor, new_id, page_of

printable = st.text(max_size=20).filter(str.isprintable)


def forged(document: Any) -> str:
    text = document if isinstance(document, str) else json.dumps(document)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@settings(max_examples=60, deadline=None)
@given(st.lists(printable, min_size=1, max_size=3))
def test_a_cursor_brings_its_keys_back(keys: list[str]) -> None:
    cursor = encode_cursor(*keys)
    assert decode_cursor(cursor, len(keys)) == tuple(keys)
    assert cursor.replace("-", "").replace("_", "").isalnum()


def test_without_a_cursor_there_are_no_keys() -> None:
    assert decode_cursor(None, 2) is None


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "!",
        "é",
        "\ud800",
        "a" * 401,
        forged("[" * 5_000),
        forged("[" * 250),
        forged({"a": 1, "b": 2}),
        forged(["a"]),
        forged(["a", "b", "c"]),
        forged(["a", 1]),
        forged(["a", None]),
        forged(["a", ["b"]]),
        forged(["a", "\x00"]),
        forged(["a", "\ud800"]),
        forged('["a","b"]'),
        forged("[NaN, 1]"),
        forged(5),
        forged("ab"),
        forged(["a", "b"]) + "!!",
        forged(["a", "b"]) + "==",
        " " + forged(["a", "b"]),
    ],
)
def test_a_forged_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        decode_cursor(cursor, 2)
    assert refused.value.code == "invalid_cursor"


def test_a_cursor_cut_anywhere_is_refused() -> None:
    cursor = encode_cursor("2027-01-10T15:00:00+00:00", new_id("pay"))
    for length in range(len(cursor)):
        with pytest.raises(InvalidInput):
            decode_cursor(cursor[:length], 2)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 50), st.integers(0, 60))
def test_a_page_says_whether_there_is_more(limit: int, rows: int) -> None:
    page = page_of(range(rows)[: limit + 1], limit, str)
    assert page.items == list(range(min(rows, limit)))
    assert page.next_cursor == (str(limit - 1) if rows > limit else None)
