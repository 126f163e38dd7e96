"""A conversation with the planner alone: messages in memory, tools answered by the fake suite."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from langchain_core.messages import BaseMessage, HumanMessage, ToolMessage

from agents.offline.planner import next_step
from tests.agents.fake_suite import NAMES, FakeSuite, Refused

TODAY = date(2027, 1, 10)
MOST_STEPS = 20


@dataclass
class Talk:
    """`steps` are the names of the tools called in the last turn."""

    suite: FakeSuite = field(default_factory=FakeSuite)
    tools: Sequence[str] = NAMES
    messages: list[BaseMessage] = field(default_factory=list[BaseMessage])
    steps: list[str] = field(default_factory=list[str])

    def say(self, text: str) -> str:
        """One turn: the person's words, and the planner's when it is done."""
        self.messages.append(HumanMessage(text))
        self.steps = []
        for _ in range(MOST_STEPS):
            step = next_step(self.messages, self.tools, lambda: TODAY)
            self.messages.append(step)
            if not step.tool_calls:
                return str(step.text)
            for call in step.tool_calls:
                self.steps.append(call["name"])
                self.messages.append(self._answer(call["name"], call["args"], str(call["id"])))
        raise AssertionError(f"the planner goes on and on: {self.steps}")

    def _answer(self, tool: str, arguments: dict[str, Any], call_id: str) -> ToolMessage:
        try:
            result = self.suite.call(tool, arguments)
        except Refused as refused:
            text = json.dumps(refused.error)
            return ToolMessage(text, tool_call_id=call_id, name=tool, status="error")
        text = json.dumps(result)
        return ToolMessage(text, tool_call_id=call_id, name=tool, artifact=result)
