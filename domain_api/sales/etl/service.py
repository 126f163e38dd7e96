"""One run: read what changed at each source, land it, merge it, and compute what is due.

Each page is one transaction with the step of its cursor, so that a crash anywhere loses nothing
and counts nothing twice; the cursor moves by compare-and-swap, so that two runs cannot cross.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta

import structlog

from domain_api.kernel import Clock, Conflict, OpenUnit, Recovery, Unavailable, new_id
from domain_api.kernel.changes import ChangeFeed, ChangePage, CursorLost
from domain_api.sales.etl.model import (
    EtlStatus,
    FactDifference,
    RunState,
    RunView,
    SourceProgress,
    SourceState,
)
from domain_api.sales.etl.repository import EtlUnit, Progress
from domain_api.sales.etl.sorting import SortedPage, sort_page

PAGE = 2000
"""Records of one page: all that a run holds at a time."""

DUE_AT_ONCE = 1000
LEASE = timedelta(minutes=5)
"""A page and its transaction are far quicker; each renews it."""

LOG_KEPT = timedelta(days=30)


class EtlBusy(Conflict):
    """Another run is at work; what it does not read now, the next one does."""

    code = "etl_busy"
    recovery = Recovery.TRANSIENT


class EtlService:
    def __init__(
        self,
        open_unit: OpenUnit[EtlUnit],
        read: Callable[[], AbstractContextManager[EtlUnit]],
        clock: Clock,
        feeds: Sequence[ChangeFeed],
        page: int = PAGE,
    ) -> None:
        self._open, self._read_unit, self._clock = open_unit, read, clock
        self._feeds, self._page = feeds, page
        self._log = structlog.get_logger("etl")

    def run(self, *, whole: bool = False) -> RunView:
        """Bring the summaries up to date; with `whole`, from everything that the sources have.

        A source that does not answer is told in the run, and the others are read. Raises
        `EtlBusy` while another run is at work.
        """
        run_id = new_id("etl")
        self._begin(run_id, whole=whole)
        try:
            answered = [self._take_source(run_id, feed, whole=whole) for feed in self._feeds]
            while self._compute_due(run_id):
                pass
        except BaseException as error:
            self._end(run_id, RunState.FAILED, _told(error))
            raise
        self._end(run_id, RunState.FINISHED if all(answered) else RunState.PARTIAL, None)
        with self._read_unit() as unit:
            return unit.runs.get(run_id)

    def log(self, *, runs: int = 10, rejects: int = 20) -> EtlStatus:
        """Of the whole installation, without asking a source how far it is."""
        with self._read_unit() as unit:
            return EtlStatus(
                sources=[],
                runs=unit.runs.last(runs),
                rejects=unit.runs.rejects(rejects),
                open_rejects=unit.runs.open_rejects(),
                days_due=unit.merging.days_due(),
                finished_at=unit.runs.finished_at(),
            )

    def status(self, *, runs: int = 10, rejects: int = 20) -> EtlStatus:
        """The same, and how far each source is read."""
        with self._read_unit() as unit:
            known = [
                (unit.runs.progress(feed.name), unit.runs.read_at(feed.name))
                for feed in self._feeds
            ]
        sources = [
            SourceProgress(
                source=feed.name,
                cursor=progress.cursor if progress else None,
                filling=progress is None or progress.position is not None,
                read_at=read_at,
                waiting=_waiting(feed, progress),
            )
            for feed, (progress, read_at) in zip(self._feeds, known, strict=True)
        ]
        log = self.log(runs=runs, rejects=rejects)
        return log.model_copy(update={"sources": sources})

    def differences(self, limit: int = 100) -> list[FactDifference]:
        """Figures that facts and summaries have differently; right after a run there are none,
        but for what happened since."""
        with self._read_unit() as unit:
            return unit.merging.differences(limit)

    def _begin(self, run_id: str, *, whole: bool) -> None:
        now = self._clock.now()
        with self._open() as unit:
            if not unit.runs.lease(run_id, now, now + LEASE):
                raise EtlBusy("Another run reads the sources now: look again in a minute.")
            unit.runs.begin(run_id, now, whole=whole)

    def _end(self, run_id: str, state: RunState, error: str | None) -> None:
        now = self._clock.now()
        with self._open() as unit:
            unit.runs.end(run_id, state, now, error)
            unit.runs.forget(now - LOG_KEPT)
            unit.runs.release(run_id)

    def _take_source(self, run_id: str, feed: ChangeFeed, *, whole: bool) -> bool:
        """Whether the source answered all along."""
        with self._open() as unit:
            progress = unit.runs.progress(feed.name)
            unit.runs.begin_source(run_id, feed.name, progress.cursor if progress else "")
        try:
            self._read_on(run_id, feed, progress, whole=whole)
        except Unavailable as error:
            self._log.warning("source_unavailable", source=feed.name, code=error.code)
            self._end_source(run_id, feed, SourceState.UNAVAILABLE, _told(error))
            return False
        except BaseException as error:
            self._end_source(run_id, feed, SourceState.FAILED, _told(error))
            raise
        self._end_source(run_id, feed, SourceState.READ, None)
        return True

    def _read_on(
        self, run_id: str, feed: ChangeFeed, progress: Progress | None, *, whole: bool
    ) -> None:
        if progress is None or (whole and progress.position is None):
            progress = self._begin_filling(feed, progress)
        if progress.position is not None:
            progress = self._fill(run_id, feed, progress)
        try:
            self._follow(run_id, feed, progress)
        except CursorLost:
            self._log.warning("cursor_lost", source=feed.name)
            filled = self._fill(run_id, feed, self._begin_filling(feed, progress))
            self._follow(run_id, feed, filled)

    def _begin_filling(self, feed: ChangeFeed, before: Progress | None) -> Progress:
        """From here on everything is read. What changes meanwhile comes after the head of now."""
        filling = Progress(feed.name, feed.head(), position="", filling=new_id("fil"))
        with self._open() as unit:
            self._advance(unit, before, filling)
        return filling

    def _fill(self, run_id: str, feed: ChangeFeed, progress: Progress) -> Progress:
        more = True
        while more:
            page = feed.everything(progress.position or "", self._page)
            after = replace(progress, position=page.cursor)
            self._take(run_id, progress, after, page, anew=True)
            progress, more = after, page.more
        while self._drop_unseen(run_id, progress):
            pass
        filled = replace(progress, position=None)
        with self._open() as unit:
            self._advance(unit, progress, filled)
        return filled

    def _drop_unseen(self, run_id: str, progress: Progress) -> bool:
        """What was landed of this source once, and is not there any more."""
        with self._open() as unit:
            self._renew(unit, run_id)
            gone = unit.landing.unseen(progress.source, progress.filling, self._page)
            page = SortedPage(gone=gone)
            unit.merging.merge([], gone)
            unit.landing.forget(gone)
            unit.runs.accept(gone)
            unit.runs.count(run_id, progress.source, progress.cursor, page, len(gone))
        return bool(gone)

    def _follow(self, run_id: str, feed: ChangeFeed, progress: Progress) -> None:
        while (page := feed.changes(progress.cursor, self._page)).more:
            after = replace(progress, cursor=page.cursor)
            self._take(run_id, progress, after, page, anew=False)
            progress = after

    def _take(
        self, run_id: str, before: Progress, after: Progress, page: ChangePage, *, anew: bool
    ) -> None:
        """A page: landed, merged, counted, and its cursor passed; all of it or nothing."""
        source = before.source
        with self._open() as unit:
            self._renew(unit, run_id)
            self._advance(unit, before, after)
            known = unit.landing.known(page.records)
            told_apart = sort_page(source, page.records, known, anew=anew)
            unit.merging.merge(told_apart.changed, told_apart.gone)
            unit.landing.land(source, after.filling, told_apart.changed)
            unit.landing.forget(told_apart.gone)
            unit.landing.seen(after.filling, told_apart.rejected)
            rejected = {(each.record.kind, each.record.record_id) for each in told_apart.rejected}
            unit.runs.accept(
                [each for each in page.records if (each.kind, each.record_id) not in rejected]
            )
            unit.runs.reject(run_id, source, told_apart.rejected)
            unit.runs.count(run_id, source, after.cursor, told_apart, len(page.records))

    def _compute_due(self, run_id: str) -> int:
        with self._open() as unit:
            self._renew(unit, run_id)
            return unit.merging.compute_due(DUE_AT_ONCE)

    def _renew(self, unit: EtlUnit, run_id: str) -> None:
        now = self._clock.now()
        if not unit.runs.lease(run_id, now, now + LEASE):
            raise EtlBusy("Another run took over: this one was too slow.")

    def _advance(self, unit: EtlUnit, before: Progress | None, after: Progress) -> None:
        if not unit.runs.advance(before, after):
            raise EtlBusy(f"Another run read {after.source} on: this one stops.")

    def _end_source(
        self, run_id: str, feed: ChangeFeed, state: SourceState, error: str | None
    ) -> None:
        with self._open() as unit:
            unit.runs.end_source(run_id, feed.name, state, error)


def _waiting(feed: ChangeFeed, progress: Progress | None) -> int | None:
    try:
        return feed.waiting(progress.cursor) if progress else None
    except Unavailable:
        return None


def _told(error: BaseException) -> str:
    """Our own errors in full, others by kind only: what they say may be anybody's data."""
    code = getattr(error, "code", None)
    known = isinstance(error, Conflict | Unavailable)
    return f"{code}: {error.message}" if known else f"unexpected {type(error).__name__}"
