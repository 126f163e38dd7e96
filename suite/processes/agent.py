"""The agent's process: its door, its model, its conversations. It reaches the suite by MCP alone.

Its environment says where the tools are, which model thinks, and in the demo one person's
agent token; it holds no other secret.
"""

import argparse
from contextlib import closing
from socket import socket
from typing import Annotated, Literal

import uvicorn
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from agents.door import create_door
from agents.marketing import MarketingAgent
from agents.models import AgentModel
from agents.tokens import AgentTokens, origin_of
from suite.conversations import SqlCheckpointStore, open_conversations
from suite.local import HOST, Unusable
from suite.logs import configure_logs
from suite.processes.lifeline import (
    leave_when_told,
    tell_ready,
    telling_the_parent,
    watch_parent,
)


class AgentSettings(BaseSettings):
    """`PROMPTSALES_MCP_URL` is the address before the servers' names, such as https://host/mcp.

    `PROMPTSALES_AGENT_MODEL` is offline or openai; a URL makes it any compatible server.
    """

    model_config = SettingsConfigDict(
        env_prefix="PROMPTSALES_", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    mcp_url: str
    agent_token: SecretStr = SecretStr("")
    agent_model: Literal["offline", "openai"] = "offline"
    agent_model_name: Annotated[str, Field(min_length=1)] = "gpt-5"
    agent_model_url: str | None = None
    agent_model_key: SecretStr = SecretStr("")

    @field_validator("mcp_url")
    @classmethod
    def _an_address(cls, url: str) -> str:
        origin_of(url)
        return url.rstrip("/")

    def model(self) -> AgentModel:
        return AgentModel(
            kind=self.agent_model,
            name=self.agent_model_name,
            base_url=self.agent_model_url or None,
            api_key=self.agent_model_key,
        )


class _Server(uvicorn.Server):
    """Says that it is ready, and on which port, once it listens."""

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            tell_ready(port=self.servers[0].sockets[0].getsockname()[1])


def main() -> None:
    arguments = _arguments()
    configure_logs()
    leave_when_told()
    watch_parent()
    with (
        telling_the_parent(),
        closing(open_conversations(arguments.conversations)) as conversations,
    ):
        _serve(_settings(), conversations, arguments.port)


def _serve(settings: AgentSettings, conversations: SqlCheckpointStore, port: int) -> None:
    agent = MarketingAgent(settings.model().build(), conversations, settings.mcp_url)
    door = create_door(
        agent,
        AgentTokens(settings.mcp_url).verify,
        own_token=settings.agent_token.get_secret_value() or None,
    )
    config = uvicorn.Config(
        door,
        host=HOST,
        port=port,
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=5,
    )
    _Server(config).run()


def _settings() -> AgentSettings:
    """Raises `Unusable`, which names each variable that is missing or wrong."""
    try:
        return AgentSettings()  # pyright: ignore[reportCallIssue] -- read from the environment
    except ValidationError as error:
        told = "; ".join(
            f"PROMPTSALES_{str(problem['loc'][0]).upper()}: {problem['msg']}"
            for problem in error.errors(include_url=False, include_input=False)
        )
        raise Unusable(told) from None


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True, help="0 takes a free one")
    parser.add_argument("--conversations", required=True, help="a SQLite file, or a database's URL")
    return parser.parse_args()


if __name__ == "__main__":
    main()
