"""The figures of the bench of data, beside their aims: for programs, and for people."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from suite.bench.data.growth import MOST_GROWN, Size
from suite.bench.data.ratios import LEAST, Pace
from suite.bench.data.reading import MOST_MS, CachedReads
from suite.bench.data.runs import AIMED_ENGINE, LEAST_A_SECOND
from suite.bench.etl import EtlFigures
from suite.bench.figures import Spread

Row = tuple[str, str, str]
"""A figure, its value, its aim."""


@dataclass(frozen=True, slots=True)
class DataReport:
    paces: Sequence[Pace]
    runs: Sequence[EtlFigures]
    reads: Sequence[CachedReads]
    sizes: Sequence[Size]


def document_of(report: DataReport) -> dict[str, Any]:
    """Operations and records a second; times in milliseconds."""
    listed, launched = _grown(report.sizes)
    return {
        "bare_driver": {
            "aim": LEAST,
            "paces": [{**asdict(pace), "ratio": round(pace.ratio, 2)} for pace in report.paces],
        },
        "etl": {
            "aim": {"engine": AIMED_ENGINE, "delta_per_s": LEAST_A_SECOND},
            "runs": [asdict(run) for run in report.runs],
        },
        "cached_reads": {
            "aim_p95_ms": MOST_MS,
            "reads": [_read_document(reads) for reads in report.reads],
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
            "list": round(listed, 2),
            "launch": round(launched, 2),
        },
    }


def rows_of(report: DataReport) -> Iterator[Row]:
    for pace in report.paces:
        told = f"{pace.ours:,.0f}/s, bare {pace.bare:,.0f}/s: {pace.ratio:.2f} x"
        yield f"{pace.engine}: {pace.operation}", told, f"≥ {LEAST} x"
    for run in report.runs:
        yield from _run_rows(run)
    for reads in report.reads:
        yield from _read_rows(reads)
    for size in report.sizes:
        yield f"list among {size.campaigns:,}", _told(size.listed), ""
        yield f"launch among {size.campaigns:,}", _told(size.launched), ""
    listed, launched = _grown(report.sizes)
    yield "list, most over fewest", f"{listed:.2f} x", f"≤ {MOST_GROWN} x"
    yield "launch, most over fewest", f"{launched:.2f} x", f"≤ {MOST_GROWN} x"


def _run_rows(run: EtlFigures) -> Iterator[Row]:
    aim = f"≥ {LEAST_A_SECOND:,}/s" if run.engine == AIMED_ENGINE else ""
    yield f"{run.engine}: ETL, first run", f"{run.first_run_per_s:,}/s", ""
    yield f"{run.engine}: ETL, delta", f"{run.delta_per_s:,}/s", aim
    yield f"{run.engine}: ETL, memory", f"+{run.grown_mib:.1f} MiB for {run.records:,}", "flat"


def _read_rows(reads: CachedReads) -> Iterator[Row]:
    name = f"cached reads, {reads.cache}"
    yield f"{name}: {reads.users} users", _told(reads.spread), f"p95 < {MOST_MS} ms"
    told = f"{reads.asked:,}, {reads.per_s:.0f}/s, {reads.errors} errors, {reads.hit_rate:.0%} hits"
    yield f"{name}: asked", told, "0 errors"
    if reads.bare and reads.bare_ratio:
        told = f"p50 {reads.bare.p50:.2f} ms, p95 {reads.bare.p95:.2f} ms"
        yield "bare GET of Redis, one client", told, ""
        yield f"{name}: over a bare GET", f"{reads.bare_ratio:,.0f} x by p50", ""


def _read_document(reads: CachedReads) -> dict[str, Any]:
    return {
        "cache": reads.cache,
        "users": reads.users,
        "asked": reads.asked,
        "errors": reads.errors,
        "per_s": round(reads.per_s, 1),
        "read_ms": asdict(reads.spread),
        "hit_rate": round(reads.hit_rate, 3),
        "bare_get_ms": reads.bare and asdict(reads.bare),
        "over_bare": reads.bare_ratio and round(reads.bare_ratio, 1),
    }


def _told(spread: Spread) -> str:
    return f"p50 {spread.p50:.1f} ms, p95 {spread.p95:.1f} ms"


def _grown(sizes: Sequence[Size]) -> tuple[float, float]:
    """How many times the cost among the fewest campaigns it is among the most, by p50."""
    few, many = sizes[0], sizes[-1]
    return many.listed.p50 / few.listed.p50, many.launched.p50 / few.launched.p50
