"""Any JSON body comes back from BSON as it was, and no two documents share a key."""

from typing import Any

from bson import BSON, encode
from hypothesis import given, settings
from hypothesis import strategies as st

from domain_api.adapters.documents.mongo.bodies import document_key, restored, stored

NAMES = st.one_of(st.text(max_size=8), st.text("~.$\0json0123", max_size=8))
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | NAMES
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3)
)


@settings(max_examples=150)
@given(st.dictionaries(NAMES, JSON, max_size=4))
def test_a_body_comes_back_from_bson(body: dict[str, Any]) -> None:
    kept = stored(body)
    assert not _forbidden(kept)
    assert restored(BSON(encode(kept)).decode()) == body


def test_half_a_character_comes_back_too() -> None:
    body = {"a": "\ud83d", "b": [{"\udc00": 1}], "c": "🌙"}
    assert restored(BSON(encode(stored(body))).decode()) == body


@given(st.lists(st.text(":%/a.", max_size=4), min_size=6, max_size=6))
def test_different_documents_have_different_keys(parts: list[str]) -> None:
    one, other = tuple(parts[:3]), tuple(parts[3:])
    assert (document_key(*one) == document_key(*other)) == (one == other)


def _forbidden(value: Any) -> bool:
    """Names that servers refuse, or read as something else."""
    if isinstance(value, dict):
        names: list[str] = list(value)  # pyright: ignore[reportUnknownArgumentType] -- any JSON
        return any(set(name) & set(".$\0") for name in names) or _forbidden(list(value.values()))  # pyright: ignore[reportUnknownArgumentType] -- any JSON
    return isinstance(value, list) and any(map(_forbidden, value))  # pyright: ignore[reportUnknownArgumentType] -- any JSON
