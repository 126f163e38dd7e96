"""Runs the bench of data for somebody at a terminal."""

import json
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from suite.bench.asking import BenchBroke
from suite.bench.data.growth import measured_sizes
from suite.bench.data.ratios import measured_paces
from suite.bench.data.reading import CachedReads, measured_reads, require_redis
from suite.bench.data.report import DataReport, document_of, rows_of
from suite.bench.data.runs import measured_runs
from suite.terminal import print_table, visible

MEASURED, BROKE = 0, 1
FEW = 1_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much of each is measured, and the servers it may use."""

    times: int
    campaigns: int
    rows: int
    users: int
    seconds: int
    postgres: str | None
    redis: str | None

    @property
    def engines(self) -> list[tuple[str, str]]:
        """With their addresses."""
        return [("sqlite", ""), *([("postgresql", self.postgres)] if self.postgres else [])]


def bench_data_command(wanted: Wanted, *, as_json: bool) -> int:
    """The exit status: figures are told and not judged; 1 when they could not be taken."""
    folder = Path(tempfile.mkdtemp(prefix="promptsales-bench-"))
    try:
        report = _measured(folder, wanted)
    except BenchBroke as broken:
        sys.stderr.write(f"promptsales: {visible(str(broken))}\n")
        return BROKE
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if as_json:
        sys.stdout.write(json.dumps(document_of(report), indent=2) + "\n")
    else:
        print_table(("figure", "value", "aim"), list(rows_of(report)))
    return MEASURED


def _measured(folder: Path, wanted: Wanted) -> DataReport:
    if wanted.redis:
        require_redis(wanted.redis)
    console = Console(stderr=True)
    with console.status("our data code beside the bare driver") as status:
        paces = [
            pace
            for engine, address in wanted.engines
            for pace in measured_paces(engine, address, folder, wanted.times)
        ]
        status.update(f"runs of the ETL over {wanted.rows:,} records")
        runs = [measured_runs(*engine, folder, wanted.rows) for engine in wanted.engines]
        status.update(f"cached reads by {wanted.users} users at once")
        reads = _cached_reads(folder, wanted)
        status.update(f"lists and launches among {wanted.campaigns:,} campaigns")
        sizes = sorted({min(FEW, wanted.campaigns), wanted.campaigns})
        grown = measured_sizes(folder / "growth", sizes, lambda _size: None)
    return DataReport(paces, runs, reads, grown)


def _cached_reads(folder: Path, wanted: Wanted) -> list[CachedReads]:
    caches = [None, wanted.redis] if wanted.redis else [None]
    return [
        measured_reads(folder / f"reads-{number}", wanted.users, wanted.seconds, redis)
        for number, redis in enumerate(caches)
    ]
