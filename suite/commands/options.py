"""Options that several commands have, with one wording and one default each."""

from pathlib import Path
from typing import Annotated

import typer

DataOption = Annotated[
    Path, typer.Option("--data", help="Folder of the installation.", envvar="PROMPTSALES_DATA")
]
PortOption = Annotated[
    int,
    typer.Option("--port", min=1024, max=65_533, help="First of three ports in a row."),
]
EnvironmentOption = Annotated[
    Path | None,
    typer.Option("--env-file", help="Settings, one NAME=value on a line.", dir_okay=False),
]
ProfileOption = Annotated[
    str | None,
    typer.Option("--profile", help="embedded or production; else PROMPTSALES_PROFILE."),
]
DATA, PORT = Path(".promptsales"), 8765
MARKETER, APPROVER = "marta@demo.test", "andres@demo.test"
"""The demo users who ask for campaigns and who decide."""
OWNER = "olga@demo.test"
"""The demo user who runs the organization."""
