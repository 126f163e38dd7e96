"""`promptsales backup`: copies of an embedded installation, and the way back."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from suite.commands.options import DATA, PORT, DataOption

if TYPE_CHECKING:
    from suite.backups.manifest import Manifest

app = typer.Typer(
    help="Back an embedded installation up while it runs, check a backup, bring it back.",
    no_args_is_help=True,
)

BackupArgument = Annotated[Path, typer.Argument(help="A backup that `backup create` made.")]


@app.command()
def create(
    to: Annotated[
        Path | None, typer.Option("--to", help="Folder of backups; else `backups` in the data.")
    ] = None,
    keep: Annotated[
        int | None, typer.Option("--keep", min=1, max=3650, help="Days; older ones are removed.")
    ] = None,
    data: DataOption = DATA,
) -> None:
    """Copy everything of an installation, which may be running, into one file.

    All its databases are copied as they were at one moment. The file holds secrets, and is
    for its owner's eyes only.
    """
    from suite.backups.making import create as make
    from suite.backups.making import prune

    folder = (to or data / "backups").resolve()
    made = make(_embedded(data), folder, _tell)
    typer.echo(str(made))
    if keep is not None:
        for old in prune(folder, timedelta(days=keep), datetime.now(UTC)):
            typer.echo(f"removed {old}")


@app.command()
def verify(backup: BackupArgument) -> None:
    """Check every file's digest, every database's soundness, and that the ledger balances."""
    from suite.backups.restoring import verify as look

    _say("whole", look(backup))


@app.command()
def restore(
    backup: BackupArgument,
    data: Annotated[Path, typer.Option("--data", help="A new or empty folder.")],
) -> None:
    """Bring a backup back into a folder of its own, and never over another one.

    Afterwards start it, and let `promptsales reconcile` tell what the outside knows better.
    """
    from suite.backups.restoring import restore as bring_back

    _say(f"restored into {data}", bring_back(backup, data.resolve(), _heads()))


def _embedded(data: Path) -> Path:
    from domain_api.settings import Profile
    from suite.local import Installation, Unusable, existing

    settings = existing(Installation(data.resolve(), PORT).settings())
    if settings.profile is not Profile.EMBEDDED:
        raise Unusable("servers are backed up by their own means: see docs/runbooks/backup.md")
    return settings.data


def _heads() -> Mapping[str, str]:
    from tempfile import TemporaryDirectory

    from suite.databases import connected
    from suite.local import Installation

    with TemporaryDirectory() as folder:
        settings = Installation(Path(folder), PORT).settings()
        return {schema.version_table: schema.head() for _, schema in connected(settings)}


def _tell(line: str) -> None:
    typer.echo(line, err=True)


def _say(what: str, manifest: "Manifest") -> None:
    databases = sum(file.database for file in manifest.files)
    size = sum(file.size for file in manifest.files)
    typer.echo(
        f"{what}: {len(manifest.files)} files, {databases} databases, {size} bytes, "
        f"as of {manifest.made_at:%Y-%m-%d %H:%M:%S} UTC"
    )
