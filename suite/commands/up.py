"""`promptsales up`."""

import json
import signal
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from domain_api.settings import own_secrets
from suite.local import Installation
from suite.processes.supervisor import Supervisor

SERVERS = ("campaign", "content", "crm", "payment", "insights")


def up_command(data: Path, port: int) -> int:
    """Runs until Ctrl-C or SIGTERM. Raises `PortTaken`, `ChildFailed`."""
    installation = Installation(data.resolve(), port)
    installation.require_free_ports()
    installation.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    began, console = time.monotonic(), Console(highlight=False)
    stopping = _until_told()
    with Supervisor(installation.data / "logs") as supervisor:
        with console.status("starting API, MCP servers, worker, agent and sandbox gateway"):
            supervisor.start(
                installation.gateway(own_secrets(installation.data)),
                installation.api(seed=True),
                installation.worker(),
                installation.agent(),
            )
        _print_where(console, installation, time.monotonic() - began)
        supervisor.watch(lambda: not stopping())
        console.print("\nstopping")
    console.print(f"stopped; the data stays in {installation.data}")
    return 0


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


def _print_where(console: Console, installation: Installation, seconds: float) -> None:
    url = installation.public_url
    console.print(f"[bold green]ready[/] in {seconds:.1f} s")
    places = Table.grid(padding=(0, 2))
    for name, address in (
        ("REST API", f"{url}/api/v1"),
        ("its documents", f"{url}/docs"),
        ("MCP servers", ", ".join(f"{url}/mcp/{name}" for name in SERVERS)),
        ("agent", installation.agent_url),
        ("sandbox gateway", installation.gateway_url),
        ("data", str(installation.data)),
        ("messages sent", str(installation.data / "outbox")),
        ("logs", str(installation.data / "logs")),
    ):
        places.add_row(name, address)
    console.print(places)
    _print_people(console, installation)
    console.print(
        "\nTalk to the agent:  promptsales chat"
        "\nDecide as a person: promptsales approvals list"
        "\nAn MCP client, over standard input and output:"
    )
    console.print_json(json.dumps(client_configuration(installation.data)))
    console.print("Ctrl-C stops it.")


def _print_people(console: Console, installation: Installation) -> None:
    people = Table(title="Demo users", title_justify="left", show_edge=False)
    for column in ("role", "email", "password"):
        people.add_column(column)
    for person in json.loads(installation.users_file.read_text()):
        people.add_row(person["role"], person["email"], person["password"])
    console.print(people)


def client_configuration(data: Path) -> dict[str, object]:
    """What an MCP client reads: one entry for each server."""
    command = str(Path(__file__).parents[2] / "promptsales")
    return {
        "mcpServers": {
            f"promptsales-{name}": {
                "command": command,
                "args": ["mcp", name, "--data", str(data)],
            }
            for name in SERVERS
        }
    }
