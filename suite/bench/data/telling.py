"""Runs the bench of data for somebody at a terminal, and tells its figures beside their aims."""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from suite.bench.asking import BenchBroke
from suite.bench.data.growth import MOST_GROWN, Size, measured_sizes
from suite.bench.data.ratios import LEAST, Pace, measured_paces
from suite.terminal import print_table, visible

MEASURED, BROKE = 0, 1
FEW = 1_000


@dataclass(frozen=True, slots=True)
class DataReport:
    paces: Sequence[Pace]
    sizes: Sequence[Size]


def bench_data_command(postgres: str | None, times: int, campaigns: int, *, as_json: bool) -> int:
    """The exit status: figures are told and not judged; 1 when they could not be taken."""
    folder = Path(tempfile.mkdtemp(prefix="promptsales-bench-"))
    try:
        report = _measured(folder, postgres, times, campaigns)
    except BenchBroke as broken:
        sys.stderr.write(f"promptsales: {visible(str(broken))}\n")
        return BROKE
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if as_json:
        sys.stdout.write(json.dumps(document_of(report), indent=2) + "\n")
    else:
        print_table(("figure", "value", "aim"), list(_rows(report)))
    return MEASURED


def _measured(folder: Path, postgres: str | None, times: int, campaigns: int) -> DataReport:
    console = Console(stderr=True)
    with console.status("our data code beside the bare driver"):
        paces = measured_paces("sqlite", "", folder, times)
        if postgres:
            paces += measured_paces("postgresql", postgres, folder, times)
    sizes = sorted({min(FEW, campaigns), campaigns})
    with console.status(f"lists and launches among {campaigns:,} campaigns"):
        return DataReport(paces, measured_sizes(folder / "growth", sizes, lambda _size: None))


def document_of(report: DataReport) -> dict[str, Any]:
    """Operations a second; times in milliseconds."""
    return {
        "bare_driver": {
            "aim": LEAST,
            "paces": [{**asdict(pace), "ratio": round(pace.ratio, 2)} for pace in report.paces],
        },
        "growth": {
            "aim": MOST_GROWN,
            "sizes": [
                {
                    "campaigns": size.campaigns,
                    "list_ms": asdict(size.listed),
                    "launch_ms": asdict(size.launched),
                }
                for size in report.sizes
            ],
            "list": round(_grown(report.sizes)[0], 2),
            "launch": round(_grown(report.sizes)[1], 2),
        },
    }


def _grown(sizes: Sequence[Size]) -> tuple[float, float]:
    """How many times the cost among the fewest campaigns it is among the most, by p50."""
    few, many = sizes[0], sizes[-1]
    return many.listed.p50 / few.listed.p50, many.launched.p50 / few.launched.p50


def _rows(report: DataReport) -> Iterator[tuple[str, str, str]]:
    for pace in report.paces:
        told = f"{pace.ours:,.0f}/s, bare {pace.bare:,.0f}/s: {pace.ratio:.2f} x"
        yield f"{pace.engine}: {pace.operation}", told, f"≥ {LEAST} x"
    for size in report.sizes:
        told = f"p50 {size.listed.p50:.1f} ms, p95 {size.listed.p95:.1f} ms"
        yield f"list among {size.campaigns:,}", told, ""
        told = f"p50 {size.launched.p50:.0f} ms, p95 {size.launched.p95:.0f} ms"
        yield f"launch among {size.campaigns:,}", told, ""
    listed, launched = _grown(report.sizes)
    yield "list, most over fewest", f"{listed:.2f} x", f"≤ {MOST_GROWN} x"
    yield "launch, most over fewest", f"{launched:.2f} x", f"≤ {MOST_GROWN} x"
