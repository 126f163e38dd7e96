"""`promptsales etl`: bring the summaries up to date, and see how far they are."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from suite.commands.options import DATA, PORT, DataOption

if TYPE_CHECKING:
    from domain_api.sales.etl.model import EtlStatus, RunView
    from domain_api.sales.etl.service import EtlService

app = typer.Typer(
    help="Bring the summaries up to date, and see how far they are.", no_args_is_help=True
)

JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
NOT_WHOLE = 2
"""The status when a source did not answer, records were refused, or figures differ; 1 is a
command that could not be carried out."""


@app.command()
def run(
    full: Annotated[
        bool, typer.Option("--full", help="Read everything anew, not only what changed.")
    ] = False,
    as_json: JsonOption = False,
    data: DataOption = DATA,
) -> None:
    """Read what changed in ads, CRM, content and payments, and merge it into the summaries.

    The worker does the same every eleven minutes. Status 0: every source was read and every
    record understood. 2: a source did not answer, or a record was refused; `etl status` says
    which and why.
    """
    with _etl(data) as etl:
        made = etl.run(whole=full)
    if as_json:
        sys.stdout.write(made.model_dump_json(indent=2) + "\n")
    else:
        _print_run(made)
    if made.rejected or made.state.value != "finished":
        sys.exit(NOT_WHOLE)


@app.command()
def status(
    runs: Annotated[int, typer.Option("--runs", min=1, max=200, help="Runs to list.")] = 5,
    rejects: Annotated[int, typer.Option("--rejects", min=1, max=500, help="Rejects.")] = 20,
    as_json: JsonOption = False,
    data: DataOption = DATA,
) -> None:
    """Say how far each source is read, what the last runs did, and which records were refused."""
    with _etl(data) as etl:
        found = etl.status(runs=runs, rejects=rejects)
    if as_json:
        sys.stdout.write(found.model_dump_json(indent=2) + "\n")
    else:
        _print_status(found)


@app.command()
def compare(as_json: JsonOption = False, data: DataOption = DATA) -> None:
    """Hold the summaries against the live counters. Status 2 when a figure differs.

    What happened since the last run differs until the next one.
    """
    import json

    with _etl(data) as etl:
        found = etl.differences()
    if as_json:
        rows = [each.model_dump(mode="json") for each in found]
        sys.stdout.write(json.dumps(rows, indent=2) + "\n")
    else:
        from suite.terminal import print_table

        print_table(
            ("organization", "campaign", "channel", "metric", "counters", "summaries"),
            [
                (
                    each.organization_id,
                    each.campaign_id,
                    each.channel.value if each.channel else "",
                    f"{each.metric.value} {each.currency or ''}".strip(),
                    str(each.facts),
                    str(each.summaries),
                )
                for each in found
            ],
        )
    if found:
        sys.exit(NOT_WHOLE)


def _print_run(made: "RunView") -> None:
    from suite.terminal import print_table

    rows = [
        (
            each.source,
            each.state.value,
            str(each.read),
            str(each.merged),
            str(each.unchanged),
            str(each.removed),
            str(each.rejected),
            each.error or "",
        )
        for each in made.sources
    ]
    counts = ("read", "merged", "unchanged", "removed", "rejected")
    print_table(("source", "state", *counts, "error"), rows)
    typer.echo(f"{made.state.value}: {made.read} read, {made.rejected} rejected", err=True)


def _print_status(found: "EtlStatus") -> None:
    from suite.terminal import print_table

    sources = [
        (
            each.source,
            each.cursor or "",
            "reading everything" if each.filling else "following",
            "?" if each.waiting is None else str(each.waiting),
            f"{each.read_at:%Y-%m-%d %H:%M:%S}" if each.read_at else "never",
        )
        for each in found.sources
    ]
    print_table(("source", "cursor", "mode", "waiting", "read at (UTC)"), sources)
    runs = [
        (
            each.run_id,
            f"{each.started_at:%Y-%m-%d %H:%M:%S}",
            each.state.value,
            "everything" if each.whole else "changes",
            str(each.read),
            str(each.merged),
            str(each.rejected),
            each.error or "",
        )
        for each in found.runs
    ]
    columns = ("run", "started (UTC)", "state", "of", "read", "merged", "rejected", "error")
    print_table(columns, runs)
    if found.rejects:
        rejects = [(each.kind, each.record_id, each.source, each.reason) for each in found.rejects]
        print_table(("kind", "record", "source", "refused because"), rejects)
    typer.echo(f"open rejects: {found.open_rejects}; days due: {found.days_due}", err=True)


@contextmanager
def _etl(data: Path) -> "Generator[EtlService]":
    import logging
    from contextlib import closing

    from domain_api.bootstrap import build
    from suite.databases import naming_the_database
    from suite.local import Installation, existing
    from suite.logs import configure_logs

    configure_logs(logging.WARNING)
    settings = existing(Installation(data.resolve(), PORT).settings())
    with naming_the_database(settings), closing(build(settings)) as application:
        yield application.etl
