"""`promptsales reconcile`: do the gateway, our books, ads and CRM say the same of every launch?"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from suite.commands.options import DATA, PORT, DataOption, PortOption

if TYPE_CHECKING:
    from domain_api.sales.reconciliation.model import ReconciliationReport

OPEN = 2
"""The status when differences are left open; 1 is a run that could not be made."""


def reconcile(
    campaign: Annotated[
        str | None, typer.Option("--campaign", help="One campaign's id; else every launch.")
    ] = None,
    repair: Annotated[
        bool, typer.Option("--repair/--no-repair", help="Repair what is safe to repair.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The whole report as JSON.")] = False,
    data: DataOption = DATA,
    port: PortOption = PORT,
) -> None:
    """Compare gateway, ledger, mandates, ads and CRM for every launch, and tell the money.

    The gateway answers while `promptsales up` runs on the same ports. The worker does the
    same every hour, with repairs. Status 0: no difference is open. 2: some are; the note of
    each says who must act.
    """
    report = _run(campaign, data, port, repair=repair)
    if as_json:
        sys.stdout.write(report.model_dump_json(indent=2) + "\n")
    else:
        _print(report)
    if report.open_differences:
        sys.exit(OPEN)


def _run(campaign: str | None, data: Path, port: int, *, repair: bool) -> "ReconciliationReport":
    import logging
    from contextlib import closing

    from domain_api.bootstrap import build
    from suite.databases import naming_the_database
    from suite.local import Installation, existing
    from suite.logs import configure_logs

    configure_logs(logging.WARNING)
    settings = existing(Installation(data.resolve(), port).settings())
    with naming_the_database(settings), closing(build(settings)) as application:
        return application.reconciliation.run(None, campaign, repair=repair)


def _print(report: "ReconciliationReport") -> None:
    from suite.terminal import print_table

    rows = [
        (
            each.campaign_id or "",
            each.severity.value,
            each.code.value,
            each.channel.value if each.channel else "",
            each.money.display if each.money else "",
            each.expected,
            each.found,
            each.remedy.value,
            each.note,
        )
        for each in report.differences
    ]
    if rows:
        columns = ("campaign", "severity", "difference", "channel", "money", "expected", "found")
        print_table((*columns, "remedy", "note"), rows)
    moving = f"; moved all the while: {report.moving}" if report.moving else ""
    counted = f"launches compared: {report.launches}{moving}"
    typer.echo(f"{counted}; differences open: {report.open_differences}", err=True)
