"""What the planner works at: the conversation, what is on the table, the tools it may use."""

from dataclasses import dataclass
from typing import Any, TypeVar

from langchain_core.messages import AIMessage

from agents.briefs import Language
from agents.offline.answers import Part
from agents.offline.failures import could_not
from agents.offline.steps import calls, words
from agents.offline.table import Table
from agents.offline.transcript import Transcript
from agents.offline.words import say

P = TypeVar("P", bound=Part)


@dataclass(frozen=True, slots=True)
class Desk:
    script: Transcript
    table: Table
    tools: frozenset[str]

    @property
    def language(self) -> Language:
        return self.table.language

    def say(self, key: str, **values: object) -> AIMessage:
        return words(say(key, self.language, **values))

    def may(self, shape: type[Part]) -> bool:
        return shape.tool in self.tools

    def call(self, shape: type[Part], **arguments: Any) -> AIMessage:
        """Ask for the tool, or say that it may not be used."""
        return self.call_each(shape, [arguments])

    def call_each(self, shape: type[Part], arguments: list[dict[str, Any]]) -> AIMessage:
        if not self.may(shape):
            return self.could_not(shape, code="no_tool", recovery="needs_human")
        return calls(self.script, [(shape.tool, each) for each in arguments])

    def could_not(self, shape: type[Part], **error: str) -> AIMessage:
        return words(could_not(shape.tool, error, self.language))

    def in_turn(self, shape: type[P]) -> P | None:
        """The newest good answer of this turn."""
        return self.script.latest(shape, self.script.turn_began)

    def for_brief(self, shape: type[P]) -> P | None:
        """The newest good answer since the brief became what it is."""
        return self.script.latest(shape, self.table.since)

    def was_asked(self, shape: type[Part]) -> bool:
        """Whether the tool answered for this brief, well or not."""
        answers = self.script.answers
        return any(one.tool == shape.tool and one.at >= self.table.since for one in answers)
