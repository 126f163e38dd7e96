"""Owners read who asked for which change in their organization, page by page; nobody else does."""

from collections.abc import Generator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from domain_api.adapters.sql.audit import SqlAuditLog
from domain_api.adapters.sql.sales import tables
from domain_api.kernel import Forbidden, InvalidInput, derived_id
from domain_api.kernel.audit import AuditEntry
from domain_api.sales.audit.model import AuditEntryView, ListAudit
from domain_api.sales.audit.service import AuditService
from domain_api.sales.organizations.model import ROLE_SCOPES, Role
from tests.support.actors import ORGANIZATION, START, agent, person, stranger
from tests.support.databases import ENGINES, fresh_database

PLAN = derived_id("pln", "one")


@pytest.fixture(params=ENGINES)
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[SqlAuditLog]:
    with fresh_database(request.param, tmp_path, tables.metadata) as database:
        yield SqlAuditLog(database, tables.audit)


@pytest.fixture
def audit(log: SqlAuditLog) -> AuditService:
    return AuditService(log)


def noted(log: SqlAuditLog, minute: int, who: str = "usr_1", target: str = PLAN) -> AuditEntry:
    at = START + timedelta(minutes=minute)
    entry = AuditEntry(ORGANIZATION, who, "human", "POST /x", target, "201", f"req_{minute}", at)
    log.add(entry)
    return entry


def moments(views: list[AuditEntryView]) -> list[datetime]:
    return [view.at for view in views]


def test_an_owner_reads_what_was_noted(log: SqlAuditLog, audit: AuditService) -> None:
    noted(log, 0, target="")
    entry = noted(log, 1)
    newest, oldest = audit.list(person(), ListAudit()).items
    assert newest.audit_id.startswith("aud_")
    assert (newest.actor_id, newest.actor_kind, newest.action) == ("usr_1", "human", "POST /x")
    assert (newest.target, newest.outcome, newest.request_id) == (PLAN, "201", "req_1")
    assert newest.at == entry.at
    assert oldest.target is None


@pytest.mark.parametrize("role", [Role.APPROVER, Role.MARKETER, Role.VIEWER])
def test_who_does_not_run_the_organization_is_refused(audit: AuditService, role: Role) -> None:
    with pytest.raises(Forbidden) as caught:
        audit.list(person(scopes=ROLE_SCOPES[role]), ListAudit())
    assert caught.value.code == "scope_missing"


def test_an_owners_agent_is_refused(audit: AuditService) -> None:
    with pytest.raises(Forbidden):
        audit.list(agent(), ListAudit())


def test_another_organization_sees_nothing(log: SqlAuditLog, audit: AuditService) -> None:
    entry = noted(log, 0)
    assert audit.list(stranger(), ListAudit()).items == []
    assert audit.list(stranger(), ListAudit(actor_id=entry.actor_id)).items == []


def test_pages_show_each_entry_once_even_of_one_moment(
    log: SqlAuditLog, audit: AuditService
) -> None:
    for minute in (0, 1, 1, 1, 2):
        noted(log, minute)
    seen, query = list[AuditEntryView](), ListAudit(limit=2)
    for _ in range(3):
        page = audit.list(person(), query)
        seen += page.items
        query = query.model_copy(update={"cursor": page.next_cursor})
    assert query.cursor is None
    assert moments(seen) == [START + timedelta(minutes=minute) for minute in (2, 1, 1, 1, 0)]
    assert len({view.audit_id for view in seen}) == 5


def test_a_cursor_of_somebody_elses_making_is_refused(audit: AuditService) -> None:
    with pytest.raises(InvalidInput):
        audit.list(person(), ListAudit(cursor="bm90IG91cnM"))


def test_it_is_asked_by_person_and_by_time(log: SqlAuditLog, audit: AuditService) -> None:
    for minute, who in enumerate(("usr_1", "usr_2", "usr_1", "usr_1")):
        noted(log, minute, who)
    since, until = START + timedelta(minutes=1), START + timedelta(minutes=3)
    within = audit.list(person(), ListAudit(since=since, until=until)).items
    assert [view.request_id for view in within] == ["req_2", "req_1"]
    both = audit.list(person(), ListAudit(actor_id="usr_1", since=since, until=until)).items
    assert [view.request_id for view in both] == ["req_2"]


def test_a_moment_needs_its_zone() -> None:
    with pytest.raises(ValidationError, match="zone"):
        ListAudit.model_validate({"since": "2027-03-01T00:00:00"})
    with pytest.raises(ValidationError):
        ListAudit.model_validate({"since": "5"})
    assert ListAudit.model_validate({"since": "2027-01-10T15:00:00Z"}).since == START
