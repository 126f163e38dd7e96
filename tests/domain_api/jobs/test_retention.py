"""The audit log keeps 90 days; what goes is counted and told."""

from collections.abc import Generator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from domain_api.adapters.sql.audit import FORGOTTEN_AT_ONCE, SqlAuditLog
from domain_api.adapters.sql.sales import tables
from domain_api.jobs.retention import AUDIT_KEPT, audit_sweep
from domain_api.jobs.sweeper import Sweeper
from domain_api.kernel import ManualClock
from domain_api.kernel.audit import AuditEntry
from domain_api.sales.audit.model import ListAudit
from tests.support.actors import ORGANIZATION, OTHER_ORGANIZATION, START
from tests.support.databases import ENGINES, fresh_database


@pytest.fixture(params=ENGINES)
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[SqlAuditLog]:
    with fresh_database(request.param, tmp_path, tables.metadata) as database:
        yield SqlAuditLog(database, tables.audit)


def entry(at: datetime, organization_id: str = ORGANIZATION, target: str = "pln_1") -> AuditEntry:
    return AuditEntry(
        organization_id, "usr_1", "human", "POST /api/v1/plans", target, "201", "req_1", at
    )


def kept(log: SqlAuditLog, organization_id: str = ORGANIZATION) -> list[AuditEntry]:
    return [each.entry for each in log.page(organization_id, ListAudit(limit=50))]


def test_entries_are_read_newest_first_and_only_ones_own(log: SqlAuditLog) -> None:
    entries = [entry(START + timedelta(minutes=minute)) for minute in range(3)]
    for each in entries:
        log.add(each)
    log.add(entry(START, OTHER_ORGANIZATION))
    assert kept(log) == entries[::-1]
    assert len(kept(log, OTHER_ORGANIZATION)) == 1


def test_a_target_of_any_length_is_kept_as_far_as_it_fits(log: SqlAuditLog) -> None:
    log.add(entry(START, target="x" * 5000))
    assert kept(log)[0].target == "x" * 100


def test_what_is_older_than_90_days_goes_and_is_told(log: SqlAuditLog) -> None:
    old, edge, young = START, START + timedelta(days=1), START + timedelta(days=2)
    for at in (old, edge, young):
        log.add(entry(at))
    clock = ManualClock(edge + AUDIT_KEPT)
    sweep = audit_sweep(log.forget, clock)
    with capture_logs() as told:
        Sweeper({"audit log": sweep}).sweep()
    assert [each.at for each in kept(log)] == [young, edge]
    [said] = [line for line in told if line["event"] == "audit_forgotten"]
    assert (said["rows"], said["oldest"], said["newest"]) == (1, old.isoformat(), old.isoformat())
    with capture_logs() as told:
        assert sweep() == 0
    assert told == []


def test_many_go_some_hundred_at_a_time(log: SqlAuditLog) -> None:
    for number in range(FORGOTTEN_AT_ONCE + 1):
        log.add(entry(START + timedelta(seconds=number)))
    sweep = audit_sweep(log.forget, ManualClock(START + AUDIT_KEPT * 2))
    assert [sweep(), sweep(), sweep()] == [FORGOTTEN_AT_ONCE, 1, 0]
