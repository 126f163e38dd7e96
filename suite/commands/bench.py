"""`promptsales bench`: what the product's own work takes, measured on this machine."""

import sys
from typing import Annotated

import typer

app = typer.Typer(
    help="Measure the product on this machine, in a folder of its own.", no_args_is_help=True
)


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


@app.command()
def data(
    postgres: Annotated[
        str | None,
        typer.Option("--postgres", help="URL of a PostgreSQL server where databases may be made."),
    ] = None,
    times: Annotated[
        int, typer.Option("--times", min=8, max=100_000, help="How often each operation is done.")
    ] = 800,
    campaigns: Annotated[
        int, typer.Option("--campaigns", min=10, max=5_000_000, help="How many there grow to be.")
    ] = 20_000,
    rows: Annotated[
        int, typer.Option("--rows", min=100, max=5_000_000, help="Records that the ETL reads.")
    ] = 20_000,
    users: Annotated[
        int, typer.Option("--users", min=1, max=5_000, help="Who read figures at once.")
    ] = 300,
    seconds: Annotated[
        int, typer.Option("--seconds", min=1, max=600, help="How long they do.")
    ] = 8,
    redis: Annotated[
        str | None,
        typer.Option("--redis", help="URL of a Redis: reads are measured through it too."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON document on standard output.")
    ] = False,
) -> None:
    """Compare the data code with bare driver code, and see what growth costs.

    Reads by key, lists, inserts with their commit and claims of jobs, each beside the same
    statements told by the driver alone, in one run. Runs of the ETL: records a second and
    memory. Figures read by many people at once from the cache. Then lists and launches among a
    thousand campaigns and among many. Databases that it makes on a server are dropped at the
    end; what it leaves in Redis ends by itself.
    """
    from suite.bench.data.telling import Wanted, bench_data_command

    wanted = Wanted(times, campaigns, rows, users, seconds, postgres, redis)
    sys.exit(bench_data_command(wanted, as_json=as_json))
