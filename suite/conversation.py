"""A person's way to the agent's door: say something, and read its events as they come."""

from collections.abc import Iterator

import httpx2
from pydantic import TypeAdapter

from agents.events import Event

_EVENT: TypeAdapter[Event] = TypeAdapter(Event)


class AgentUnreachable(RuntimeError):
    """The agent does not answer, or refuses the request; the message says why."""


class Conversation:
    """One conversation by its name. `token` is an agent's; None where the agent has its own."""

    def __init__(self, agent_url: str, name: str, token: str | None) -> None:
        self._url = f"{agent_url}/conversations/{name}/messages"
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def say(self, text: str) -> Iterator[Event]:
        """Events in the order in which they happen, until the agent's turn is over."""
        try:
            with (
                httpx2.Client(timeout=180, trust_env=False) as http,
                http.stream(
                    "POST", self._url, json={"text": text}, headers=self._headers
                ) as answer,
            ):
                if answer.is_error:
                    answer.read()
                    raise AgentUnreachable(f"the agent refused: {answer.text[:300]}")
                for line in answer.iter_lines():
                    if line:
                        yield _EVENT.validate_json(line)
        except httpx2.TransportError as error:
            raise AgentUnreachable(f"the agent does not answer: {error}") from error
