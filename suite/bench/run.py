"""Starts an installation of the bench's own in a folder, launches in it, and measures."""

import json
from collections.abc import Awaitable, Callable, Generator, Iterator, Mapping
from contextlib import AsyncExitStack, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import anyio

from domain_api.adapters.clock import SteppedClock
from domain_api.kernel import SystemClock
from suite.bench import bare
from suite.bench.asking import BenchBroke, answer_of, mcp_client
from suite.bench.figures import Launch, Overhead, Report
from suite.bench.launching import Launcher
from suite.bench.overhead import measured_overhead
from suite.commands.options import APPROVER, MARKETER
from suite.commands.people import demo_passwords
from suite.local import HOST, OURS, Installation, free_installation
from suite.processes.supervisor import Child, Supervisor
from suite.rest import Rest

R = TypeVar("R")
Tell = Callable[[int], None]
"""Hears how many launches are done."""

_MORNING = 16
"""The hour, in UTC, at which the bench's clock begins: ten where its organization is, so that
a flight of that day has started and no quiet hour holds a message."""


def run_launches(folder: Path, launches: int, tell: Tell = lambda _done: None) -> Report:
    """That many, one after another, after one that is not counted.

    Raises `BenchBroke`, and what the processes of an installation raise when they cannot start.
    """
    with started(folder) as ground:
        return run_async(_Bench(ground).report, launches, tell)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a measuring stands on: a running installation, an agent's token, two people."""

    installation: Installation
    supervisor: Supervisor
    token: str
    marketer: Rest
    approver: Rest


@contextmanager
def started(folder: Path, settings: Mapping[str, str] | None = None) -> Generator[Ground]:
    """An installation of the bench's own; `settings` are added to its environment."""
    installation = free_installation(folder.resolve())
    installation.make_folder()
    _step_to_tomorrow_morning(installation)
    with ExitStack() as stack:
        supervisor = stack.enter_context(Supervisor(installation.data / "logs"))
        supervisor.start(installation.gateway(), _house(installation, settings or {}))
        passwords = demo_passwords(installation.users_file)
        marketer = stack.enter_context(Rest(installation.public_url))
        approver = stack.enter_context(Rest(installation.public_url))
        marketer.sign_in(MARKETER, passwords[MARKETER])
        approver.sign_in(APPROVER, passwords[APPROVER])
        yield Ground(installation, supervisor, marketer.agent_token(), marketer, approver)


def run_async(measure: Callable[..., Awaitable[R]], *arguments: object) -> R:
    try:
        return anyio.run(measure, *arguments)
    except ExceptionGroup as group:
        raise _first_of(group) from group


class _Bench:
    """Launches, and then calls beside those of a bare tool."""

    def __init__(self, ground: Ground) -> None:
        self._installation, self._supervisor = ground.installation, ground.supervisor
        self._token, self._person = ground.token, ground.approver

    async def report(self, launches: int, tell: Tell) -> Report:
        async with AsyncExitStack() as stack:
            launcher = await Launcher.open(
                stack, self._installation.public_url, self._token, self._person
            )
            await launcher.launch(0)
            done: list[Launch] = []
            for number in range(1, launches + 1):
                done.append(await launcher.launch(number))
                tell(number)
        return Report(tuple(done), await self._overhead())

    async def _overhead(self) -> Overhead:
        """The bare server is started for it, with the answer of ours."""
        url = f"{self._installation.public_url}/mcp/insights"
        port = self._installation.port + 2
        async with mcp_client(url, self._token) as ours:
            answer = self._installation.data / "answer.json"
            answer.write_text(json.dumps(await answer_of(ours, bare.TOOL)), encoding="utf-8")
            self._supervisor.start(_bare(self._installation, port, answer))
            async with mcp_client(f"http://{HOST}:{port}{bare.PATH}") as other:
                return await measured_overhead(ours, other)


def _house(installation: Installation, settings: Mapping[str, str]) -> Child:
    arguments = ["--port", str(installation.port)]
    environment = {**_environment(installation), **settings}
    return Child("house", "suite.bench.house", arguments, environment)


def _bare(installation: Installation, port: int, answer: Path) -> Child:
    arguments = ["--port", str(port), "--answer", str(answer)]
    return Child("bare", "suite.bench.bare", arguments, _environment(installation))


def _environment(installation: Installation) -> dict[str, str]:
    """Without the caller's settings: every bench measures the embedded product."""
    ours = {"DATA", "PUBLIC_URL", "GATEWAY_URL", "CLOCK_FILE"}
    return {
        name: value
        for name, value in installation.environment().items()
        if not name.startswith(OURS) or name.removeprefix("PROMPTSALES_") in ours
    }


def _step_to_tomorrow_morning(installation: Installation) -> None:
    tomorrow = SystemClock().now() + timedelta(days=1)
    morning = tomorrow.replace(hour=_MORNING, minute=0, second=0, microsecond=0)
    SteppedClock(installation.clock_file).step_to(morning)


def _first_of(group: BaseExceptionGroup[Exception]) -> Exception:
    """The error itself: what clients run their connections in wraps it."""
    error, *_ = _leaves(group)
    known = isinstance(error, BenchBroke)
    return error if known else BenchBroke(f"a server did not answer: {error!r}"[:500])


def _leaves(group: BaseExceptionGroup[Exception]) -> Iterator[Exception]:
    for error in group.exceptions:
        if isinstance(error, BaseExceptionGroup):
            yield from _leaves(error)
        else:
            yield error
