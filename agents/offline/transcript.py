"""A conversation as the planner reads it: what the person said, what each tool answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from agents.offline.answers import Part, read_answer
from agents.tool_messages import result_of

P = TypeVar("P", bound=Part)

OPTIONAL = frozenset({"estimate_audience", "quote_campaign"})
"""Tools that only inform: a plan goes on without their answer."""
UNREADABLE = "unreadable_answer"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a tool; `at` is its place in the conversation.

    `content` is None for an error, which `error` then describes.
    """

    at: int
    tool: str
    content: Part | None
    error: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Transcript:
    """`said` holds (place, words) of the person, oldest first; `length` counts all messages."""

    said: tuple[tuple[int, str], ...]
    answers: tuple[Answer, ...]
    length: int

    @classmethod
    def of(cls, messages: Sequence[BaseMessage]) -> "Transcript":
        asked = {
            call["id"]: call["name"]
            for message in messages
            if isinstance(message, AIMessage)
            for call in message.tool_calls
        }
        said: list[tuple[int, str]] = []
        answers: list[Answer] = []
        for place, message in enumerate(messages):
            if isinstance(message, HumanMessage):
                said.append((place, str(message.text)))
            elif isinstance(message, ToolMessage):
                tool = asked.get(message.tool_call_id) or message.name or ""
                answers.append(_answer(place, tool, message))
        return cls(tuple(said), tuple(answers), len(messages))

    @property
    def turn_began(self) -> int:
        """The place of the person's latest words."""
        return self.said[-1][0] if self.said else 0

    @property
    def newest_words(self) -> str:
        return self.said[-1][1] if self.said else ""

    def latest(self, shape: type[P], since: int = 0) -> P | None:
        """The newest good answer of that shape's tool, from a place on."""
        return next((content for _, content in self._newest_first(shape, since)), None)

    def place_of_latest(self, shape: type[P], since: int = 0) -> int | None:
        return next((at for at, _ in self._newest_first(shape, since)), None)

    def all_of(self, shape: type[P], since: int = 0) -> list[tuple[int, P]]:
        """Every good answer with its place, oldest first."""
        return self._newest_first(shape, since)[::-1]

    def failure(self) -> Answer | None:
        """The first error of this turn that keeps the work from going on."""
        return next(
            (
                one
                for one in self.answers
                if one.at > self.turn_began and one.content is None and one.tool not in OPTIONAL
            ),
            None,
        )

    def _newest_first(self, shape: type[P], since: int) -> list[tuple[int, P]]:
        return [
            (one.at, one.content)
            for one in reversed(self.answers)
            if one.tool == shape.tool and isinstance(one.content, shape) and one.at >= since
        ]


def _answer(place: int, tool: str, message: ToolMessage) -> Answer:
    result = result_of(message)
    if message.status == "error":
        return Answer(place, tool, None, result)
    content = read_answer(tool, result)
    error = {} if content else {"code": UNREADABLE, "recovery": "transient"}
    return Answer(place, tool, content, error)
