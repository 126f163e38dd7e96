"""`promptsales chat`: a conversation with the agent in the terminal."""

import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from agents.events import Event, Failed, Said, ToolAnswered, ToolCalled, ToolProgress
from suite.commands.people import signed_in
from suite.conversation import Conversation
from suite.local import Installation


def chat_command(user: str, conversation: str, data: Path, port: int) -> int:
    """Lines until end of input. The agent gets a token of its own; the person's stays here."""
    installation = Installation(data, port)
    console = Console(highlight=False)
    with signed_in(installation, user) as rest:
        token = rest.agent_token()
    talk = Conversation(installation.agent_url, conversation, token)
    if sys.stdin.isatty():
        console.print("[dim]Write a brief, or an answer. Ctrl-D ends.[/]")
    for line in _lines(console):
        for event in talk.say(line):
            _show(console, event)
    return 0


def _lines(console: Console) -> Iterator[str]:
    interactive = sys.stdin.isatty()
    while True:
        try:
            line = console.input("[bold]you:[/] ") if interactive else sys.stdin.readline()
        except EOFError:
            return
        if not interactive and not line:
            return
        if line.strip():
            yield line.strip()


def _show(console: Console, event: Event) -> None:
    match event:
        case ToolCalled():
            console.print(f"[dim]  … {event.tool}[/]")
        case ToolProgress():
            console.print(f"[dim]  … {event.tool}: {event.message or event.done}[/]")
        case ToolAnswered(ok=False):
            console.print(
                f"[yellow]  ! {event.tool}:[/] {event.result.get('message')}", markup=True
            )
        case ToolAnswered():
            pass
        case Said():
            console.print("[bold cyan]agent:[/] ", end="")
            console.print(event.text, markup=False)
        case Failed():
            console.print(f"[red]the agent failed:[/] {event.message}")
