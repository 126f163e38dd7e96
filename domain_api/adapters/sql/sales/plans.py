"""Plans and approvals in the sales database."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, select, update
from sqlalchemy.exc import IntegrityError

from domain_api.adapters.sql.sales import tables
from domain_api.adapters.sql.sales.documents import (
    channels_document,
    channels_of,
    terms_document,
    terms_of,
)
from domain_api.kernel import Clock, Conflict, Recovery, decode_cursor
from domain_api.sales.approvals.entity import Approval
from domain_api.sales.approvals.model import ApprovalStatus, ListApprovals
from domain_api.sales.plans.entity import Plan, PlanVersion
from domain_api.sales.plans.model import ListPlans, PlanStatus

_PLAN, _VERSION, _APPROVAL = tables.plans.c, tables.plan_versions.c, tables.approvals.c


class SqlPlans:
    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection, self._clock = connection, clock

    def add(self, version: PlanVersion) -> None:
        self._connection.execute(
            tables.plans.insert().values(
                plan_id=version.plan_id,
                organization_id=version.organization_id,
                status=PlanStatus.DRAFT,
                version=version.version,
                created_at=version.created_at,
                updated_at=version.created_at,
            )
        )
        self._write(version)

    def revise(self, version: PlanVersion) -> bool:
        moved = self._connection.execute(
            update(tables.plans)
            .where(
                _PLAN.organization_id == version.organization_id,
                _PLAN.plan_id == version.plan_id,
                _PLAN.version == version.version - 1,
            )
            .values(status=PlanStatus.DRAFT, version=version.version, updated_at=version.created_at)
        )
        if moved.rowcount == 1:
            self._write(version)
        return moved.rowcount == 1

    def find(self, organization_id: str, plan_id: str) -> Plan | None:
        row = (
            self._connection.execute(
                _current().where(_PLAN.organization_id == organization_id, _PLAN.plan_id == plan_id)
            )
            .mappings()
            .first()
        )
        return _plan(row) if row else None

    def version(self, organization_id: str, plan_id: str, version: int) -> PlanVersion | None:
        row = (
            self._connection.execute(
                select(tables.plan_versions).where(
                    _VERSION.organization_id == organization_id,
                    _VERSION.plan_id == plan_id,
                    _VERSION.version == version,
                )
            )
            .mappings()
            .first()
        )
        return _version(row) if row else None

    def page(self, organization_id: str, query: ListPlans) -> list[Plan]:
        statement = _current().where(_PLAN.organization_id == organization_id)
        if query.status:
            statement = statement.where(_PLAN.status == query.status)
        if after := decode_cursor(query.cursor, 1):
            statement = statement.where(_PLAN.plan_id < after[0])
        statement = statement.order_by(_PLAN.plan_id.desc()).limit(query.limit + 1)
        return [_plan(row) for row in self._connection.execute(statement).mappings()]

    def move(
        self, organization_id: str, plan_id: str, version: int, old: PlanStatus, new: PlanStatus
    ) -> bool:
        moved = self._connection.execute(
            update(tables.plans)
            .where(
                _PLAN.organization_id == organization_id,
                _PLAN.plan_id == plan_id,
                _PLAN.version == version,
                _PLAN.status == old,
            )
            .values(status=new, updated_at=self._clock.now())
        )
        return moved.rowcount == 1

    def _write(self, version: PlanVersion) -> None:
        self._connection.execute(
            tables.plan_versions.insert().values(
                plan_id=version.plan_id,
                version=version.version,
                organization_id=version.organization_id,
                digest=version.digest,
                terms=terms_document(version.terms),
                channels=channels_document(version),
                created_by=version.created_by,
                created_at=version.created_at,
            )
        )


class SqlApprovals:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, approval: Approval) -> None:
        values = {
            name: getattr(approval, name)
            for name in Approval.__slots__  # one column a field, by the same name
        }
        try:
            self._connection.execute(tables.approvals.insert().values(**values))
        except IntegrityError as error:
            raise Conflict(
                "This version was asked about meanwhile.",
                code="already_exists",
                recovery=Recovery.TRANSIENT,
            ) from error

    def find(self, organization_id: str, approval_id: str) -> Approval | None:
        return self._first(
            _APPROVAL.organization_id == organization_id, _APPROVAL.approval_id == approval_id
        )

    def latest_of(self, organization_id: str, plan_id: str, version: int) -> Approval | None:
        return self._first(
            _APPROVAL.organization_id == organization_id,
            _APPROVAL.plan_id == plan_id,
            _APPROVAL.plan_version == version,
        )

    def page(self, organization_id: str, query: ListApprovals) -> list[Approval]:
        statement = select(tables.approvals).where(_APPROVAL.organization_id == organization_id)
        if query.status:
            statement = statement.where(_APPROVAL.status == query.status)
        if after := decode_cursor(query.cursor, 1):
            statement = statement.where(_APPROVAL.approval_id < after[0])
        statement = statement.order_by(_APPROVAL.approval_id.desc()).limit(query.limit + 1)
        return [_approval(row) for row in self._connection.execute(statement).mappings()]

    def decide(
        self,
        organization_id: str,
        approval_id: str,
        status: ApprovalStatus,
        by: str | None,
        at: datetime,
        reason: str | None,
    ) -> bool:
        decided = self._connection.execute(
            update(tables.approvals)
            .where(
                _APPROVAL.organization_id == organization_id,
                _APPROVAL.approval_id == approval_id,
                _APPROVAL.status == ApprovalStatus.PENDING,
            )
            .values(status=status, decided_by=by, decided_at=at, reason=reason)
        )
        return decided.rowcount == 1

    def overtake(self, organization_id: str, plan_id: str, version: int, at: datetime) -> None:
        standing = (ApprovalStatus.PENDING, ApprovalStatus.APPROVED)
        self._connection.execute(
            update(tables.approvals)
            .where(
                _APPROVAL.organization_id == organization_id,
                _APPROVAL.plan_id == plan_id,
                _APPROVAL.plan_version == version,
                _APPROVAL.status.in_(standing),
            )
            .values(status=ApprovalStatus.OVERTAKEN)
        )

    def _first(self, *where: ColumnElement[bool]) -> Approval | None:
        statement = (
            select(tables.approvals).where(*where).order_by(_APPROVAL.approval_id.desc()).limit(1)
        )
        row = self._connection.execute(statement).mappings().first()
        return _approval(row) if row else None


def _current() -> Select[Any]:
    return select(tables.plans.c.status, tables.plan_versions).join(
        tables.plan_versions,
        (_PLAN.plan_id == _VERSION.plan_id) & (_PLAN.version == _VERSION.version),
    )


def _plan(row: RowMapping) -> Plan:
    return Plan(PlanStatus(row["status"]), _version(row))


def _version(row: RowMapping) -> PlanVersion:
    return PlanVersion(
        plan_id=row["plan_id"],
        organization_id=row["organization_id"],
        version=row["version"],
        terms=terms_of(row["terms"]),
        channels=channels_of(row["channels"]),
        created_by=row["created_by"],
        created_at=row["created_at"],
    )


def _approval(row: RowMapping) -> Approval:
    values: dict[str, Any] = {field.name: row[field.name] for field in fields(Approval)}
    values["status"] = ApprovalStatus(values["status"])
    return Approval(**values)
