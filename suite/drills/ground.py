"""The drill's ground: one folder in which installations are laid out, played on and looked at."""

import gc
import json
import math
import secrets
import shutil
import socket
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from domain_api.adapters.clock import SteppedClock
from domain_api.adapters.gateways.sandbox_client import SandboxGateway
from domain_api.bootstrap import Application, build
from domain_api.jobs.worker import LEASE
from domain_api.kernel import JobState, SystemClock
from suite.drills.books import EVERLASTING, Books, read_books
from suite.drills.cases import Case, found_house
from suite.drills.crew import Crew, Hand
from suite.drills.processes import CLOCK, Order, settings_of
from suite.drills.taps import Socket, Spot

_MOST_JOBS = 1000


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An installation at rest, and the moment it had come to."""

    folder: Path
    at: datetime


class Ground:
    """Its applications are composed once, and serve every installation that is laid out here:
    what composing costs would be the most of a run. `folder` may be a fast one.

    `founded` is an organization with its people and clients, as on a first start.
    """

    def __init__(self, crew: Crew, folder: Path, held: ExitStack) -> None:
        self._crew, self._key = crew, secrets.token_urlsafe(16)
        self.house = folder / "house"
        self._port = _reserved_port(held)
        self._socket, self._hired = Socket(), 0
        settings = settings_of(self.house, self._port, self._key)
        for name in ("logs", "gateway"):
            (self.house / name).mkdir(parents=True, exist_ok=True)
        _set(self.house / CLOCK, morning_after(SystemClock().now()))
        self.clock = SteppedClock(self.house / CLOCK)
        self.application: Application = build(settings)
        held.callback(self.application.close)
        self.theirs: Application = build(settings, self._socket)
        held.callback(self.theirs.close)
        self._charges = SandboxGateway(settings.gateway_url, settings.gateway_secret())
        held.callback(self._charges.close)
        found_house(self.application, self.house)
        for application in (self.application, self.theirs):
            _rest(application)
        self.founded = self.copied(folder / "founded")

    @contextmanager
    def laid(self, snapshot: Snapshot) -> Generator[None]:
        """The installation goes on from there, with its gateway; who was hired is gone after."""
        _rest(self.application)
        shutil.rmtree(self.house)
        shutil.copytree(snapshot.folder, self.house)
        _set(self.house / CLOCK, snapshot.at)
        self._hired = 0
        with ExitStack() as held:
            held.callback(self._crew.open_gateway(self.house, self._port, self._key).close)
            self._held = held
            yield

    def copied(self, to: Path) -> Snapshot:
        """As it is; nobody may be writing."""
        return Snapshot(shutil.copytree(self.house, to), self.clock.now())

    def hire(
        self, case: Case, role: str, hold: Spot | None = None, kill_at: Spot | None = None
    ) -> Hand:
        self._hired += 1
        log = self.house / "logs" / f"{self._hired:02}-{role.replace(' ', '-')}.log"
        _rest(self.application)  # no database may be open over the fork
        hand = self._crew.hire(Order(self.theirs, self._socket, case, log, hold, kill_at))
        self._held.callback(hand.dismiss)
        return hand

    def rehearsed(self) -> None:
        """What was loaded and compiled so far need not be by anybody who is hired later."""
        _rest(self.theirs)
        gc.collect()
        gc.freeze()

    def next_moment(self) -> datetime | None:
        """When there is something to do again; what a dead process had taken waits its lease."""
        moments: list[datetime] = []
        for queue in self.application.queues:
            waiting = queue.count()
            if waiting.get(JobState.RUNNING):
                moments.append(self.clock.now() + LEASE)
            ready = queue.list(JobState.READY, _MOST_JOBS) if JobState.READY in waiting else []
            moments += [job.job.run_at for job in ready if job.job.kind not in EVERLASTING]
        return min(moments, default=None)

    def books(self, case: Case) -> Books:
        return read_books(self.application, self._charges, case)

    def unreconciled(self, case: Case) -> list[str]:
        """What the product's own reconciler finds wrong with the launch."""
        report = self.application.reconciliation.run(
            case.agent.organization_id, case.campaign_id, repair=False
        )
        found = [f"{one.code}: {one.expected}, not {one.found}" for one in report.differences]
        return found if report.launches == 1 else [*found, "the launch was not compared"]


def _rest(application: Application) -> None:
    """It closes every database, and opens them again when it next needs them."""
    for database, _ in application.databases.with_schemas():
        database.close()
    application.network.close()


def _reserved_port(held: ExitStack) -> int:
    """A port that nobody else is given; bound and not listening, it leaves that to gateways."""
    reserved = held.enter_context(socket.socket())
    reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    reserved.bind(("127.0.0.1", 0))
    return int(reserved.getsockname()[1])


def _set(clock_file: Path, at: datetime) -> None:
    """Also back in time, where a clock that steps does not go."""
    offset = math.ceil((at - SystemClock().now()).total_seconds())
    fresh = clock_file.with_suffix(".new")  # a file of its own, so that readers see it is new
    fresh.write_text(json.dumps({"offset_seconds": offset}), encoding="utf-8")
    fresh.replace(clock_file)


def morning_after(now: datetime) -> datetime:
    """Ten o'clock at the drilled organization's, on tomorrow's date in UTC: the same time of day
    whenever a drill is run, far from midnight and from quiet hours. Flights start at nine: what
    is due some days after an approval is not due in the second in which one starts."""
    tomorrow = now.astimezone(UTC) + timedelta(days=1)
    return tomorrow.replace(hour=16, minute=0, second=0, microsecond=0)
