"""Every door of the product with the places where it takes text, as its own documents say."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mcp_servers.resources import RESOURCES
from tests.tenancy.life import API, Life
from tests.tenancy.shapes import Keys, Schema, at, placed, root_of, sample, strings
from tests.tenancy.site import Request
from tools.catalogue import catalogue
from tools.tool import HINTS

METHODS = frozenset({"get", "put", "post", "patch", "delete", "head", "options"})
META: dict[str, Any] = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
}
KEY = "idempotency_key"
_JSON = "application/json"
_KIND = re.compile(r"\b([a-z]{2,5})_(?:…|01kb)")

BODIES: Mapping[str, Callable[[Life], Any]] = {
    # Who asked could not decide any more.
    "PUT /organization/settings": lambda _life: {"four_eyes": False},
    "POST /sessions": lambda life: {"email": life.email, "password": life.password},
    # An address belongs to one person, in whatever organization.
    "POST /users": lambda life: {
        "email": f"new.{life.word}@{life.word}.example",
        "name": f"{life.word} new",
        "role": "viewer",
        "password": life.password,
    },
    "tool revise_plan": lambda life: {"plan_id": "", "name": f"{life.word} revised"},
}
"""Bodies that serve better than the examples in the documents. A door that says `no valid
body` needs an example in its route's `Body(...)`, or a line here."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a door takes a text: in its path, its query, a header or its body."""

    where: str
    keys: Keys
    kind: str = field(default="", compare=False)
    """The prefix of ids that belong there, where its description names one: `cli_…`."""

    @classmethod
    def told(cls, where: str, keys: Keys, description: str) -> "Place":
        found = _KIND.search(description)
        return cls(where, keys, found[1] if found else "")

    @property
    def name(self) -> str:
        return str(next(key for key in reversed(self.keys) if isinstance(key, str)))

    def __str__(self) -> str:
        return f"{self.where} {'.'.join(map(str, self.keys))}"


Filled = Mapping[Place, str]


@dataclass(frozen=True, slots=True)
class Door:
    """`build` makes a request of texts for some places; the rest of it is an example's."""

    name: str
    reads: bool
    public: bool
    takes_key: bool
    places: tuple[Place, ...]
    needed: frozenset[Place]
    build: Callable[[Life, Filled], Request]

    def __str__(self) -> str:
        return self.name

    def ids(self, names: frozenset[str]) -> list[Place]:
        """The places that carry an id: by a name that ids have, or as they say themselves."""
        return [
            one for one in self.places if one.name in names or one.kind or one.name.endswith("_id")
        ]


def rest_doors(document: Schema) -> list[Door]:
    """One for each operation of the OpenAPI document."""
    return [
        _rest_door(document, path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method in METHODS
    ]


def tool_doors(document: Schema) -> list[Door]:
    """One for each tool; where REST takes the same command, its example serves here too."""
    examples = dict(_examples_by_command(document))
    return [_tool_door(tool, examples.get(tool.input.__name__)) for tool in catalogue()]


def resource_doors() -> list[Door]:
    """One for each resource and each template."""
    return [_resource_door(resource) for resource in RESOURCES]


def mcp_request(life: Life, server: str, method: str, **params: Any) -> Request:
    """What a client of 2026-07-28 sends."""
    body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": {**params, "_meta": META}}
    headers = {"accept": "application/json"}
    return Request("POST", f"/mcp/{server}", life.agent_token, body=body, headers=headers)


def _rest_door(document: Schema, path: str, method: str, operation: Schema) -> Door:
    name = f"{method.upper()} {path.removeprefix(API)}"
    parameters: list[Schema] = operation.get("parameters", [])
    kinds: Schema = operation.get("requestBody", {}).get("content", {})
    content = kinds.get(_JSON)
    places = list(_rest_places(document, parameters, content))
    example = _example(document, content) if content else _file(document, kinds)
    file_kind = {"content-type": next(iter(kinds))} if kinds and not content else {}

    def build(life: Life, filled: Filled) -> Request:
        body = BODIES[name](life) if name in BODIES else example
        query: dict[str, str] = {}
        headers = dict(file_kind)
        address = path
        for place, text in filled.items():
            if place.where == "path":
                address = address.replace(f"{{{place.name}}}", text)
            elif place.where == "query":
                query[place.name] = text
            elif place.where == "header":
                headers[place.name] = text
            elif place.where == "body" and content:
                schema = content["schema"]
                body = placed(body, place.keys, text, schema, root_of(schema, document))
        assert "{" not in address, f"{name}: no id of ours for {address}"
        return Request(method.upper(), address, life.token, query, body, headers)

    return Door(
        name,
        reads=method == "get",
        public=not operation.get("security"),
        takes_key=any(one["name"].lower() == "idempotency-key" for one in parameters),
        places=tuple(places),
        needed=frozenset([*_needed(places, example), *_asked(parameters)]),
        build=build,
    )


def _file(document: Schema, kinds: Schema) -> bytes | None:
    """The example of a body that is no JSON. Its lines may carry no id: nothing would try it."""
    for content in kinds.values():
        schema = content["schema"]
        for keys, told in strings(schema, root_of(schema, document)):
            place = Place.told("body", keys, told)
            assert not keys or not (place.kind or place.name.endswith("_id")), place
    return next((str(content["example"]).encode() for content in kinds.values()), None)


def _asked(parameters: list[Schema]) -> Iterator[Place]:
    for parameter in parameters:
        if parameter.get("required"):
            yield Place(parameter["in"], (parameter["name"],))


def _rest_places(
    document: Schema, parameters: list[Schema], content: Schema | None
) -> Iterator[Place]:
    for parameter in parameters:
        for keys, told in strings(parameter["schema"], document, (parameter["name"],)):
            yield Place.told(parameter["in"], keys, told)
    if content:
        schema = content["schema"]
        for keys, told in strings(schema, root_of(schema, document)):
            if keys != (KEY,):
                yield Place.told("body", keys, told)


def _example(document: Schema, content: Schema) -> Any:
    if named := content.get("examples"):
        return next(iter(named.values()))["value"]
    return content.get("example") or sample(content["schema"], root_of(content["schema"], document))


def _needed(places: list[Place], example: Any) -> Iterator[Place]:
    """What stands in the example."""
    return (one for one in places if one.where == "body" and at(example, one.keys))


def _examples_by_command(document: Schema) -> Iterator[tuple[str, Any]]:
    for methods in document["paths"].values():
        for operation in methods.values():
            content = operation.get("requestBody", {}).get("content", {}).get(_JSON)
            if content and "$ref" in content["schema"]:
                yield content["schema"]["$ref"].rpartition("/")[2], _example(document, content)


def _tool_door(tool: Any, known: Any) -> Door:
    name, schema = f"tool {tool.name}", tool.input_schema()
    places = [
        Place.told("body", keys, told) for keys, told in strings(schema, schema) if keys != (KEY,)
    ]
    example = known or sample(schema, schema)

    def build(life: Life, filled: Filled) -> Request:
        arguments = BODIES[name](life) if name in BODIES else example
        for place, text in filled.items():
            arguments = placed(arguments, place.keys, text, schema, schema)
        return mcp_request(
            life, tool.server.value, "tools/call", name=tool.name, arguments=arguments
        )

    return Door(
        name,
        reads=HINTS[tool.effect].read_only,
        public=False,
        takes_key=KEY in schema["properties"],
        places=tuple(places),
        needed=frozenset(_needed(places, example)),
        build=build,
    )


def _resource_door(resource: Any) -> Door:
    place = Place("path", (resource.argument or "",))
    places = (place,) if resource.argument else ()

    def build(life: Life, filled: Filled) -> Request:
        uri = resource.uri.replace("{id}", filled.get(place, ""))
        return mcp_request(life, resource.server.value, "resources/read", uri=uri)

    return Door(
        f"resource {resource.uri}",
        reads=True,
        public=False,
        takes_key=False,
        places=places,
        needed=frozenset(places),
        build=build,
    )
