"""`promptsales db`: the schemas of the databases."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from suite.commands.options import DATA, PORT, DataOption

app = typer.Typer(
    help="Bring the databases to today's schema, or check them.", no_args_is_help=True
)


@app.command()
def upgrade(data: DataOption = DATA) -> None:
    """Run the migrations that are missing, on every database and shard."""
    _each(data, "upgrade")


@app.command()
def check(data: DataOption = DATA) -> None:
    """Fail unless every database is at the schema of this program."""
    _each(data, "check")


@app.command()
def status(
    data: DataOption = DATA,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
) -> None:
    """Say at which schema each database is, and which revisions are missing.

    Status 1: one of them did not answer; the others were asked all the same.
    """
    from suite.databases import states_of
    from suite.local import Installation, Unusable, existing

    settings = existing(Installation(data.resolve(), PORT).settings())
    states = states_of(settings)
    if as_json:
        typer.echo(json.dumps([state.document() for state in states], indent=2))
    else:
        typer.echo("\n".join(state.line() for state in states))
    broken = [f"{state.address} cannot be used: {state.error}" for state in states if state.error]
    if broken:
        raise Unusable("; ".join(broken))


@app.command()
def rebalance(
    data: DataOption = DATA,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what there is to move, and move nothing.")
    ] = False,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Stop after as many campaigns.")
    ] = None,
) -> None:
    """Bring every campaign to the shard that PROMPTSALES_SHARD_MAP says, one at a time.

    The suite may run meanwhile, with this map or the one before. Stopped or killed, it goes on
    when it is run again. Status 1: some are left to move.
    """
    from suite.local import Installation, existing
    from suite.rebalance import rebalance_command

    settings = Installation(data.resolve(), PORT).settings()
    existing(settings)
    sys.exit(rebalance_command(settings, dry_run=dry_run, limit=limit))


def _each(data: Path, verb: str) -> None:
    from domain_api.bootstrap.files import prepare_files
    from domain_api.settings import Profile
    from suite.databases import connected, documents_lines, naming_the_database, state_of
    from suite.local import Installation, existing

    installation = Installation(data.resolve(), PORT)
    settings = installation.settings()
    if verb == "upgrade" and settings.profile is Profile.EMBEDDED:
        installation.make_folder()
    existing(settings)
    with naming_the_database(settings):
        for database, schema in connected(settings):
            if verb == "upgrade":
                schema.upgrade(database)
            else:
                schema.check(database)
            typer.echo(state_of(database, schema).line())
        for line in documents_lines(settings, verb):
            typer.echo(line)
    if verb == "upgrade":
        prepare_files(settings)
