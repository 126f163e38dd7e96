"""The `promptsales` command. Heavy imports stay inside the commands: help answers at once."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from suite.commands import approvals, database, developers, jobs

HELP = (
    "PromptSales: a sentence becomes an approved, paid, published and measured campaign.\n\n"
    "Start with [bold]promptsales demo[/]: it runs the whole job on this machine and needs no "
    "key and no server. Then [bold]promptsales up[/], and talk to the agent with "
    "[bold]promptsales chat[/]."
)

app = typer.Typer(
    name="promptsales",
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
DataOption = Annotated[
    Path, typer.Option("--data", help="Folder of the installation.", envvar="PROMPTSALES_DATA")
]
PortOption = Annotated[
    int, typer.Option("--port", min=1024, max=65_533, help="First of three ports in a row.")
]
DATA, PORT = Path(".promptsales"), 8765


@app.command(rich_help_panel="Start here")
def demo(
    brief: Annotated[
        str | None, typer.Option("--brief", help="The campaign in words, English or Spanish.")
    ] = None,
    brief_file: Annotated[
        Path | None, typer.Option("--brief-file", help="A text file that holds the brief.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON document on standard output at the end.")
    ] = False,
    data: Annotated[
        Path | None, typer.Option("--data", help="Keep everything in this new folder.")
    ] = None,
) -> None:
    """Run the main job headless: brief, plan, approval, payment, publication, leads, results.

    Ends with status 0 only if, at the flight's start, the campaign is active, paid once and
    published on every channel of the plan; 1 when it is not; 2 when the brief leaves
    something open, with the agent's question.
    """
    from suite.commands.demo import demo_command

    sys.exit(demo_command(brief, brief_file, data, as_json=as_json))


@app.command(rich_help_panel="Start here")
def up(data: DataOption = DATA, port: PortOption = PORT) -> None:
    """Start everything on embedded defaults: REST, MCP, agent, worker, sandbox gateway.

    Prints what is where and the demo users. Ctrl-C stops it cleanly; the data stays.
    """
    from suite.commands.up import up_command

    sys.exit(up_command(data, port))


@app.command(rich_help_panel="People")
def chat(
    user: Annotated[
        str, typer.Option("--user", help="Email of the person the agent acts for.")
    ] = "marta@demo.test",
    conversation: Annotated[
        str, typer.Option("--conversation", help="Go on with the conversation of this name.")
    ] = "terminal",
    data: DataOption = DATA,
    port: PortOption = PORT,
) -> None:
    """Talk with the marketing agent of a running `promptsales up`."""
    from suite.commands.chat import chat_command

    sys.exit(chat_command(user, conversation, data, port))


@app.command(rich_help_panel="AI clients")
def mcp(
    server: Annotated[str, typer.Argument(help="campaign, content, crm, payment or insights.")],
    data: DataOption = DATA,
    user: Annotated[
        str, typer.Option("--user", help="Email of the person the client acts for.")
    ] = "marta@demo.test",
) -> None:
    """Speak MCP over standard input and output, on the data of this installation."""
    from suite.commands.mcp import mcp_command

    sys.exit(mcp_command(server, data, user))


app.add_typer(approvals.app, name="approvals", rich_help_panel="People")
app.add_typer(jobs.app, name="jobs", rich_help_panel="Operation")
app.add_typer(database.app, name="db", rich_help_panel="Operation")
developers.add_to(app)


def main() -> None:
    """Run the command; errors that a person can mend are one line, not a traceback."""
    from suite.commands.errors import told_plainly

    with told_plainly():
        app(prog_name="promptsales")
