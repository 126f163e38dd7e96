"""Runs the bench for somebody at a terminal, and tells its figures."""

import json
import shutil
import sys
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from suite.bench.asking import BenchBroke
from suite.bench.figures import AIM, Report, Spread
from suite.bench.launching import CHANNELS
from suite.bench.run import Tell, run_launches
from suite.terminal import print_table, visible

MEASURED, BROKE = 0, 1


def bench_launch_command(launches: int, *, as_json: bool) -> int:
    """The exit status. What a bench that broke leaves behind is kept, and its folder named."""
    folder = Path(tempfile.mkdtemp(prefix="promptsales-bench-"))
    try:
        with _progress(launches) as tell:
            report = run_launches(folder, launches, tell)
    except BenchBroke as broken:
        sys.stderr.write(f"promptsales: {visible(str(broken))}\n")
        sys.stderr.write(f"what there is stays in {folder}\n")
        return BROKE
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    shutil.rmtree(folder)
    if as_json:
        sys.stdout.write(json.dumps(document_of(report), indent=2) + "\n")
    else:
        print_table(("figure", "value", "what it is"), list(_rows(report)))
    return MEASURED


@contextmanager
def _progress(launches: int) -> Generator[Tell]:
    """On standard error: a bar for a person, and nothing more than that for a pipe."""
    console = Console(stderr=True)
    with Progress(
        TextColumn("launches"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
    ) as progress:
        task = progress.add_task("launches", total=launches)
        yield lambda done: progress.update(task, completed=done)


def document_of(report: Report) -> dict[str, Any]:
    """Every figure; times are in milliseconds."""
    return {
        "launches": len(report.launches),
        "channels": list(CHANNELS),
        "own_ms": _rounded(report.own),
        "tool_call_ms": _rounded(report.called),
        "worker_ms": _rounded(report.worked),
        "preparation_ms": _rounded(report.prepared),
        "per_second": round(report.per_second, 2),
        "per_launch": report.cost.told(),
        "overhead": {
            "ours_ms": _rounded(report.overhead.ours),
            "bare_ms": _rounded(report.overhead.bare),
            "ratio": round(report.overhead.ratio, 2),
            "aim": AIM,
        },
    }


def _rounded(spread: Spread) -> dict[str, float]:
    return {name: round(value, 2) for name, value in asdict(spread).items()}


def _rows(report: Report) -> Iterator[tuple[str, str, str]]:
    cost, overhead = report.cost, report.overhead
    yield "launches", str(len(report.launches)), f"on {', '.join(CHANNELS)}; one more to warm up"
    yield "own time", _told(report.own), "from the tool call that launches to dispatched"
    yield "- the tool call", _told(report.called), "launch_campaign over MCP, by its client's watch"
    yield "- the worker", _told(report.worked), "reserve, charge, activate, dispatch, record"
    yield "preparation", _told(report.prepared), "copy, plan, request and approval before it"
    yield "launches a second", f"{report.per_second:.1f}", "of own time, one after another"
    yield "queries a launch", str(cost.queries), "statements to the databases, in own time"
    yield "commits a launch", str(cost.commits), "transactions that may write"
    yield "calls a launch", str(cost.calls), "to the gateway, to channels and to networks"
    yield "a tool call", _told(overhead.ours), "of ours that does the least"
    yield "a bare tool call", _told(overhead.bare), "of the same SDK, in turns with it"
    yield "tool-call overhead", f"{overhead.ratio:.2f} x", f"p50 over p50; the aim is {AIM} x"


def _told(spread: Spread) -> str:
    return f"p50 {spread.p50:.1f} ms, p95 {spread.p95:.1f} ms"
