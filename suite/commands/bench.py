"""`promptsales bench`: what the product's own work takes, measured on this machine."""

import sys
from typing import Annotated

import typer

app = typer.Typer(
    help="Measure the product on this machine, in a folder of its own.", no_args_is_help=True
)


@app.callback()
def benches() -> None:
    """Keeps `launch` a command by its name, though it is the only one."""


@app.command()
def launch(
    launches: Annotated[
        int, typer.Option("--launches", min=1, max=1000, help="How many to measure.")
    ] = 20,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON document on standard output.")
    ] = False,
) -> None:
    """Launch campaigns through MCP and tell what one takes, with models that answer at once.

    Own time runs from the tool call that launches until the campaign is dispatched; nobody
    waits for a clock or a person in it. Beside it: queries, commits and outside calls of a
    launch, launches a second, and how a tool call compares with a bare tool of the same SDK.
    Nothing but a temporary folder is touched. Figures are told and not judged.
    """
    from suite.bench.telling import bench_launch_command

    sys.exit(bench_launch_command(launches, as_json=as_json))
