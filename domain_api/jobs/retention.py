"""Forgets what was kept long enough, and says what it removed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from domain_api.kernel import Clock

AUDIT_KEPT = timedelta(days=90)


class Removed(Protocol):
    @property
    def rows(self) -> int: ...

    @property
    def oldest(self) -> datetime | None: ...

    @property
    def newest(self) -> datetime | None: ...


def audit_sweep(forget: Callable[[datetime], Removed], clock: Clock) -> Callable[[], int]:
    """A sweep for the sweeper: entries older than 90 days, some hundred at a time."""
    log = structlog.get_logger("retention")

    def sweep() -> int:
        removed = forget(clock.now() - AUDIT_KEPT)
        if removed.rows:
            log.info(
                "audit_forgotten",
                rows=removed.rows,
                oldest=removed.oldest.isoformat() if removed.oldest else None,
                newest=removed.newest.isoformat() if removed.newest else None,
            )
        return removed.rows

    return sweep
