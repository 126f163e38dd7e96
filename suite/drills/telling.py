"""Runs the kill drill for somebody at a terminal, and tells what it found."""

import json
import shutil
import sys
import tempfile
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

from suite.drills.crew import Crew, DrillBroke
from suite.drills.kill import KillDrill, Tell, some_points
from suite.drills.report import ScenarioReport
from suite.drills.scenarios import named
from suite.terminal import print_table, visible

HELD, DID_NOT = 0, 1
_COLUMNS = ("scenario", "points", "kills", "restarts", "violations", "seconds")


def drill_command(scenario: str | None, *, quick: bool, as_json: bool) -> int:
    """The exit status: 0 when every law held everywhere. Raises `InvalidInput` for a name
    that no scenario has."""
    scenarios = named(scenario)
    folder = Path(tempfile.mkdtemp(prefix="promptsales-drill-"))
    try:
        with _progress(to_errors=as_json) as tell:
            drill = (
                KillDrill(Crew(), folder, some_points, dry_runs=1, tell=tell)
                if quick
                else KillDrill(Crew(), folder, tell=tell)
            )
            reports = drill.run(scenarios)
    except DrillBroke as broken:
        sys.stderr.write(f"promptsales: {visible(str(broken))}\n")
        sys.stderr.write(f"what there is stays in {folder}\n")
        return DID_NOT
    except KeyboardInterrupt:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    held = not any(report.violations for report in reports)
    if held:
        shutil.rmtree(folder)
    if as_json:
        document = {"ok": held, "scenarios": [_document(report) for report in reports]}
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    else:
        _print(reports)
    return HELD if held else DID_NOT


@contextmanager
def _progress(*, to_errors: bool) -> Generator[Tell]:
    """How far each scenario is, for somebody who looks on; a pipe is told nothing."""
    console = Console(stderr=to_errors)
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
    ) as progress:
        tasks: dict[str, TaskID] = {}

        def tell(scenario: str, done: int, of: int) -> None:
            if scenario not in tasks:
                tasks[scenario] = progress.add_task(scenario, total=None)
            progress.update(tasks[scenario], completed=done, total=of or None)

        yield tell


def _print(reports: Sequence[ScenarioReport]) -> None:
    print_table(_COLUMNS, [_row(report) for report in reports])
    for report in reports:
        if report.unstable:
            sys.stdout.write(f"{report.scenario}: two dry runs found different points\n")
        if report.elsewhere:
            sys.stdout.write(
                f"{report.scenario}: {report.elsewhere} died at another point than the dry run's\n"
            )
        for violation in report.violations:
            sys.stdout.write(
                visible(f"{report.scenario}, {violation.point}: {violation.law}") + "\n"
            )
            sys.stdout.write(f"  kept in {violation.folder}\n")


def _row(report: ScenarioReport) -> tuple[str, ...]:
    return (
        report.scenario,
        str(len(report.points)),
        str(len(report.killed)),
        str(report.restarts),
        str(len(report.violations)),
        f"{report.seconds:.1f}",
    )


def _document(report: ScenarioReport) -> dict[str, Any]:
    return {
        "scenario": report.scenario,
        "points": len(report.points),
        "kills": len(report.killed),
        "restarts": report.restarts,
        "seconds": report.seconds,
        "stable": not report.unstable,
        "died_elsewhere": report.elsewhere,
        "violations": [asdict(violation) for violation in report.violations],
        "names": _names(report),
    }


def _names(report: ScenarioReport) -> dict[str, int]:
    """How many points have each name, and so what a launch does outside and how often."""
    names: dict[str, int] = {}
    for point in report.points:
        names[point.name] = names.get(point.name, 0) + 1
    return dict(sorted(names.items()))
