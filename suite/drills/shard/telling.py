"""Runs the shard drill for somebody at a terminal, and tells what it measured."""

import json
import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from suite.drills.quiet import quietly
from suite.drills.shard.drill import KILLS, ShardDrill
from suite.drills.shard.ground import laid_out
from suite.drills.shard.report import Seconds, ShardReport
from suite.drills.telling import DID_NOT, HELD
from suite.terminal import print_table, visible

_COLUMNS = ("measured", "figure")
_SHOWN = 20


def shard_command(campaigns: int, postgres: str | None, *, as_json: bool) -> int:
    """The exit status: 0 when nothing was lost, doubled or left behind. Raises `DBAPIError`
    when the server is not there or does not let databases be made."""
    folder = Path(tempfile.mkdtemp(prefix="promptsales-shards-"))
    try:
        with quietly(), laid_out(folder, postgres) as ground:
            report = ShardDrill(ground, campaigns, _tell).run()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if as_json:
        document = {"ok": report.ok, "campaigns_a_second": report.campaigns_a_second}
        sys.stdout.write(json.dumps({**document, **asdict(report)}, indent=2) + "\n")
    else:
        _print(report)
    return HELD if report.ok else DID_NOT


def _tell(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


def _print(report: ShardReport) -> None:
    spread = ", ".join(f"{number}: {share:.1%}" for number, share in report.spread.items())
    errors = ", ".join(f"{code} {count}" for code, count in sorted(report.errors.items()))
    rows = [
        ("engine", report.engine),
        ("campaigns", str(report.campaigns)),
        ("moved", f"{report.moved}, {report.campaigns_a_second} a second"),
        ("rebalances killed", f"{report.kills} of {KILLS}"),
        ("not writable while it moved", _seconds(report.held)),
        ("until a write was acknowledged", _seconds(report.waits)),
        ("tried again", errors or "nothing"),
        ("lists", f"{report.lists}, {report.lists_with_missing} named a missing shard"),
        ("writes while a shard was away", str(report.writes_while_away)),
        ("campaigns by shard", spread),
        ("the map from equal shares", f"{report.deviation:.1%} over 30,000 ids"),
        ("seconds", f"{report.seconds:.0f}, {report.moving_seconds:.0f} of them moving"),
    ]
    print_table(_COLUMNS, rows)
    if report.ok:
        sys.stdout.write("held: nothing was lost, doubled or left behind\n")
    for violation in report.violations[:_SHOWN]:
        sys.stdout.write(f"NOT held: {visible(violation)}\n")


def _seconds(waits: Seconds) -> str:
    return (
        f"p50 {waits.p50 * 1000:.1f} ms, p95 {waits.p95 * 1000:.1f} ms, "
        f"at most {waits.most * 1000:.0f} ms, {waits.count} times"
    )
