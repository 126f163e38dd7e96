"""The embedded installation on one machine: its folder, its ports, its processes."""

import fcntl
import os
import socket
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import choice

from domain_api.settings import Profile, Settings
from suite.processes.supervisor import Child

HOST = "127.0.0.1"
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "PYTHONPATH")
OURS = ("PROMPTSALES_", "PROMPTADS_", "PROMPTCRM_", "PROMPTCONTENT_")
"""How the names of settings begin."""
_A_PERSONS_OWN = "PROMPTSALES_PASSWORD"
_THE_AGENTS = "PROMPTSALES_AGENT_MODEL"
_FREE_PORTS = range(20_000, 32_000)
"""Below those that systems give to outgoing connections, which could take one meanwhile."""


class PortTaken(RuntimeError):
    """Somebody else listens there."""


class Unusable(RuntimeError):
    """Something of the installation is missing or broken; the message names it."""


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

    def settings(self) -> Settings:
        """What the processes of this installation run with, for a command that opens its data."""
        return Settings(
            data=self.data,
            public_url=self.public_url,
            gateway_url=self.gateway_url,
            clock_file=self.clock_file,
        )

    def environment(self) -> dict[str, str]:
        """Of the domain's processes: the caller's settings, save the folder and the addresses."""
        ours = {
            "PROMPTSALES_DATA": str(self.data),
            "PROMPTSALES_PUBLIC_URL": self.public_url,
            "PROMPTSALES_GATEWAY_URL": self.gateway_url,
            "PROMPTSALES_CLOCK_FILE": str(self.clock_file),
        }
        told = _named(*OURS)
        told.pop(_A_PERSONS_OWN, None)
        return {**_passed_on(), **told, **ours}

    def api(self, *, seed: str | None = None) -> Child:
        """`seed` is the domain of the demo users' addresses; None seeds nobody."""
        arguments = ["--port", str(self.port), *(["--seed", seed] if seed else [])]
        return Child("api", "suite.processes.api", arguments, self.environment())

    def worker(self) -> Child:
        return Child("worker", "suite.processes.worker", [], self.environment())

    def gateway(self) -> Child:
        settings = self.settings()
        environment = {
            **_passed_on(),
            "PROMPTSALES_GATEWAY_KEY": settings.gateway_secret(),
            "PROMPTSALES_GATEWAY_WEBHOOK_URL": f"{self.public_url}/webhooks/payments",
            "PROMPTSALES_GATEWAY_WEBHOOK_SECRET": settings.webhooks_secret(),
            "PROMPTSALES_CLOCK_FILE": str(self.clock_file),
        }
        books = self.data / "gateway" / "books.db"
        books.parent.mkdir(parents=True, exist_ok=True)
        arguments = ["--database", str(books), "--port", str(self.port + 1)]
        return Child("gateway", "suite.processes.gateway", arguments, environment)

    def agent(self, token: str | None = None) -> Child:
        """Its environment is where the tools are, and which model it thinks with.

        With a token of its own, as in the demo, it is those two and the offline model.
        """
        environment = {"PROMPTSALES_MCP_URL": f"{self.public_url}/mcp"}
        if token:
            environment["PROMPTSALES_AGENT_TOKEN"] = token
        else:
            environment |= _named(_THE_AGENTS)
        conversations = str(self.data / "agent" / "conversations.db")
        arguments = ["--port", str(self.port + 2), "--conversations", conversations]
        return Child("agent", "suite.processes.agent", arguments, environment)

    def make_folder(self) -> None:
        """For its owner's eyes, as is what this process and its children write from now on."""
        os.umask(0o077)
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)

    @contextmanager
    def held(self) -> Generator[None]:
        """Keep the folder for one `up` at a time: two would link and sign with two addresses.

        Raises `Unusable` when another has it.
        """
        with (self.data / "up.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Unusable(f"another `promptsales up` runs on {self.data}") from None
            yield

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
        found = Installation(data, choice(_FREE_PORTS))
        try:
            found.require_free_ports()
        except PortTaken:
            continue
        return found
    raise PortTaken("no three free ports in a row were found")


def existing(settings: Settings) -> Settings:
    """The settings themselves. Raises `Unusable` when they name a folder that is not there."""
    if settings.profile is Profile.EMBEDDED and not settings.data.is_dir():
        raise Unusable(f"there is no installation in {settings.data}: name its folder by --data")
    return settings


def _passed_on() -> dict[str, str]:
    return {key: os.environ[key] for key in _PASSED_ON if key in os.environ}


def _named(*beginnings: str) -> dict[str, str]:
    return {key: text for key, text in os.environ.items() if key.startswith(beginnings)}
