"""An agent that asks too often is told when to come again, before its request is looked at."""

import json
from typing import Any

from starlette.testclient import TestClient

from domain_api.kernel import Actor, Unavailable
from mcp_servers.deps import ServerDeps
from mcp_servers.http import HttpDeps, build_mcp_app
from tests.mcp_servers.support import Tokens
from tests.support.actors import agent, person
from tests.support.audit import unheard
from tests.tools.world import furnished

LIST: dict[str, Any] = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
PUBLIC = "http://127.0.0.1:8765"


class OneEach:
    """Lets everybody ask once."""

    def __init__(self) -> None:
        self.counted: list[Actor] = []

    def __call__(self, actor: Actor) -> None:
        self.counted.append(actor)
        if self.counted.count(actor) > 1:
            raise Unavailable("Slow down.", code="too_many_requests", retry_after_seconds=7)


def test_an_agent_is_counted_by_its_token_and_told_to_wait():
    world, tokens, count = furnished(), Tokens(), OneEach()
    tokens.give("ana", agent("ana"), PUBLIC)
    tokens.give("luis", agent("luis"), PUBLIC)
    tokens.give("person", person("ana"), PUBLIC)
    servers = ServerDeps(world.services.typed(), world.store, unheard)
    deps = HttpDeps(servers, tokens.verify, PUBLIC, "https://issuer.example", count)
    headers = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}

    with TestClient(build_mcp_app(deps), base_url=PUBLIC) as client:

        def ask(token: str) -> Any:
            bearer = {"Authorization": f"Bearer {token}"}
            return client.post("/mcp/campaign", content=json.dumps(LIST), headers=headers | bearer)

        assert [ask(token).status_code for token in ("ana", "luis")] == [200, 200]
        refused = ask("ana")
        assert (refused.status_code, refused.json()["error"]) == (429, "too_many_requests")
        assert refused.headers["Retry-After"] == "7"
        assert [ask(token).status_code for token in ("person", "nobody")] == [403, 401]
    assert [actor.user_id for actor in count.counted] == [
        agent(name).user_id for name in ("ana", "luis", "ana")
    ]
