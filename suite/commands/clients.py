"""`promptsales clients`: bring clients, and what they agreed to, from a file."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from suite.commands.options import DATA, MARKETER, PORT, DataOption, PortOption

app = typer.Typer(help="Bring clients from a file.", no_args_is_help=True)

REFUSED = 2
"""The status when rows were refused; 1 is a file that could not be taken at all."""

FileArgument = Annotated[Path, typer.Argument(help="A .csv or .jsonl, in UTF-8.")]


@app.callback()
def group() -> None:
    """Bring clients from a file."""


@app.command("import")
def import_clients(
    file: FileArgument,
    as_json: Annotated[bool, typer.Option("--json", help="The whole report as JSON.")] = False,
    user: Annotated[str, typer.Option("--user", help="Email of the person who does it.")] = (
        MARKETER
    ),
    data: DataOption = DATA,
    port: PortOption = PORT,
) -> None:
    """Import clients with their consents and withdrawals; the same file again changes nothing.

    Status 0: every row was taken. 2: some were refused, each with its line and reason; mend
    them and import the file again.
    """
    report = _sent(file, user, data, port)
    if as_json:
        sys.stdout.write(json.dumps(report, indent=2, ensure_ascii=False) + "\n")
    else:
        _print(report)
    if report["refused"]:
        sys.exit(REFUSED)


def _sent(file: Path, user: str, data: Path, port: int) -> dict[str, Any]:
    from domain_api.crm.imports.model import FileKind
    from suite.commands.people import signed_in
    from suite.local import Installation

    body = _read(file)
    lines = file.suffix.lower() in {".jsonl", ".ndjson"}
    kind = FileKind.JSON_LINES if lines else FileKind.CSV
    with signed_in(Installation(data, port), user) as rest:
        return rest.upload("/clients/import", body, kind.value)


def _read(file: Path) -> bytes:
    """No more than is taken, however large it is."""
    from domain_api.crm.imports.reading import MAX_BYTES
    from suite.local import Unusable

    try:
        with file.open("rb") as opened:
            body = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unusable(f"{file} cannot be read: {error.strerror}") from None
    if len(body) > MAX_BYTES:
        raise Unusable(f"{file} is larger than {MAX_BYTES} bytes: split it")
    return body


def _print(report: dict[str, Any]) -> None:
    from suite.terminal import print_table

    rows = [
        (str(line["line"]), line["outcome"], line["client_id"] or "", _note(line))
        for line in report["lines"]
        if line["reason"] or line["not_opened"]
    ]
    if rows:
        print_table(("line", "outcome", "client", "note"), rows)
    counted = ", ".join(
        f"{report[name]} {name}" for name in ("made", "completed", "unchanged", "refused")
    )
    typer.echo(counted, err=True)


def _note(line: dict[str, Any]) -> str:
    if line["reason"]:
        return str(line["reason"])
    return f"not opened, withdrawn later: {', '.join(line['not_opened'])}"
