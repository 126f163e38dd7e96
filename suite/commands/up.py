"""`promptsales up`."""

import json
import shlex
import signal
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from domain_api.bootstrap import make_databases
from domain_api.settings import Profile
from suite.commands.options import DATA, PORT
from suite.local import Installation
from suite.processes.supervisor import Stopped, Supervisor
from suite.seed import Cast
from suite.terminal import print_table

SERVERS = ("campaign", "content", "crm", "payment", "insights")
_BOOTSTRAP = Path(__file__).parents[2] / "promptsales"


def up_command(data: Path, port: int, *, migrate: bool, demo_users: bool | None) -> int:
    """Runs until Ctrl-C or SIGTERM. Raises `PortTaken`, `Unusable`, `ChildFailed`.

    In production it makes tables only when told to, and no demo users unless asked.
    """
    installation = Installation(data.resolve(), port)
    embedded = installation.settings().profile is Profile.EMBEDDED
    installation.require_free_ports()
    installation.make_folder()
    if migrate or installation.settings().migrate:
        make_databases(installation.settings())
    seeded = embedded if demo_users is None else demo_users
    console, stopping = Console(highlight=False, soft_wrap=True), _until_told()
    try:
        with (
            installation.held(),
            Supervisor(installation.data / "logs", stopping) as supervisor,
        ):
            _start(console, installation, supervisor, Cast().domain if seeded else None)
            supervisor.watch()
            console.print("\nstopping")
    except Stopped:
        pass
    console.print(f"stopped; the data stays in {escape(str(installation.data))}")
    return 0


def _start(
    console: Console, installation: Installation, supervisor: Supervisor, seed: str | None
) -> None:
    began = time.monotonic()
    with console.status("starting API, MCP servers, worker, agent and sandbox gateway"):
        supervisor.start(
            installation.gateway(),
            installation.api(seed=seed),
            installation.worker(),
            installation.agent(),
        )
    console.print(f"[bold green]ready[/] in {time.monotonic() - began:.1f} s")
    _print_where(console, installation)


def _until_told() -> "Stopping":
    stopping = Stopping()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stopping.told)
    return stopping


class Stopping:
    """Whether somebody asked us to stop."""

    def __init__(self) -> None:
        self._asked = False

    def told(self, _number: int, _frame: object) -> None:
        self._asked = True

    def __call__(self) -> bool:
        return self._asked


def _print_where(console: Console, installation: Installation) -> None:
    url = installation.public_url
    for name, address in (
        ("REST API", f"{url}/api/v1"),
        ("its documents", f"{url}/docs"),
        *((f"MCP {name}", f"{url}/mcp/{name}") for name in SERVERS),
        ("agent", installation.agent_url),
        ("sandbox gateway", installation.gateway_url),
        ("data", str(installation.data)),
        ("messages sent", str(installation.data / "outbox")),
        ("logs", str(installation.data / "logs")),
    ):
        console.print(f"{name:<16} {escape(address)}")
    _print_people(console, installation)
    options = escape(_options(installation))
    console.print(
        f"\nTalk to the agent:  promptsales chat{options}"
        f"\nDecide as a person: promptsales approvals list{options}"
        "\nConfiguration for an MCP client, over standard input and output:"
    )
    console.print(escape(client_configuration(installation)))
    console.print("Ctrl-C stops it.")


def _print_people(console: Console, installation: Installation) -> None:
    if not installation.users_file.exists():
        return
    people = json.loads(installation.users_file.read_text(encoding="utf-8"))
    console.print("\nDemo users")
    print_table(
        ("role", "email", "password"),
        [(person["role"], person["email"], person["password"]) for person in people],
    )


def _options(installation: Installation) -> str:
    """What other commands need to find this installation, where it is not in its usual place."""
    told = ""
    if installation.data != DATA.resolve():
        told += f" --data {shlex.quote(str(installation.data))}"
    if installation.port != PORT:
        told += f" --port {installation.port}"
    return told


def client_configuration(installation: Installation) -> str:
    """The JSON that an MCP client reads: one entry, on one line, for each server."""
    command, *first = [str(_BOOTSTRAP)] if _BOOTSTRAP.exists() else [sys.executable, "-m", "suite"]
    where = ["--data", str(installation.data), "--port", str(installation.port)]
    entries = [
        f"    {json.dumps(f'promptsales-{name}')}: "
        + json.dumps({"command": command, "args": [*first, "mcp", name, *where]})
        for name in SERVERS
    ]
    return '{\n  "mcpServers": {\n' + ",\n".join(entries) + "\n  }\n}"
