"""`promptsales db`: the schemas of the databases."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Bring the databases to today's schema, or check them.", no_args_is_help=True
)

DataOption = Annotated[
    Path, typer.Option("--data", help="Folder of the installation.", envvar="PROMPTSALES_DATA")
]
DATA = Path(".promptsales")


@app.command()
def upgrade(data: DataOption = DATA) -> None:
    """Run the migrations that are missing, on every database and shard."""
    _each(data, "upgrade")


@app.command()
def check(data: DataOption = DATA) -> None:
    """Fail unless every database is at the schema of this program."""
    _each(data, "check")


@app.command()
def status(data: DataOption = DATA) -> None:
    """Say at which schema each database is."""
    _each(data, "status")


def _each(data: Path, verb: str) -> None:
    from domain_api.bootstrap import connect_databases
    from domain_api.settings import Settings

    databases = connect_databases(Settings(data=data.resolve()))
    for database, schema in databases.with_schemas():
        if verb == "upgrade":
            schema.upgrade(database)
        elif verb == "check":
            schema.check(database)
        with database.engine.connect() as connection:
            found = schema.current(connection) or "empty"
        typer.echo(f"{schema.context:<8} {found} of {schema.head()}  {database}")
        database.close()
