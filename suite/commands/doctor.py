"""`promptsales doctor`."""

import json
import sys
from typing import Annotated

import typer

from suite.commands.options import DATA, PORT, DataOption, PortOption


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
    data: DataOption = DATA,
    port: PortOption = PORT,
) -> None:
    """Look this installation over: settings, disk, databases, schemas, Redis, files, ports.

    It changes nothing. Status 1: something is to be mended; the last column says how.
    """
    from suite.doctor.examination import examine
    from suite.local import Installation
    from suite.terminal import print_table

    installation = Installation(data.resolve(), port)
    found = examine(installation, installation.settings())
    if as_json:
        typer.echo(json.dumps([finding.document() for finding in found], indent=2))
    else:
        rows = [
            ("ok" if each.well else "MEND", each.check, each.setting, each.what, each.mend)
            for each in found
        ]
        print_table(("", "check", "setting", "found", "how to mend it"), rows)
    sys.exit(0 if all(finding.well for finding in found) else 1)
