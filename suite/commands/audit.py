"""`promptsales audit`: who asked for which change, as an owner may read it."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from suite.commands.options import DATA, OWNER, PORT, DataOption, PortOption

app = typer.Typer(help="See who asked for which change.", no_args_is_help=True)

COLUMNS = ("at (UTC)", "who", "as", "action", "target", "outcome", "request")


@app.callback()
def group() -> None:
    """See who asked for which change."""


@app.command("list")
def list_audit(
    actor: Annotated[
        str | None, typer.Option("--actor", help="Only of the person with this id, usr_….")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", help="Of this moment and later: 2027-03-01T00:00:00Z.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", help="Before this moment.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=50, help="Rows of a page.")] = 20,
    cursor: Annotated[
        str | None, typer.Option("--cursor", help="`next_cursor` of the page before.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The page as JSON.")] = False,
    user: Annotated[str, typer.Option("--user", help="Email of an owner.")] = OWNER,
    data: DataOption = DATA,
    port: PortOption = PORT,
) -> None:
    """List changes that were asked for over REST and MCP in the last 90 days, newest first."""
    asked = {"actor_id": actor, "since": since, "until": until, "cursor": cursor}
    query = {name: value for name, value in asked.items() if value is not None}
    page = _page(user, data, port, {**query, "limit": limit})
    if as_json:
        sys.stdout.write(json.dumps(page, indent=2, ensure_ascii=False) + "\n")
        return
    _print(page)


def _page(user: str, data: Path, port: int, query: dict[str, Any]) -> dict[str, Any]:
    from suite.commands.people import signed_in
    from suite.local import Installation

    with signed_in(Installation(data, port), user) as rest:
        return rest.get("/audit", **query)


def _print(page: dict[str, Any]) -> None:
    from suite.terminal import print_table

    rows = [
        (
            item["at"][:19],
            item["actor_id"],
            item["actor_kind"],
            item["action"],
            item["target"] or "",
            item["outcome"],
            item["request_id"],
        )
        for item in page["items"]
    ]
    print_table(COLUMNS, rows)
    if page["next_cursor"]:
        typer.echo(f"more: --cursor {page['next_cursor']}", err=True)
