"""The drill's ground: one installation in a folder, with its gateway and a look into it."""

import json
import math
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from types import TracebackType

from domain_api.adapters.clock import SteppedClock
from domain_api.adapters.gateways.sandbox_client import SandboxGateway
from domain_api.bootstrap import Application, build
from domain_api.jobs.worker import LEASE
from domain_api.kernel import JobState, SystemClock
from domain_api.settings import own_secrets
from suite.drills.books import EVERLASTING, Books, read_books
from suite.drills.cases import Case
from suite.drills.crew import Crew, Hand
from suite.drills.processes import CLOCK, Order, settings_of
from suite.drills.taps import Hold

_MOST_JOBS = 1000


class Ground:
    """A context: its gateway runs as a process, and everybody it hired is gone at the end.

    Its clock begins `at` a moment, or at the machine's.
    """

    def __init__(self, crew: Crew, folder: Path, at: datetime | None = None) -> None:
        self._crew, self._folder = crew, folder
        self._hired = 0
        for name in ("logs", "gateway"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        clock_file = folder / CLOCK
        if at:
            _set(clock_file, at)
        self.clock = SteppedClock(clock_file)
        with ExitStack() as held:
            self._gateway = crew.open_gateway(folder, own_secrets(folder)["gateway_key"])
            held.callback(self._gateway.close)
            settings = settings_of(folder, self._gateway.url)
            self.application: Application = build(settings)
            held.callback(self.application.close)
            self._charges = SandboxGateway(settings.gateway_url, settings.gateway_secret())
            held.callback(self._charges.close)
            self._held = held.pop_all()

    def __enter__(self) -> "Ground":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._held.close()

    def hire(
        self, case: Case, role: str, hold: Hold | None = None, kill_at: int | None = None
    ) -> Hand:
        self._hired += 1
        log = self._folder / "logs" / f"{self._hired:02}-{role.replace(' ', '-')}.log"
        hand = self._crew.hire(Order(self._folder, self._gateway.url, case, log, hold, kill_at))
        self._held.callback(hand.dismiss)
        return hand

    def next_moment(self) -> datetime | None:
        """When there is something to do again; what a dead process had taken waits its lease."""
        moments: list[datetime] = []
        for queue in self.application.queues:
            if queue.count().get(JobState.RUNNING):
                moments.append(self.clock.now() + LEASE)
            moments += [
                job.job.run_at
                for job in queue.list(JobState.READY, _MOST_JOBS)
                if job.job.kind not in EVERLASTING
            ]
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


def _set(clock_file: Path, at: datetime) -> None:
    """Also back in time, where a clock that steps does not go."""
    offset = math.ceil((at - SystemClock().now()).total_seconds())
    clock_file.write_text(json.dumps({"offset_seconds": offset}), encoding="utf-8")
