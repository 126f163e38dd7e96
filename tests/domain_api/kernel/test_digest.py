"""Equal meaning gives equal bytes, and what has no one meaning gives none."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain_api.kernel import Channel, InvalidInput, canonical_json, digest_of, digest_of_bytes

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
few = settings(max_examples=80, deadline=None)


def shuffled(value: Any) -> Any:
    """The same meaning, written another way: keys turned round, lists as tuples."""
    match value:
        case dict():
            return {key: shuffled(value[key]) for key in reversed(value)}  # pyright: ignore
        case list():
            return tuple(shuffled(item) for item in value)  # pyright: ignore
        case _:
            return value


@few
@given(values)
def test_the_order_of_keys_and_the_kind_of_list_do_not_count(value: Any) -> None:
    assert canonical_json(shuffled(value)) == canonical_json(value)
    assert digest_of(shuffled(value)) == digest_of(value)


@few
@given(values)
def test_the_bytes_are_json_of_the_same_value(value: Any) -> None:
    assert json.loads(canonical_json(value)) == value


@few
@given(values, values)
def test_two_values_share_bytes_only_when_they_are_equal(one: Any, other: Any) -> None:
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (canonical_json(one) == canonical_json(other)) is same


def test_the_bytes_are_these() -> None:
    value = {"ñ": [1, True, None, "café ☕"], "a": {"z": "", "b": -5}, "Z": Channel.EMAIL}
    told = '{"Z":"email","a":{"b":-5,"z":""},"ñ":[1,true,null,"café ☕"]}'
    assert canonical_json(value) == told.encode()
    assert digest_of(value) == digest_of_bytes(told.encode())
    assert digest_of({}) == hashlib.sha256(b"{}").hexdigest()


WRAPS: list[Callable[[float], Any]] = [
    lambda number: number,
    lambda number: [number],
    lambda number: ({"a": (1, number)},),
    lambda number: {"a": {"b": [[[number]]]}},
]


@pytest.mark.parametrize("wrap", WRAPS)
@pytest.mark.parametrize("number", [0.0, -0.0, 1.0, 0.1, float("nan"), float("inf")])
def test_a_float_is_refused_at_any_depth(wrap: Callable[[float], Any], number: float) -> None:
    with pytest.raises(InvalidInput) as refused:
        canonical_json(wrap(number))
    assert refused.value.code == "invalid_amount"


@pytest.mark.parametrize("key", [1, 1.5, True, None, ("a",)])
def test_a_key_that_is_no_text_is_refused(key: Any) -> None:
    with pytest.raises(InvalidInput):
        canonical_json({"a": [{key: 1}]})


def _nested(levels: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(levels):
        value = [value]
    return value


def _within_itself() -> list[Any]:
    value: list[Any] = []
    value.append(value)
    return value


@pytest.mark.parametrize(
    "value",
    ["\ud800", {"a": ["\udfff"]}, {"\ud800": 1}, _nested(100_000), _within_itself(), 10**5000],
    ids=["surrogate", "inside", "key", "deep", "circular", "endless"],
)
def test_what_json_cannot_say_is_refused_clearly(value: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        canonical_json(value)
    assert refused.value.code == "invalid_json"


def test_letters_that_only_look_alike_are_different() -> None:
    assert digest_of("caf\u00e9") != digest_of("cafe\u0301")
    assert digest_of("1") != digest_of(1)
    assert digest_of(1) != digest_of(True)
