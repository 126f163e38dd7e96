"""Which model the agent thinks with: the offline planner, or any OpenAI-compatible one."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from langchain_core.language_models import BaseChatModel
from pydantic import SecretStr

_NO_KEY = SecretStr("none")
"""A local server needs no key, but its clients insist on sending one."""


@dataclass(frozen=True, slots=True)
class AgentModel:
    """A base URL makes `openai` any server that speaks its chat completions."""

    kind: Literal["offline", "openai"] = "offline"
    name: str = "gpt-5"
    base_url: str | None = None
    api_key: SecretStr = field(default=SecretStr(""))
    timeout_s: float = 60.0

    def build(self) -> BaseChatModel:
        if self.kind == "offline":
            from agents.offline.model import OfflinePlanner

            return OfflinePlanner(today=lambda: datetime.now(UTC).date())
        from langchain_openai import ChatOpenAI  # slow to load, and only where it is set

        return ChatOpenAI(
            model=self.name,
            base_url=self.base_url,
            api_key=self.api_key if self.api_key.get_secret_value() else _NO_KEY,
            timeout=self.timeout_s,
            max_retries=2,
            use_responses_api=False,  # chat completions are what compatible servers speak
        )
