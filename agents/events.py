"""What an agent tells the person while it works: one event a line, in order."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ToolCalled(_Event):
    """The agent asks for a tool, with these arguments."""

    type: Literal["tool_called"] = "tool_called"
    call_id: str
    tool: str
    arguments: dict[str, Any]


class ToolProgress(_Event):
    """A long tool says how far it is."""

    type: Literal["tool_progress"] = "tool_progress"
    tool: str
    done: float
    total: float | None = None
    message: str | None = None


class ToolAnswered(_Event):
    """What the tool answered; `ok` is False for an error, which `result` then describes."""

    type: Literal["tool_answered"] = "tool_answered"
    call_id: str
    tool: str
    ok: bool
    result: dict[str, Any]


class Said(_Event):
    """Words of the agent to the person."""

    type: Literal["said"] = "said"
    text: str


class Failed(_Event):
    """The turn could not be finished; what was done before stays done."""

    type: Literal["failed"] = "failed"
    code: str
    message: str


Event = Annotated[
    ToolCalled | ToolProgress | ToolAnswered | Said | Failed, Field(discriminator="type")
]
