"""Runs the failover drill for somebody at a terminal, and tells what it measured."""

import json
import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from suite.drills.failover.drill import KILLED, MOVED_BACK, FailoverDrill
from suite.drills.failover.report import TARGET_S, FailoverReport, Switch
from suite.drills.failover.servers import Programs
from suite.drills.quiet import quietly
from suite.drills.telling import DID_NOT, HELD
from suite.terminal import print_table, visible

_COLUMNS = (
    "round",
    "what",
    "seconds without service",
    "rows kept",
    "errors",
    "outcome unknown",
    "rows lost",
    "done though refused",
    "other errors",
)


def failover_command(times: int, *, as_json: bool) -> int:
    """The exit status: 0 when every switch was in time and nothing was lost. Raises
    `Unavailable` where PostgreSQL is not installed."""
    programs = Programs.found()
    folder = Path(tempfile.mkdtemp(prefix="promptsales-failover-"))
    try:
        with quietly():
            report = FailoverDrill(folder, programs, _tell).run(times)
    except RuntimeError as broken:
        sys.stderr.write(f"promptsales: {visible(str(broken))}\n")
        return DID_NOT
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if as_json:
        sys.stdout.write(json.dumps(_document(report), indent=2) + "\n")
    else:
        _print(report)
    return HELD if report.held else DID_NOT


def _tell(switch: Switch) -> None:
    sys.stderr.write(f"round {switch.round}, {switch.what}: {switch.seconds} s\n")
    sys.stderr.flush()


def _print(report: FailoverReport) -> None:
    print_table(_COLUMNS, [*map(_row, report.switches), _totals(report)])
    sys.stdout.write(
        f"{'held' if report.held else 'NOT held'}: under {TARGET_S:g} s without service each time, "
        f"and nothing lost. Longest: {report.longest(KILLED)} s after a kill, "
        f"{report.longest(MOVED_BACK)} s on a move back. {report.seconds:.0f} seconds in all.\n"
    )


def _row(switch: Switch) -> tuple[str, ...]:
    return (str(switch.round), switch.what, f"{switch.seconds:.2f}", *map(str, _counts(switch)))


def _totals(report: FailoverReport) -> tuple[str, ...]:
    longest = max((switch.seconds for switch in report.switches), default=0.0)
    columns = zip(*map(_counts, report.switches), strict=True)
    return ("all", "longest and sums", f"{longest:.2f}", *(str(sum(column)) for column in columns))


def _counts(switch: Switch) -> tuple[int, ...]:
    return (
        switch.kept,
        switch.errors,
        switch.unknown,
        switch.lost,
        switch.undead,
        switch.broken,
    )


def _document(report: FailoverReport) -> dict[str, object]:
    return {
        "ok": report.held,
        "target_seconds": TARGET_S,
        "longest_seconds": {what: report.longest(what) for what in (KILLED, MOVED_BACK)},
        "lost": sum(switch.lost for switch in report.switches),
        "seconds": round(report.seconds, 1),
        "switches": [asdict(switch) for switch in report.switches],
    }
