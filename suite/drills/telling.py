"""Runs the kill drill for somebody at a terminal, and tells what it found."""

import json
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from suite.drills.crew import DrillBroke
from suite.drills.kill import KillDrill, Tell, every_point, some_points
from suite.drills.report import ScenarioReport, Violation
from suite.drills.scenarios import named
from suite.terminal import print_table, visible

HELD, DID_NOT = 0, 1
_COLUMNS = ("scenario", "commits", "outbound calls", "points", "killed", "passed")
_TOLD_EVERY_S = 10.0


def drill_command(scenario: str | None, *, quick: bool, as_json: bool) -> int:
    """The exit status: 0 when every law held everywhere. Raises `InvalidInput` for a name
    that no scenario has."""
    scenarios = named(scenario)
    folder = Path(tempfile.mkdtemp(prefix="promptsales-drill-"))
    began = time.monotonic()
    try:
        with _progress() as tell:
            choose = some_points if quick else every_point
            reports = KillDrill(folder, choose, twice=not quick, tell=tell).run(scenarios)
    except DrillBroke as broken:
        sys.stderr.write(f"promptsales: {visible(str(broken))}\n")
        sys.stderr.write(f"what there is stays in {folder}\n")
        return DID_NOT
    except KeyboardInterrupt:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    held = all(report.held for report in reports)
    if held:
        shutil.rmtree(folder)
    seconds = round(time.monotonic() - began, 1)
    if as_json:
        document = {
            "ok": held,
            "seconds": seconds,
            "scenarios": [_document(report) for report in reports],
        }
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    else:
        _print(reports, seconds)
    return HELD if held else DID_NOT


@contextmanager
def _progress() -> Generator[Tell]:
    """How far each scenario is, on standard error: bars in a terminal, now and then a line
    in a pipe."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Lines().tell
        return
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
    ) as progress:
        tasks: dict[str, TaskID] = {}

        def tell(scenario: str, done: int, of: int, broken: int) -> None:
            if scenario not in tasks:
                tasks[scenario] = progress.add_task(scenario, total=of)
            progress.update(tasks[scenario], completed=done, description=_said(scenario, broken))

        yield tell


class _Lines:
    """Says when a scenario's points were found, when it is done, and not too often between."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def tell(self, scenario: str, done: int, of: int, broken: int) -> None:
        now = time.monotonic()
        if 0 < done < of and now < self._last + _TOLD_EVERY_S:
            return
        self._last = now
        sys.stderr.write(f"{_said(scenario, broken)}: {done} of {of}\n")
        sys.stderr.flush()


def _said(scenario: str, broken: int) -> str:
    return f"{scenario} ({broken} broke a law)" if broken else scenario


def _print(reports: Sequence[ScenarioReport], seconds: float) -> None:
    print_table(_COLUMNS, [*map(_row, reports), _total(reports)])
    sys.stdout.write(f"{seconds} seconds\n")
    for report in reports:
        if report.unstable:
            sys.stdout.write(f"{report.scenario}: two dry runs do not agree on\n")
            _print_some([str(point) for point in report.unstable])
        if report.violations:
            sys.stdout.write(f"{report.scenario}: {len(report.violations)} laws were broken\n")
            _print_some([_sentence(violation) for violation in report.violations])


def _print_some(lines: Sequence[str]) -> None:
    for line in lines:
        sys.stdout.write(f"  {visible(line)}\n")


def _sentence(violation: Violation) -> str:
    return f"{violation.point}: {violation.law}; kept in {violation.folder}"


def _row(report: ScenarioReport) -> tuple[str, ...]:
    return (report.scenario, *map(str, _numbers(report)))


def _total(reports: Sequence[ScenarioReport]) -> tuple[str, ...]:
    columns = zip(*map(_numbers, reports), strict=True)
    return ("total", *(str(sum(column)) for column in columns))


def _numbers(report: ScenarioReport) -> tuple[int, ...]:
    return (report.commits, report.calls, len(report.points), report.killed, report.passed)


def _document(report: ScenarioReport) -> dict[str, Any]:
    return {
        "scenario": report.scenario,
        "commits": report.commits,
        "outbound_calls": report.calls,
        "points": len(report.points),
        "killed": report.killed,
        "passed": report.passed,
        "unstable": [str(point) for point in report.unstable],
        "violations": [asdict(violation) for violation in report.violations],
        "names": dict(sorted(Counter(point.name for point in report.points).items())),
    }
