"""`promptsales db`: the schemas of the databases."""

from pathlib import Path

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
def status(data: DataOption = DATA) -> None:
    """Say at which schema each database is."""
    _each(data, "status")


def _each(data: Path, verb: str) -> None:
    from domain_api.bootstrap import connect_databases
    from domain_api.settings import Profile
    from suite.databases import naming_the_database
    from suite.local import Installation, existing

    installation = Installation(data.resolve(), PORT)
    settings = installation.settings()
    if verb == "upgrade" and settings.profile is Profile.EMBEDDED:
        installation.make_folder()
    existing(settings)
    with naming_the_database(settings):
        for database, schema in connect_databases(settings).with_schemas():
            if verb == "upgrade":
                schema.upgrade(database)
            elif verb == "check":
                schema.check(database)
            with database.engine.connect() as connection:
                found = schema.current(connection) or "empty"
            address = database.engine.url.render_as_string(hide_password=True)
            typer.echo(f"{schema.context:<8} {found} of {schema.head()}  {address}")
            database.close()
