"""`promptsales chat`: a conversation with the agent in the terminal."""

import re
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from rich.console import Console
from rich.text import Text

from agents.events import Event, Failed, Said, ToolAnswered, ToolCalled, ToolProgress
from domain_api.kernel import InvalidInput
from suite.commands.people import signed_in
from suite.conversation import AgentUnreachable, Conversation
from suite.local import Installation
from suite.terminal import visible

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


def chat_command(user: str, conversation: str, data: Path, port: int) -> int:
    """Lines until end of input; the status is that of the last turn.

    The agent gets a token of its own; the person's stays here.
    """
    if not _NAME.fullmatch(conversation):
        raise InvalidInput("A conversation's name is up to 64 letters, digits, - and _.")
    installation = Installation(data, port)
    with signed_in(installation, user) as rest:
        token = rest.agent_token()
    chat = _Chat(Conversation(installation.agent_url, conversation, token))
    return chat.run()


class _Chat:
    def __init__(self, talk: Conversation) -> None:
        self._talk = talk
        self._console = Console(highlight=False, soft_wrap=True)
        self._interactive = sys.stdin.isatty()

    def run(self) -> int:
        if self._interactive:
            self._console.print("[dim]Write a brief, or an answer. Ctrl-D ends.[/]")
        good = True
        for line in self._lines():
            good = self._turn(line)
        return 0 if good else 1

    def _turn(self, line: str) -> bool:
        """Whether the agent came to the end of it. A refusal ends it, not the conversation."""
        waiting = self._console.status("[dim]the agent works[/]") if self._interactive else None
        finished = True
        try:
            with waiting or nullcontext():
                for event in self._talk.say(line):
                    _show(self._console, event)
                    finished = finished and not isinstance(event, Failed)
        except AgentUnreachable as error:
            if not self._interactive:
                raise
            self._console.print(Text(visible(str(error)), "red"))
            return False
        return finished

    def _lines(self) -> Iterator[str]:
        while True:
            try:
                line = self._console.input("[bold]you:[/] ") if self._interactive else _next_line()
            except EOFError:
                return
            if line.strip():
                yield line.strip()


def _next_line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def _show(console: Console, event: Event) -> None:
    match event:
        case ToolCalled():
            console.print(Text(f"  … {visible(event.tool)}", "dim"))
        case ToolProgress():
            told = event.message or f"{event.done:g}"
            console.print(Text(f"  … {visible(event.tool)}: {visible(told)}", "dim"))
        case ToolAnswered(ok=False):
            told = str(event.result.get("message"))
            console.print(Text(f"  ! {visible(event.tool)}: {visible(told)}", "yellow"))
        case ToolAnswered():
            pass
        case Said():
            console.print(Text.assemble(("agent: ", "bold cyan"), visible(event.text)))
        case Failed():
            console.print(Text(f"the agent failed: {visible(event.message)}", "red"))
