"""`promptsales drill`: the product is hurt on purpose, and the command tells how it came out."""

import sys
from typing import Annotated

import typer

app = typer.Typer(
    help="Hurt the product on purpose, in a folder of its own, and see that it comes out right.",
    no_args_is_help=True,
)


@app.callback()
def drills() -> None:
    """Keeps `kill` a command by its name, though it is the only one."""


@app.command()
def kill(
    scenario: Annotated[
        str | None, typer.Option("--scenario", help="This one alone, such as happy or decline.")
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="A few points of each scenario instead of all.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON document on standard output at the end.")
    ] = False,
) -> None:
    """Kill a process (kill -9) at every commit and every outbound call of a launch.

    A dry run of each scenario finds the points; then, at each of them, a worker or the process
    that people ask is killed, the clock goes on, others take over, and the books of the ledger,
    the gateway, the ad network, the CRM and the mailboxes must agree: charged once, and each
    client written to once. Nothing but a temporary folder is touched.

    All points take some minutes, --quick less than one. Status 1: something did not hold; what
    broke it is kept.
    """
    from suite.drills.telling import drill_command

    sys.exit(drill_command(scenario, quick=quick, as_json=as_json))
