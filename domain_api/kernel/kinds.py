"""Refuses values of another kind that pydantic would turn into the one a field asks for.

It reads true as 1, "yes" as true, "5" as 5 and 5 as a day in 1970: none of them is what
the sender of JSON said. Texts stay the form of dates and enums, as JSON has no other.
"""

import re
from datetime import date, datetime
from typing import Any, get_args

from pydantic.fields import FieldInfo
from pydantic.types import Strict
from pydantic_core import PydanticKnownError

_MISTAKEN: dict[type, set[type]] = {
    bool: {int, float, date, datetime},
    int: {bool, date, datetime},
    float: {bool, date, datetime},
    str: {bool, int, float},
}
"""By the kind of value that was sent: the kinds it would wrongly pass for."""

_MAX_BITS = 63  # what a database's whole number holds
_NUMBER = re.compile(r"[+-]?[0-9.]+")


def refuse_other_kind(value: Any, field: FieldInfo) -> None:
    """Raise pydantic's own error for the kind the field asks for, and for endless numbers."""
    if isinstance(value, int) and value.bit_length() > _MAX_BITS:
        raise PydanticKnownError("int_parsing_size")
    kinds = _kinds_of(field.annotation)
    sent = _kind_sent(value, kinds)
    if sent in kinds or (sent is str and _takes_text(field)):
        return
    for asked in kinds & _MISTAKEN.get(sent, set()):
        raise PydanticKnownError(_ERRORS[asked])


_ERRORS: dict[type, Any] = {
    bool: "bool_type",
    int: "int_type",
    float: "float_type",
    date: "date_type",
    datetime: "datetime_type",
}


def _kind_sent(value: object, kinds: set[type]) -> type:
    """A number in quotes is a number where a date is asked for, and text elsewhere."""
    if isinstance(value, str) and kinds & {date, datetime} and _NUMBER.fullmatch(value.strip()):
        return float
    return type(value)


def _takes_text(field: FieldInfo) -> bool:
    """Whether it says `strict=False`: it comes in query strings, where all values are text."""
    return any(isinstance(rule, Strict) and not rule.strict for rule in field.metadata)


def _kinds_of(annotation: Any) -> set[type]:
    """The plain types in an annotation, out of its unions and `Annotated`."""
    if isinstance(annotation, type):
        return {annotation}
    return {kind for part in get_args(annotation) for kind in _kinds_of(part)}
