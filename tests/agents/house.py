"""The agent's door on a port of this machine, and who stands before it."""

import json
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
from pydantic import TypeAdapter

from agents.door import create_door
from agents.events import Event
from agents.tokens import AgentTokens, IssuerKeys
from suite.conversations import SqlCheckpointStore
from tests.agents.issuer import NOW, URL, Issuer
from tests.agents.mcp_site import McpSite, serving
from tests.agents.turns import agent_for
from tests.support.actors import agent

EVENT: TypeAdapter[Event] = TypeAdapter(Event)


@dataclass
class House:
    """The door of an agent on a port of this machine."""

    url: str
    site: McpSite
    issuer: Issuer

    def token(self, name: str = "ana", organization: str = "org_a") -> str:
        token = self.issuer.agents_token(agent(name, organization))
        self.site.tokens.add(token)
        return token

    @asynccontextmanager
    async def asking(
        self, body: Any, conversation: str = "c1", **headers: str
    ) -> AsyncGenerator[httpx2.Response]:
        """A request whose answer is still coming."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        usual = {"content-type": "application/json", **named}
        sent = {name: value for name, value in usual.items() if value}
        address = f"{self.url}/conversations/{conversation}/messages"
        async with (
            httpx2.AsyncClient(timeout=60, trust_env=False) as http,
            http.stream("POST", address, content=content, headers=sent) as answer,
        ):
            yield answer

    async def ask(self, body: Any, conversation: str = "c1", **headers: str) -> httpx2.Response:
        async with self.asking(body, conversation, **headers) as answer:
            await answer.aread()
            return answer

    async def talk(self, text: str, token: str, conversation: str = "c1") -> list[Event]:
        answer = await self.ask({"text": text}, conversation, authorization=f"Bearer {token}")
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].startswith("application/x-ndjson")
        return [EVENT.validate_json(line) for line in answer.text.splitlines()]


@contextmanager
def opened(
    site: McpSite, store: SqlCheckpointStore, own: Callable[[Issuer], str] | None = None
) -> Generator[House]:
    issuer = Issuer()
    tokens = AgentTokens(f"{URL}/mcp", IssuerKeys(issuer.fetch), lambda: NOW.timestamp())
    own_token = own(issuer) if own else None
    site.tokens |= {own_token} if own_token else set()
    with serving(create_door(agent_for(site, store), tokens.verify, own_token)) as served:
        yield House(served.url, site, issuer)


def problem(answer: httpx2.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert set(body) == {"type", "title", "status", "code", "detail", "recovery"}
    assert body["status"] == answer.status_code
    return answer.status_code, body["code"]
