"""`promptsales db rebalance`: campaigns go to the shards that the map says; it tells how far."""

import sys
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from statistics import median

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from domain_api.adapters.sql.ads.moving import SqlShardMoves
from domain_api.adapters.sql.engine import Database
from domain_api.ads.shards.model import Handover, Outcome, Summary
from domain_api.ads.shards.service import RebalanceService, Tell
from domain_api.ads.shards.slots import ShardMap, chosen_map, spans
from domain_api.bootstrap import Databases, connect_databases
from domain_api.kernel import SystemClock, Unavailable
from domain_api.settings import Settings
from suite.local import Unusable
from suite.terminal import print_table

DONE, LEFT, INTERRUPTED = 0, 1, 130
_COLUMNS = ("from shard", "to shard", "slots", "campaigns")
_TOLD_EVERY_S = 10.0


def rebalance_command(settings: Settings, *, dry_run: bool, limit: int | None) -> int:
    """The exit status: 0 when every campaign is where the map says, 1 when some are left.

    Raises `Unusable` for a map that does not fit and a shard that does not answer, and
    `Conflict` for a schema that is behind.
    """
    databases = connect_databases(settings)
    try:
        wanted = _map_of(settings, databases)
        _require_ready(databases)
        service = RebalanceService(SqlShardMoves(databases.ads, SystemClock()))
        todo = service.plan(wanted)
        if dry_run or not todo:
            return _planned(wanted, todo)
        return _moved(service, wanted, todo, limit)
    finally:
        for database in databases.ads.values():
            database.close()


def _map_of(settings: Settings, databases: Databases) -> ShardMap:
    try:
        return chosen_map(settings.shard_map, len(databases.ads))
    except ValueError as error:
        raise Unusable(str(error)) from None


def _require_ready(databases: Databases) -> None:
    shards = {id(database): number for number, database in databases.ads.items()}
    for database, schema in databases.with_schemas():
        number = shards.get(id(database))
        if number is None:
            continue
        try:
            schema.check(database)
        except Unavailable:
            raise Unusable(f"shard {number} does not answer: {_address(database)}") from None


def _address(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=True)


def _planned(wanted: ShardMap, todo: Mapping[Handover, int]) -> int:
    sys.stdout.write(f"the map: {wanted}\n")
    if not todo:
        sys.stdout.write("every campaign is where the map says\n")
        return DONE
    _print_left(todo)
    return LEFT


def _moved(
    service: RebalanceService,
    wanted: ShardMap,
    todo: Mapping[Handover, int],
    limit: int | None,
) -> int:
    summary, began = Summary(), time.monotonic()
    total = sum(todo.values())
    try:
        with _progress(total if limit is None else min(limit, total)) as tell:
            service.run(wanted, limit=limit, tell=tell, summary=summary)
    except KeyboardInterrupt:
        _print_done(summary, time.monotonic() - began)
        _print_left(service.plan(wanted))
        return INTERRUPTED
    _print_done(summary, time.monotonic() - began)
    _print_left(summary.left)
    return LEFT if summary.left else DONE


def _print_done(summary: Summary, seconds: float) -> None:
    rate = summary.moved / seconds if seconds else 0.0
    sys.stdout.write(
        f"{summary.moved} campaigns moved, {summary.rows} rows, {seconds:.1f} seconds, "
        f"{rate:.1f} campaigns a second\n"
    )
    if summary.held_s:
        sys.stdout.write(
            f"a campaign waited {median(summary.held_s) * 1000:.0f} ms in the middle, "
            f"{max(summary.held_s) * 1000:.0f} ms at most\n"
        )


def _print_left(left: Mapping[Handover, int]) -> None:
    if not left:
        sys.stdout.write("every campaign is where the map says\n")
        return
    rows = [
        (str(each.source), str(each.target), spans(each.slots), str(count))
        for each, count in left.items()
    ]
    print_table(_COLUMNS, rows)
    sys.stdout.write("left to move: run `promptsales db rebalance` again\n")


@contextmanager
def _progress(total: int) -> Generator[Tell]:
    """A bar in a terminal, and in a pipe a line now and then; on standard error."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Lines(total).tell
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console) as progress:
        task = progress.add_task("moving", total=total)

        def tell(handover: Handover, outcome: Outcome) -> None:
            said = f"{handover.source} → {handover.target}"
            progress.update(task, description=said, advance=outcome is Outcome.MOVED)

        yield tell


class _Lines:
    def __init__(self, total: int) -> None:
        self._total, self._moved, self._last = total, 0, time.monotonic()

    def tell(self, _handover: Handover, outcome: Outcome) -> None:
        self._moved += outcome is Outcome.MOVED
        now = time.monotonic()
        if self._moved in (1, self._total) or now > self._last + _TOLD_EVERY_S:
            self._last = now
            sys.stderr.write(f"{self._moved} of {self._total} campaigns\n")
            sys.stderr.flush()
