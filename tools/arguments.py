"""Turns raw arguments into a tool's input, or says which field is wrong and why."""

import json
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from domain_api.kernel import Command, InvalidInput

I = TypeVar("I", bound=Command)  # noqa: E741 -- the tool's input

MAX_BYTES = 100_000
MAX_DEPTH = 16
_MOST_PROBLEMS = 10
_MOST_NAMED = 3


def parse_arguments(shape: type[I], arguments: Mapping[str, Any]) -> I:
    """The validated input. Raises `InvalidInput` with `problems`: one field and problem each."""
    _require_shallow(arguments)
    _require_small(arguments)
    try:
        return shape.model_validate(arguments)
    except ValidationError as error:
        raise _told(error) from None


def _require_shallow(arguments: Mapping[str, Any]) -> None:
    level: list[Any] = [arguments]
    for _ in range(MAX_DEPTH):
        level = [child for value in level for child in _children(value)]
        if not level:
            return
    raise InvalidInput(
        f"The arguments are nested more than {MAX_DEPTH} levels deep.", max_depth=MAX_DEPTH
    )


def _children(value: Any) -> list[Any]:
    match value:
        case Mapping():
            return list(value.values())  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] -- any JSON
        case list():
            return value  # pyright: ignore[reportUnknownVariableType] -- any JSON
        case _:
            return []


def _require_small(arguments: Mapping[str, Any]) -> None:
    text = json.dumps(arguments, ensure_ascii=False)
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        raise InvalidInput(
            f"The arguments have {size} bytes; at most {MAX_BYTES} are taken.", max_bytes=MAX_BYTES
        )


def _told(error: ValidationError) -> InvalidInput:
    found = error.errors(include_url=False, include_context=False, include_input=False)
    problems = [
        {"field": _field(item["loc"]), "problem": item["msg"]} for item in found[:_MOST_PROBLEMS]
    ]
    named = "; ".join(f"{item['field']}: {item['problem']}" for item in problems[:_MOST_NAMED])
    more = f" (and {len(found) - _MOST_NAMED} more)" if len(found) > _MOST_NAMED else ""
    return InvalidInput(f"{named}{more}.", problems=problems)


def _field(location: tuple[int | str, ...]) -> str:
    """A path such as `channels.0.asset_id`; the sender chose the names of unknown fields."""
    path = ".".join(str(part) for part in location) or "arguments"
    return path[:100].encode("ascii", "backslashreplace").decode()
