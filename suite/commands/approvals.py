"""`promptsales approvals`: a person looks at what is asked, and decides it as themselves."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from suite.rest import Rest

app = typer.Typer(help="See what is asked of you, and decide it as a person.", no_args_is_help=True)

UserOption = Annotated[str, typer.Option("--user", help="Email of the person who decides.")]
DataOption = Annotated[
    Path, typer.Option("--data", help="Folder of the installation.", envvar="PROMPTSALES_DATA")
]
PortOption = Annotated[int, typer.Option("--port", help="Where `promptsales up` listens.")]
ReasonOption = Annotated[str | None, typer.Option("--reason", help="Why; kept with it.")]
USER, DATA, PORT = "andres@demo.test", Path(".promptsales"), 8765


@app.command("list")
def list_approvals(
    status: Annotated[
        str | None, typer.Option("--status", help="pending, approved, refused, expired…")
    ] = None,
    user: UserOption = USER,
    data: DataOption = DATA,
    port: PortOption = PORT,
) -> None:
    """List approvals, newest first."""
    from rich.console import Console
    from rich.table import Table

    query = {"status": status} if status else {}
    with _session(user, data, port) as rest:
        page = rest.get("/approvals", **query)
    table = Table(show_edge=False)
    for column in ("approval", "status", "budget", "asked by", "expires"):
        table.add_column(column)
    for item in page["items"]:
        table.add_row(
            item["approval_id"],
            item["status"],
            item["budget"]["display"],
            item["requested_by"],
            item["expires_at"][:16],
        )
    Console().print(table)


@app.command()
def show(
    approval_id: str, user: UserOption = USER, data: DataOption = DATA, port: PortOption = PORT
) -> None:
    """Show exactly what would be published, channel by channel."""
    with _session(user, data, port) as rest:
        _print(rest.get(f"/approvals/{approval_id}"))


@app.command()
def approve(
    approval_id: str,
    digest: Annotated[
        str | None, typer.Option("--digest", help="The digest you were shown; else it is asked.")
    ] = None,
    reason: ReasonOption = None,
    user: UserOption = USER,
    data: DataOption = DATA,
    port: PortOption = PORT,
) -> None:
    """Say yes to exactly what is shown."""
    _decide("approve", approval_id, digest, reason, user, data, port)


@app.command()
def refuse(
    approval_id: str,
    digest: Annotated[
        str | None, typer.Option("--digest", help="The digest you were shown; else it is asked.")
    ] = None,
    reason: ReasonOption = None,
    user: UserOption = USER,
    data: DataOption = DATA,
    port: PortOption = PORT,
) -> None:
    """Say no, and why."""
    _decide("refuse", approval_id, digest, reason, user, data, port)


def _decide(
    verb: str,
    approval_id: str,
    digest: str | None,
    reason: str | None,
    user: str,
    data: Path,
    port: int,
) -> None:
    """Without a digest, what is there is shown and the person is asked about it."""
    with _session(user, data, port) as rest:
        if digest is None:
            approval = rest.get(f"/approvals/{approval_id}")
            _print(approval)
            typer.confirm(f"{verb} this, as {user}?", abort=True)
            digest = str(approval["digest"])
        decided = rest.post(
            f"/approvals/{approval_id}/{verb}", {"digest": digest, "reason": reason}
        )
    typer.echo(f"{decided['status']} by {user}. {decided['note']}")


def _session(user: str, data: Path, port: int) -> "Rest":
    from suite.commands.people import signed_in
    from suite.local import Installation

    return signed_in(Installation(data, port), user)


def _print(approval: dict[str, Any]) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    console.print(
        f"[bold]{approval['approval_id']}[/]  {approval['status']}  {approval['budget']['display']}"
    )
    console.print(f"plan {approval['plan_id']} version {approval['plan_version']}")
    console.print(f"digest {approval['digest']}")
    for payload in approval["payloads"]:
        console.print(f"\n[bold cyan]{payload['channel']}[/]  at most {payload['cap']['display']}")
        for name, text in payload["fields"].items():
            console.print(f"  {name}: ", end="", style="dim")
            console.print(text, markup=False)
    console.print(f"\nasked by {approval['requested_by']}, until {approval['expires_at'][:16]} UTC")
