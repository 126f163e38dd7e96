"""A person's way to the agent's door: say something, and read its events as they come."""

from collections.abc import Iterator

import httpx2
from pydantic import TypeAdapter, ValidationError

from agents.events import Event
from suite.rest import refusal

_EVENT: TypeAdapter[Event] = TypeAdapter(Event)
_TURN_S = 180
"""How long the agent may be silent within a turn."""


class AgentUnreachable(RuntimeError):
    """The agent does not answer, or refuses the request; the message says why."""


class Conversation:
    """One conversation by its name. `token` is an agent's; None where the agent has its own."""

    def __init__(self, agent_url: str, name: str, token: str | None) -> None:
        self._agent_url = agent_url
        self._path = f"/conversations/{name}/messages"
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def say(self, text: str) -> Iterator[Event]:
        """Events in the order in which they happen, until the agent's turn is over.

        Raises `AgentUnreachable`.
        """
        try:
            with (
                httpx2.Client(base_url=self._agent_url, timeout=_TURN_S, trust_env=False) as http,
                http.stream(
                    "POST", self._path, json={"text": text}, headers=self._headers
                ) as answer,
            ):
                if answer.is_error:
                    raise AgentUnreachable(f"the agent refused: {_why(answer)}")
                for line in answer.iter_lines():
                    if line:
                        yield _EVENT.validate_json(line)
        except httpx2.TransportError as error:
            raise AgentUnreachable(
                f"the agent does not answer at {self._agent_url}: is `promptsales up` running?"
            ) from error
        except ValidationError:
            raise AgentUnreachable(f"{self._agent_url} does not answer as the agent does") from None


def _why(answer: httpx2.Response) -> str:
    answer.read()
    try:
        told = answer.json()
    except ValueError:
        told = None
    return str(refusal(answer.status_code, told))
