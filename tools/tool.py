"""What a tool is: words for a model, shapes, the right it needs, and one call to a service."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel

from domain_api.kernel import Actor, Command, Scope

if TYPE_CHECKING:
    from domain_api.services import Services

I = TypeVar("I", bound=Command)  # noqa: E741 -- the tool's input
O = TypeVar("O", bound=BaseModel)  # noqa: E741 -- the tool's output


class ServerName(StrEnum):
    CAMPAIGN = "campaign"
    CONTENT = "content"
    CRM = "crm"
    PAYMENT = "payment"
    INSIGHTS = "insights"


class Effect(StrEnum):
    """How far a tool reaches."""

    READ = "read"
    DRAFT = "draft"  # makes something nobody sees outside
    WRITE = "write"  # changes our records
    SEND = "send"  # reaches a person
    SPEND = "spend"  # moves or commits money


@dataclass(frozen=True, slots=True)
class Hints:
    """What a client may expect of a tool before it asks its user."""

    read_only: bool
    destructive: bool
    idempotent: bool
    open_world: bool


HINTS: dict[Effect, Hints] = {
    Effect.READ: Hints(read_only=True, destructive=False, idempotent=True, open_world=False),
    Effect.DRAFT: Hints(read_only=False, destructive=False, idempotent=False, open_world=False),
    Effect.WRITE: Hints(read_only=False, destructive=True, idempotent=False, open_world=False),
    # A natural key holds what sends and spends, so asking again does nothing twice.
    Effect.SEND: Hints(read_only=False, destructive=True, idempotent=True, open_world=True),
    Effect.SPEND: Hints(read_only=False, destructive=True, idempotent=True, open_world=True),
}


@dataclass(frozen=True, slots=True)
class Examples:
    """What people say when this is the tool to call."""

    english: tuple[str, ...]
    spanish: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tool(Generic[I, O]):
    """`description` tells a model when to use the tool, when not, and what comes back.

    `also` are rights that the service needs besides `scope`, since it reads in another context.
    """

    name: str
    server: ServerName
    title: str
    description: str
    input: type[I]
    output: type[O]
    scope: Scope
    effect: Effect
    examples: Examples
    run: Callable[["Services", Actor, I], O]
    also: frozenset[Scope] = frozenset()

    @property
    def rights(self) -> frozenset[Scope]:
        """All that an actor must hold to use the tool."""
        return self.also | {self.scope}

    @property
    def hints(self) -> Hints:
        return HINTS[self.effect]

    def input_schema(self) -> dict[str, Any]:
        return self.input.model_json_schema()

    def output_schema(self) -> dict[str, Any]:
        return self.output.model_json_schema(mode="serialization")


AnyTool = Tool[Any, Any]
