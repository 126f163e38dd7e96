"""Reads JSON schemas: where strings stand in a request, and the smallest request that is valid."""

import copy
from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]
Keys = tuple[str | int, ...]
_DEEPEST = 8


def resolved(schema: Schema, root: Schema) -> Schema:
    """Without references, and without the null that an optional value may be."""
    if "$ref" in schema:
        return resolved(_found(str(schema["$ref"]), root), root)
    choices: list[Schema] = schema.get("anyOf") or schema.get("oneOf") or []
    real = [one for one in choices if one.get("type") != "null"]
    return resolved(real[0], root) if real else schema


def _found(reference: str, root: Schema) -> Schema:
    found: Any = root
    for part in reference.removeprefix("#/").split("/"):
        found = found[part]
    return found


def root_of(schema: Schema, document: Schema) -> Schema:
    """Where its references lead: into itself, where it brings its own definitions."""
    return schema if "$defs" in schema else document


def strings(schema: Schema, root: Schema, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Where free text may stand, and what is said of it: no choice of words, no date. A list
    stands for its first item."""
    told = str(schema.get("description", ""))
    schema = resolved(schema, root)
    if len(keys) > _DEEPEST:
        return
    if schema.get("type") == "string" and not {"enum", "const", "format"} & set(schema):
        yield keys, told or str(schema.get("description", ""))
    for name, part in schema.get("properties", {}).items():
        yield from strings(part, root, (*keys, name))
    if isinstance(schema.get("items"), dict):
        yield from strings(schema["items"], root, (*keys, 0))


def sample(schema: Schema, root: Schema) -> Any:
    """Its example, or what it needs and no more."""
    beside = schema.get("examples")  # next to a reference, which it makes concrete
    schema = resolved(schema, root)
    if examples := beside or schema.get("examples"):
        return copy.deepcopy(examples[0])
    if "enum" in schema:
        return schema["enum"][0]
    match schema.get("type"):
        case "object":
            parts: Schema = schema.get("properties", {})
            return {name: sample(parts[name], root) for name in schema.get("required", [])}
        case "array":
            return [sample(schema["items"], root) for _ in range(schema.get("minItems", 0))]
        case "string":
            return "x" * schema.get("minLength", 1)
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return False
        case _:
            return None


def placed(value: Any, keys: Keys, put: str, schema: Schema, root: Schema) -> Any:
    """The same request with `put` at `keys`; what is missing on the way there is made."""
    if not keys:
        return put
    schema, key = resolved(schema, root), keys[0]
    if isinstance(key, int):
        items: list[Any] = list(value or [sample(schema["items"], root)])
        return [placed(items[0], keys[1:], put, schema["items"], root), *items[1:]]
    parts = dict(value or sample(schema, root))
    part = schema["properties"][key]
    return {**parts, key: placed(parts.get(key), keys[1:], put, part, root)}


def at(value: Any, keys: Keys) -> Any:
    """What stands there, or None."""
    for key in keys:
        inside = isinstance(value, dict) and key in value
        if not inside and not (isinstance(value, list) and value):
            return None
        value = value[key]  # pyright: ignore[reportUnknownVariableType, reportArgumentType, reportCallIssue] -- any JSON
    return value  # pyright: ignore[reportUnknownVariableType] -- any JSON
