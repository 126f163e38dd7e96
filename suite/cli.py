"""The `promptsales` command. Heavy imports stay inside the commands: help answers at once."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from suite.commands import (
    approvals,
    audit,
    backup,
    bench,
    clients,
    database,
    developers,
    doctor,
    drill,
    etl,
    jobs,
    reconcile,
)
from suite.commands.options import (
    DATA,
    MARKETER,
    PORT,
    DataOption,
    EnvironmentOption,
    PortOption,
    ProfileOption,
)

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


@app.callback()
def settings(env_file: EnvironmentOption = None) -> None:
    if env_file:
        from suite.environment import load_environment

        load_environment(env_file)


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
    profile: ProfileOption = None,
    env_file: EnvironmentOption = None,
) -> None:
    """Run the main job headless, from a brief in words to a paid, published, measured campaign.

    It takes some ten seconds, and uses a clock of its own to come to the flight's start and
    end. Status 0: at the start the campaign was active, paid once, and published on every
    channel of the plan. 1: it was not. 2: the brief leaves something open; the agent's
    question says what.

    With --profile production it runs on the databases of the settings, in an organization
    made for it, and never on those of a business: its clock is months ahead.
    """
    from suite.commands.demo import demo_command
    from suite.environment import load_environment

    load_environment(env_file, profile)
    sys.exit(demo_command(brief, brief_file, data, as_json=as_json))


@app.command(rich_help_panel="Start here")
def up(
    data: DataOption = DATA,
    port: PortOption = PORT,
    profile: ProfileOption = None,
    env_file: EnvironmentOption = None,
    migrate: Annotated[
        bool,
        typer.Option("--migrate", help="In production: make missing databases and tables."),
    ] = False,
    demo_users: Annotated[
        bool | None,
        typer.Option("--demo-users/--no-demo-users", help="Else: only in embedded mode."),
    ] = None,
) -> None:
    """Start everything on this machine: REST API, MCP servers, agent, worker, sandbox gateway.

    Prints what is where and the demo users. Ctrl-C stops it cleanly; the data stays.
    With --profile production the databases, Redis and the blob store are those of the
    settings, which --env-file names.
    """
    from suite.commands.up import up_command
    from suite.environment import load_environment

    load_environment(env_file, profile)
    sys.exit(up_command(data, port, migrate=migrate, demo_users=demo_users))


@app.command(rich_help_panel="People")
def chat(
    user: Annotated[
        str, typer.Option("--user", help="Email of the person the agent acts for.")
    ] = MARKETER,
    conversation: Annotated[
        str, typer.Option("--conversation", help="Go on with the conversation of this name.")
    ] = "terminal",
    data: DataOption = DATA,
    port: PortOption = PORT,
) -> None:
    """Talk with the marketing agent of a running `promptsales up`.

    It reads lines: a brief, answers to its questions, "go ahead" once a person approved.
    Status 1 when the agent could not finish what was said last.
    """
    from suite.commands.chat import chat_command

    sys.exit(chat_command(user, conversation, data, port))


@app.command(rich_help_panel="AI clients")
def mcp(
    server: Annotated[str, typer.Argument(help="campaign, content, crm, payment or insights.")],
    user: Annotated[
        str, typer.Option("--user", help="Email of the person the client acts for.")
    ] = MARKETER,
    data: DataOption = DATA,
    port: PortOption = PORT,
) -> None:
    """Speak MCP over standard input and output, on the data of this installation.

    An MCP client starts this by itself: `promptsales up` prints the configuration for it.
    What is launched here is carried out while `promptsales up` runs on the same folder.
    """
    from suite.commands.mcp import mcp_command

    sys.exit(mcp_command(server, user, data, port))


app.add_typer(approvals.app, name="approvals", rich_help_panel="People")
app.add_typer(clients.app, name="clients", rich_help_panel="People")
app.add_typer(audit.app, name="audit", rich_help_panel="Operation")
app.add_typer(jobs.app, name="jobs", rich_help_panel="Operation")
app.add_typer(database.app, name="db", rich_help_panel="Operation")
app.add_typer(etl.app, name="etl", rich_help_panel="Operation")
app.command(rich_help_panel="Operation")(reconcile.reconcile)
app.add_typer(backup.app, name="backup", rich_help_panel="Operation")
app.command(rich_help_panel="Operation")(doctor.doctor)
app.add_typer(drill.app, name="drill", rich_help_panel="Developers")
app.add_typer(bench.app, name="bench", rich_help_panel="Developers")
developers.add_to(app)


def main() -> None:
    """Run the command; errors that a person can mend are one line, not a traceback."""
    from suite.errors import told_plainly

    with told_plainly():
        app(prog_name="promptsales")
