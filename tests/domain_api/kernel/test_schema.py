"""A command takes what its fields ask for, as JSON writes it, and nothing that only looks so."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any

import pytest
from fastapi import FastAPI, Query
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from domain_api.kernel import (
    Amount,
    Command,
    IdempotencyKey,
    InvalidInput,
    Limit,
    LongText,
    Money,
    MoneyView,
    ShortText,
)


class Size(StrEnum):
    SMALL = "small"


class Order(Command):
    name: ShortText = "latte"
    note: LongText | None = None
    count: Annotated[int, Field(ge=0)] = 1
    version: Annotated[int, Field(ge=1)] | None = None
    hot: bool = True
    sweet: bool | None = None
    size: Size = Size.SMALL
    on: date | None = None
    at: datetime | None = None
    words: list[ShortText] = []
    fields: dict[str, str] = {}
    price: Amount | None = None
    extras: list["Order"] = []
    key: IdempotencyKey | None = None


class Orders(Command):
    limit: Limit = 20
    since: date | None = None


def problems(values: dict[str, Any]) -> list[tuple[str, str]]:
    """Where each fault is, and of what type."""
    with pytest.raises(ValidationError) as refused:
        Order.model_validate(values)
    return [(str(fault["loc"][0]), fault["type"]) for fault in refused.value.errors()]


def test_json_is_taken_as_it_is_written() -> None:
    written = {
        "name": " Café ",
        "count": 2,
        "version": None,
        "hot": False,
        "size": "small",
        "on": "2027-03-01",
        "at": "2027-03-01T09:00:00-06:00",
        "price": {"minor_units": 350, "currency": "USD"},
        "extras": [{"count": 3}],
    }
    order = Order.model_validate(written)
    assert order == Order.model_validate_json(json.dumps(written))
    assert (order.name, order.on, order.size) == ("Café", date(2027, 3, 1), Size.SMALL)
    assert order.at == datetime(2027, 3, 1, 15, tzinfo=UTC)
    assert order.extras[0].count == 3


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("count", True, "int_type"),
        ("count", False, "int_type"),
        ("count", "5", "int_type"),
        ("count", "", "int_type"),
        ("count", 1.5, "int_from_float"),
        ("count", float("nan"), "finite_number"),
        ("count", None, "int_type"),
        ("count", [], "int_type"),
        ("version", True, "int_type"),
        ("version", "1", "int_type"),
        ("hot", 1, "bool_type"),
        ("hot", 0, "bool_type"),
        ("hot", 1.0, "bool_type"),
        ("hot", "yes", "bool_type"),
        ("hot", "false", "bool_type"),
        ("sweet", "on", "bool_type"),
        ("name", 5, "string_type"),
        ("name", True, "string_type"),
        ("on", 0, "date_type"),
        ("on", 1.0, "date_type"),
        ("on", "0", "date_type"),
        ("on", " 1800000000 ", "date_type"),
        ("on", True, "date_type"),
        ("at", 1_800_000_000, "datetime_type"),
        ("at", "1800000000.5", "datetime_type"),
        ("at", False, "datetime_type"),
        ("words", "abc", "list_type"),
        ("size", "huge", "enum"),
        ("size", 0, "enum"),
    ],
)
def test_a_value_of_another_kind_is_refused(field: str, value: Any, told: str) -> None:
    assert problems({field: value}) == [(field, told)]
    assert problems({"extras": [{field: value}]}) == [("extras", told)]


def test_the_refusal_says_what_is_asked_for() -> None:
    with pytest.raises(ValidationError, match="Input should be a valid integer"):
        Order.model_validate({"count": True})
    with pytest.raises(ValidationError, match="Input should be a valid boolean"):
        Order.model_validate({"hot": "no"})


def test_only_the_limit_of_a_list_may_come_as_text() -> None:
    assert Orders.model_validate({"limit": "7", "since": "2027-03-01"}).limit == 7
    for value in (True, "seven", "7.5", "51", "-1", ""):
        with pytest.raises(ValidationError):
            Orders.model_validate({"limit": value})


def test_a_query_string_and_a_body_meet_the_same_rules() -> None:
    app = FastAPI()

    @app.get("/orders")
    def read(query: Annotated[Orders, Query()]) -> int:  # pyright: ignore[reportUnusedFunction] -- the route
        return query.limit

    @app.post("/orders")
    def write(order: Order) -> int:  # pyright: ignore[reportUnusedFunction] -- the route
        return order.count

    client = TestClient(app)
    assert client.get("/orders?limit=7").json() == 7
    assert client.get("/orders?limit=true").status_code == 422
    assert client.get("/orders?unknown=1").status_code == 422
    assert client.post("/orders", json={"count": 7}).json() == 7
    assert client.post("/orders", json={"count": "7"}).status_code == 422
    assert client.post("/orders", json={"count": True}).status_code == 422


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"nmae": "latte"}, ["nmae"]),
        ({"": 1}, [""]),
        ({"organization_id": "org_1"}, ["organization_id"]),
        ({"price": {"minor_units": 1, "currency": "USD", "display": "x"}}, ["price"]),
        ({"extras": [{"tip": 1}], "tip": 1}, ["extras", "tip"]),
    ],
)
def test_unknown_fields_are_refused(values: dict[str, Any], fields: list[str]) -> None:
    assert problems(values) == [(field, "extra_forbidden") for field in fields]


BROKEN = ["\x00", "a\x00b", "\ud800", "caf\udce9", "\ud83d"]


PLACES: list[Callable[[str], dict[str, Any]]] = [
    lambda text: {"name": text},
    lambda text: {"words": ["ok", text]},
    lambda text: {"words": ("ok", text)},
    lambda text: {"fields": {"body": text}},
    lambda text: {"fields": {text: "body"}},
    lambda text: {text: 1},
    lambda text: {"extras": [{"extras": [{"extras": [{"note": text}]}]}]},
    lambda text: {"unknown": {"deep": [[{"er": [text]}]]}},
]


@pytest.mark.parametrize("text", BROKEN)
@pytest.mark.parametrize("place", PLACES)
def test_broken_text_is_refused_wherever_it_hides(
    text: str, place: Callable[[str], dict[str, Any]]
) -> None:
    with pytest.raises(ValidationError, match="NUL or half of a character"):
        Order.model_validate(place(text))


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=50))
def test_whole_text_of_any_script_is_taken(text: str) -> None:
    taken = Order(fields={"body": text}).fields["body"]
    assert taken in text
    assert taken.strip() == text.strip()


def test_a_body_nested_without_end_is_refused_and_not_a_crash() -> None:
    value: Any = []
    for _ in range(50_000):
        value = [value]
    assert problems({"unknown": value}) == [("unknown", "extra_forbidden")]
    assert problems({"words": value}) == [("words", "string_type")]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("name", "x" * 201, "string_too_long"),
        ("name", "x" * 1_000_000, "string_too_long"),
        ("name", "", "string_too_short"),
        ("name", " \t\n", "string_too_short"),
        ("note", "x" * 4001, "string_too_long"),
        ("count", 2**63, "int_parsing_size"),
        ("count", -(10**400), "int_parsing_size"),
        ("count", -1, "greater_than_equal"),
        ("key", "short", "string_too_short"),
        ("key", "with a space", "string_pattern_mismatch"),
        ("key", "line\nbreak1", "string_pattern_mismatch"),
        ("key", "ñandúñandú", "string_pattern_mismatch"),
        ("key", "k" * 201, "string_too_long"),
    ],
)
def test_what_is_empty_or_huge_is_refused(field: str, value: Any, told: str) -> None:
    assert problems({field: value}) == [(field, told)]


def test_a_command_and_a_view_are_frozen() -> None:
    for frozen, field in ((Order(), "name"), (MoneyView.of(Money(1, "USD")), "display")):
        with pytest.raises(ValidationError, match="frozen"):
            setattr(frozen, field, "other")


@pytest.mark.parametrize("minor", [True, "5", 5.0, None, 10**20])
def test_an_amount_counts_whole_units_only(minor: Any) -> None:
    with pytest.raises((ValidationError, InvalidInput)):
        Amount.model_validate({"minor_units": minor, "currency": "USD"}).money()


@pytest.mark.parametrize("currency", ["usd", "US", "USDT", "", "$", "ABC", None])
def test_an_amount_has_one_known_currency(currency: Any) -> None:
    with pytest.raises((ValidationError, InvalidInput)):
        Amount.model_validate({"minor_units": 1, "currency": currency}).money()


def test_money_is_shown_with_its_units_and_in_words() -> None:
    view = MoneyView.of(Money(150_000, "USD"))
    assert view.model_dump() == {
        "minor_units": 150_000,
        "currency": "USD",
        "display": "USD 1,500.00",
    }
    assert view.money() == Amount(minor_units=150_000, currency="USD").money()


def test_the_schema_shown_to_callers_asks_for_the_plain_types() -> None:
    shown = Order.model_json_schema()["$defs"]["Order"]["properties"]
    assert shown["count"]["type"] == "integer"
    assert shown["hot"]["type"] == "boolean"
    assert shown["on"]["anyOf"][0] == {"format": "date", "type": "string"}
    assert Orders.model_json_schema()["properties"]["limit"]["maximum"] == 50
