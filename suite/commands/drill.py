"""`promptsales drill`: the product is hurt on purpose, and the command tells how it came out."""

import sys
from typing import Annotated

import typer

app = typer.Typer(
    help="Hurt the product on purpose, in a folder of its own, and see that it comes out right.",
    no_args_is_help=True,
)


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


@app.command()
def failover(
    times: Annotated[int, typer.Option("--times", min=1, max=1000, help="Rounds.")] = 10,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON document on standard output at the end.")
    ] = False,
) -> None:
    """Kill a PostgreSQL primary under load, again and again, and see its replica take over.

    Each round kills the primary (kill -9) while threads write, promotes the replica as an
    operator would, makes the old primary a replica, and moves back. It measures the seconds
    without service and counts the acknowledged rows that are gone: there must be none. Two
    servers of its own, in a temporary folder, are all that is touched; PostgreSQL must be
    installed.

    Status 1: more than 25 seconds without service, or a row was lost.
    """
    from suite.drills.failover.telling import failover_command

    sys.exit(failover_command(times, as_json=as_json))


@app.command()
def shard(
    campaigns: Annotated[
        int, typer.Option("--campaigns", min=100, max=100_000, help="How many there are at first.")
    ] = 300,
    postgres: Annotated[
        str | None,
        typer.Option("--postgres", help="URL of a PostgreSQL server where databases may be made."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON document on standard output at the end.")
    ] = False,
) -> None:
    """Add a fourth shard to three under load, and kill the rebalance again and again.

    Threads move, place, report and list, half of them with the map of three shards and half with
    that of four, while campaigns move one at a time; one shard is away for a while. Then every
    campaign must be on its shard, once, with all that was acknowledged, and every ad on its
    network once. Databases of its own, in a temporary folder or on the server that is named,
    are all that is touched.

    Status 1: something was lost, doubled or left behind.
    """
    from suite.drills.shard.telling import shard_command

    sys.exit(shard_command(campaigns, postgres, as_json=as_json))
