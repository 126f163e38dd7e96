"""The embedded installation on one machine: its folder, its ports, its processes."""

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from suite.processes.supervisor import Child

HOST = "127.0.0.1"
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "PYTHONPATH")


class PortTaken(RuntimeError):
    """Somebody else listens there."""


@dataclass(frozen=True, slots=True)
class Installation:
    """`port` serves REST and MCP; the next two are the sandbox gateway's and the agent's."""

    data: Path
    port: int

    @property
    def public_url(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def gateway_url(self) -> str:
        return f"http://{HOST}:{self.port + 1}"

    @property
    def agent_url(self) -> str:
        return f"http://{HOST}:{self.port + 2}"

    @property
    def clock_file(self) -> Path:
        return self.data / "clock.json"

    @property
    def users_file(self) -> Path:
        """The demo users and their passwords, for the owner of the folder only."""
        return self.data / "demo-users.json"

    def environment(self) -> dict[str, str]:
        """Settings of the domain's processes; those of the caller win where they are set."""
        ours = {
            "PROMPTSALES_DATA": str(self.data),
            "PROMPTSALES_PUBLIC_URL": self.public_url,
            "PROMPTSALES_GATEWAY_URL": self.gateway_url,
            "PROMPTSALES_CLOCK_FILE": str(self.clock_file),
        }
        told = {key: text for key, text in os.environ.items() if key.startswith("PROMPTSALES_")}
        return {**_passed_on(), **told, **ours}

    def api(self, *, seed: bool) -> Child:
        arguments = ["--port", str(self.port), *(["--seed"] if seed else [])]
        return Child("api", "suite.processes.api", arguments, self.environment())

    def worker(self) -> Child:
        return Child("worker", "suite.processes.worker", [], self.environment())

    def gateway(self, secrets: Mapping[str, str]) -> Child:
        environment = {
            **_passed_on(),
            "PROMPTSALES_GATEWAY_KEY": secrets["gateway_key"],
            "PROMPTSALES_CLOCK_FILE": str(self.clock_file),
        }
        books = self.data / "gateway" / "books.db"
        books.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        arguments = ["--database", str(books), "--port", str(self.port + 1)]
        return Child("gateway", "suite.processes.gateway", arguments, environment)

    def agent(self, token: str | None = None) -> Child:
        """The agent's whole environment: where the tools are and, in the demo, its token."""
        environment = {"PROMPTSALES_MCP_URL": f"{self.public_url}/mcp"}
        if token:
            environment["PROMPTSALES_AGENT_TOKEN"] = token
        conversations = str(self.data / "agent" / "conversations.db")
        arguments = ["--port", str(self.port + 2), "--conversations", conversations]
        return Child("agent", "suite.processes.agent", arguments, environment)

    def require_free_ports(self) -> None:
        """Raise `PortTaken` when one of the three ports is in use."""
        for port in range(self.port, self.port + 3):
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind((HOST, port))
                except OSError:
                    raise PortTaken(f"port {port} is in use: choose others by --port") from None


def free_installation(data: Path) -> Installation:
    """An installation on three free ports in a row."""
    for _ in range(50):
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            port = probe.getsockname()[1]
        found = Installation(data, port)
        try:
            found.require_free_ports()
        except (PortTaken, OverflowError):
            continue
        return found
    raise PortTaken("no three free ports in a row were found")


def _passed_on() -> dict[str, str]:
    return {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
