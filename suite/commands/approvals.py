"""`promptsales approvals`: a person looks at what is asked, and decides it as themselves."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote

import typer

from suite.commands.options import APPROVER, DATA, PORT, DataOption, PortOption

if TYPE_CHECKING:
    from suite.rest import Rest

app = typer.Typer(help="See what is asked of you, and decide it as a person.", no_args_is_help=True)

UserOption = Annotated[str, typer.Option("--user", help="Email of the person who decides.")]
IdArgument = Annotated[str, typer.Argument(help="An approval's id, apr_…; `list` shows them.")]
DigestOption = Annotated[
    str | None,
    typer.Option("--digest", help="The digest you were shown; else you are shown it and asked."),
]
ReasonOption = Annotated[str | None, typer.Option("--reason", help="Why; kept with the decision.")]


@app.command("list")
def list_approvals(
    status: Annotated[
        str | None,
        typer.Option("--status", help="pending, approved, refused, expired or overtaken."),
    ] = None,
    user: UserOption = APPROVER,
    data: DataOption = DATA,
    port: PortOption = PORT,
) -> None:
    """List approvals, newest first."""
    from suite.terminal import print_table

    query = {"status": status} if status else {}
    with _session(user, data, port) as rest:
        page = rest.get("/approvals", **query)
    print_table(
        ("approval", "status", "budget", "asked by", "expires (UTC)"),
        [
            (
                item["approval_id"],
                item["status"],
                item["budget"]["display"],
                item["requested_by"],
                item["expires_at"][:16],
            )
            for item in page["items"]
        ],
    )


@app.command()
def show(
    approval_id: IdArgument,
    user: UserOption = APPROVER,
    data: DataOption = DATA,
    port: PortOption = PORT,
) -> None:
    """Show exactly what would be published: to whom, when, and what each channel carries."""
    with _session(user, data, port) as rest:
        _shown(rest, approval_id)


@app.command()
def approve(
    approval_id: IdArgument,
    digest: DigestOption = None,
    reason: ReasonOption = None,
    user: UserOption = APPROVER,
    data: DataOption = DATA,
    port: PortOption = PORT,
) -> None:
    """Say yes to exactly what is shown."""
    _decide("approve", approval_id, digest, reason, user, data, port)


@app.command()
def refuse(
    approval_id: IdArgument,
    digest: DigestOption = None,
    reason: ReasonOption = None,
    user: UserOption = APPROVER,
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
            digest = _shown(rest, approval_id)
            typer.confirm(f"{verb} this, as {user}?", abort=True)
        decided = rest.post(
            f"/approvals/{quote(approval_id, safe='')}/{verb}", {"digest": digest, "reason": reason}
        )
    typer.echo(f"{decided['status']} by {user}. {decided['note']}")


def _session(user: str, data: Path, port: int) -> AbstractContextManager["Rest"]:
    from suite.commands.people import signed_in
    from suite.local import Installation

    return signed_in(Installation(data, port), user)


def _shown(rest: "Rest", approval_id: str) -> str:
    """Print it whole; the digest of what was printed."""
    from suite.terminal import visible

    approval = rest.get(f"/approvals/{quote(approval_id, safe='')}")
    plan = rest.get(f"/plans/{approval['plan_id']}")
    lines = [
        f"{approval['approval_id']}  {approval['status']}",
        *_terms(approval, plan),
        *(line for payload in approval["payloads"] for line in _carried(payload)),
        f"\nasked by {approval['requested_by']}, until {approval['expires_at'][:16]} UTC",
        f"digest {approval['digest']}",
    ]
    typer.echo("\n".join(visible(line) for line in lines))
    return str(approval["digest"])


def _terms(approval: dict[str, Any], plan: dict[str, Any]) -> list[str]:
    """The version that is asked about; a plan that moved on is shown by its name alone."""
    terms = [
        f"plan {approval['plan_id']} version {approval['plan_version']}: {plan['name']}",
        f"at most {approval['budget']['display']}",
    ]
    if plan["version"] != approval["plan_version"]:
        return [*terms, f"the plan is at version {plan['version']} now"]
    return [
        *terms,
        f"from {plan['flight']['start_on']} to {plan['flight']['end_on']}",
        f"to {_people(plan['audience'])}",
    ]


def _people(audience: dict[str, Any]) -> str:
    youngest, oldest = audience["age_min"], audience["age_max"]
    ages = f"aged {youngest or 13} to {oldest or 120}" if youngest or oldest else ""
    places = f"in {', '.join(audience['places'])}" if audience["places"] else ""
    interests = f"with interest in {', '.join(audience['interests'])}"
    told = [ages, places, interests if audience["interests"] else ""]
    return " ".join(part for part in told if part) or "everybody"


def _carried(payload: dict[str, Any]) -> list[str]:
    return [
        f"\n{payload['channel']}, at most {payload['cap']['display']}",
        *(f"  {name}: {_inset(text)}" for name, text in payload["fields"].items()),
        f"  link: {payload['link']}",
        f"  digest: {payload['digest']}",
    ]


def _inset(text: str) -> str:
    """So that a line of the material cannot pass for one of ours."""
    return text.replace("\n", "\n    | ")
