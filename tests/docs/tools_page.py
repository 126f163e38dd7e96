"""The reference of tools, made from the catalogue."""

from typing import Any

from tests.docs.blocks import code, table
from tests.docs.tables import ENGLISH
from tests.docs.words import EFFECTS
from tools.catalogue import catalogue, tools_of
from tools.tool import AnyTool, Effect, ServerName

Json = dict[str, Any]


def by_effect(language: int) -> str:
    """The tools by how far they reach, with what a person would say."""
    header = (
        ("tool", "server", "rights", "what a person says"),
        ("herramienta", "servidor", "derechos", "lo que dice una persona"),
    )[language]
    parts: list[str] = []
    for effect in Effect:
        rows = [_summary(tool, language) for tool in catalogue() if tool.effect is effect]
        none = ("No tool has this effect.", "Ninguna herramienta tiene este efecto.")[language]
        parts.append(f"**{code(effect.value)}** {EFFECTS[effect.value][language]}")
        parts.append(table(header, rows) if rows else none)
    return "\n\n".join(parts)


def reference() -> str:
    """Every tool with its fields, server by server."""
    return "\n\n".join(
        f"## {server.value}\n\n" + "\n\n".join(_entry(tool) for tool in tools_of(server))
        for server in ServerName
    )


def _summary(tool: AnyTool, language: int) -> tuple[str, ...]:
    said = tool.examples.english if language == ENGLISH else tool.examples.spanish
    return (
        f"[{code(tool.name)}]({_page(language)}#{tool.name})",
        tool.server.value,
        _rights(tool),
        said[0],
    )


def _page(language: int) -> str:
    return "tools.md" if language == ENGLISH else "../tools.md"


def _rights(tool: AnyTool) -> str:
    return ", ".join(code(right.value) for right in sorted(tool.rights))


def _entry(tool: AnyTool) -> str:
    schema = tool.input_schema()
    fields = [_field(schema, name, shape) for name, shape in schema.get("properties", {}).items()]
    lines = [
        f"### {tool.name}",
        tool.description,
        f"Effect {code(tool.effect.value)}. Rights: {_rights(tool)}. "
        f"“{tool.examples.english[0]}” · «{tool.examples.spanish[0]}»",
    ]
    if fields:
        lines.append(table(("field", "type", "", "meaning"), fields))
    else:
        lines.append("It takes no field.")
    return "\n\n".join(lines)


def _field(schema: Json, name: str, shape: Json) -> tuple[str, ...]:
    needed = "needed" if name in schema.get("required", []) else ""
    return (code(name), _type(shape, schema), needed, _meaning(shape, schema))


def _meaning(shape: Json, schema: Json) -> str:
    """The field's own description, or that of what it may hold."""
    own = str(_resolved(shape, schema).get("description", ""))
    parts = [_meaning(part, schema) for part in shape.get("anyOf", [])]
    return own.split("\n")[0] or "".join(parts)


def _type(shape: Json, schema: Json) -> str:
    """The type in a few words; an object shows its fields by name."""
    shape = _resolved(shape, schema)
    if "anyOf" in shape:
        kinds = [_type(part, schema) for part in shape["anyOf"] if part.get("type") != "null"]
        return " or ".join(kinds)
    if "enum" in shape:
        return ", ".join(code(str(value)) for value in shape["enum"])
    if shape.get("type") == "array":
        return f"list of {_type(shape['items'], schema)}"
    if shape.get("type") == "object":
        return f"object of {', '.join(code(name) for name in shape.get('properties', {}))}"
    return f"{shape.get('format') or shape.get('type')}{_bounds(shape)}"


def _bounds(shape: Json) -> str:
    low = shape.get("minimum", shape.get("exclusiveMinimum"))
    if "maximum" in shape:
        return f" {low}–{shape['maximum']}"
    if "exclusiveMinimum" in shape:
        return f" above {low}"
    return f" up to {shape['maxLength']}" if "maxLength" in shape else ""


def _resolved(shape: Json, schema: Json) -> Json:
    if "$ref" not in shape:
        return shape
    return {
        **schema["$defs"][shape["$ref"].rsplit("/", 1)[-1]],
        **{k: v for k, v in shape.items() if k != "$ref"},
    }
