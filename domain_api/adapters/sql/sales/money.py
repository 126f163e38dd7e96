"""Mandates, payments and the ledger in the sales database."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from domain_api.adapters.sql.changes import SqlChanges
from domain_api.adapters.sql.sales import tables
from domain_api.kernel import (
    Channel,
    Conflict,
    Money,
    MoneyView,
    Recovery,
)
from domain_api.kernel.paging import decode_after
from domain_api.sales.ledger.entity import Posting
from domain_api.sales.ledger.model import AccountBalance, GetLedger
from domain_api.sales.mandates.entity import Mandate
from domain_api.sales.mandates.model import MandateStatus
from domain_api.sales.payments.entity import Payment
from domain_api.sales.payments.gateway import Charge
from domain_api.sales.payments.model import ListPayments, PaymentStatus

_MANDATE, _PAYMENT = tables.mandates.c, tables.payments.c
_POSTING, _LINE = tables.postings.c, tables.ledger_lines.c


class SqlMandates:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, mandate: Mandate, at: datetime) -> None:
        self._connection.execute(
            tables.mandates.insert().values(
                mandate_id=mandate.mandate_id,
                organization_id=mandate.organization_id,
                plan_id=mandate.plan_id,
                plan_version=mandate.plan_version,
                approval_id=mandate.approval_id,
                digest=mandate.digest,
                status=mandate.status,
                currency=mandate.ceiling.currency,
                ceiling=mandate.ceiling.minor_units,
                channel_caps={channel.value: cap for channel, cap in mandate.channel_caps.items()},
                held=mandate.held,
                captured=mandate.captured,
                expires_at=mandate.expires_at,
                created_at=at,
                updated_at=at,
            )
        )

    def find(self, organization_id: str, mandate_id: str) -> Mandate | None:
        return self._first(organization_id, _MANDATE.mandate_id == mandate_id)

    def of_plan(self, organization_id: str, plan_id: str, version: int) -> Mandate | None:
        return self._first(
            organization_id, _MANDATE.plan_id == plan_id, _MANDATE.plan_version == version
        )

    def latest_of_plan(self, organization_id: str, plan_id: str) -> Mandate | None:
        return self._first(organization_id, _MANDATE.plan_id == plan_id)

    def hold(self, organization_id: str, mandate_id: str, minor_units: int, at: datetime) -> bool:
        fits = (
            _MANDATE.status == MandateStatus.OPEN,
            _MANDATE.expires_at > at,
            _MANDATE.held + _MANDATE.captured + minor_units <= _MANDATE.ceiling,
        )
        return self._move(organization_id, mandate_id, at, fits, held=_MANDATE.held + minor_units)

    def capture(
        self, organization_id: str, mandate_id: str, minor_units: int, at: datetime
    ) -> bool:
        return self._move(
            organization_id,
            mandate_id,
            at,
            (_MANDATE.held >= minor_units,),
            held=_MANDATE.held - minor_units,
            captured=_MANDATE.captured + minor_units,
        )

    def release(
        self, organization_id: str, mandate_id: str, minor_units: int, at: datetime
    ) -> bool:
        return self._move(
            organization_id,
            mandate_id,
            at,
            (_MANDATE.held >= minor_units,),
            held=_MANDATE.held - minor_units,
        )

    def close(
        self, organization_id: str, mandate_id: str, status: MandateStatus, at: datetime
    ) -> bool:
        idle = (_MANDATE.status == MandateStatus.OPEN, _MANDATE.held == 0)
        return self._move(organization_id, mandate_id, at, idle, status=status)

    def revoke(self, organization_id: str, plan_id: str, version: int, at: datetime) -> None:
        mandate = self.of_plan(organization_id, plan_id, version)
        if mandate:
            self.close(organization_id, mandate.mandate_id, MandateStatus.REVOKED, at)

    def _first(self, organization_id: str, *where: ColumnElement[bool]) -> Mandate | None:
        statement = (
            select(tables.mandates)
            .where(_MANDATE.organization_id == organization_id, *where)
            .order_by(_MANDATE.plan_version.desc())
            .limit(1)
        )
        row = self._connection.execute(statement).mappings().first()
        return _mandate(row) if row else None

    def _move(
        self,
        organization_id: str,
        mandate_id: str,
        at: datetime,
        where: tuple[ColumnElement[bool], ...],
        **values: object,
    ) -> bool:
        """One statement that tests and moves: two at once cannot both find the money."""
        moved = self._connection.execute(
            update(tables.mandates)
            .where(
                _MANDATE.organization_id == organization_id,
                _MANDATE.mandate_id == mandate_id,
                *where,
            )
            .values(updated_at=at, **values)
        )
        return moved.rowcount == 1


class SqlPayments:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, payment: Payment) -> None:
        try:
            self._connection.execute(
                tables.payments.insert().values(
                    payment_id=payment.payment_id,
                    organization_id=payment.organization_id,
                    launch_id=payment.launch_id,
                    campaign_id=payment.campaign_id,
                    minor_units=payment.amount.minor_units,
                    refunded=payment.refunded.minor_units,
                    currency=payment.amount.currency,
                    status=payment.status,
                    payment_method=payment.payment_method,
                    gateway_charge_id=payment.gateway_charge_id,
                    decline_code=payment.decline_code,
                    created_at=payment.created_at,
                    updated_at=payment.updated_at,
                )
            )
            self._note(payment.organization_id, payment.launch_id)
        except IntegrityError as error:
            raise Conflict(
                "The launch has its payment.", code="already_exists", recovery=Recovery.TRANSIENT
            ) from error

    def of_launch(self, organization_id: str, launch_id: str) -> Payment | None:
        statement = select(tables.payments).where(
            _PAYMENT.organization_id == organization_id, _PAYMENT.launch_id == launch_id
        )
        row = self._connection.execute(statement).mappings().first()
        return _payment(row) if row else None

    def page(self, organization_id: str, query: ListPayments) -> list[Payment]:
        statement = select(tables.payments).where(_PAYMENT.organization_id == organization_id)
        if query.campaign_id:
            statement = statement.where(_PAYMENT.campaign_id == query.campaign_id)
        if after := decode_after(query.cursor):
            moment, last = after
            statement = statement.where(
                or_(
                    _PAYMENT.created_at < moment,
                    and_(_PAYMENT.created_at == moment, _PAYMENT.payment_id < last),
                )
            )
        statement = statement.order_by(_PAYMENT.created_at.desc(), _PAYMENT.payment_id.desc())
        rows = self._connection.execute(statement.limit(query.limit + 1)).mappings()
        return [_payment(row) for row in rows]

    def answered(self, organization_id: str, launch_id: str, charge: Charge, at: datetime) -> bool:
        written = self._connection.execute(
            update(tables.payments)
            .where(
                _PAYMENT.organization_id == organization_id,
                _PAYMENT.launch_id == launch_id,
                _PAYMENT.status == PaymentStatus.PENDING,
            )
            .values(
                status=PaymentStatus(charge.status.value),
                gateway_charge_id=charge.charge_id,
                decline_code=charge.decline_code,
                updated_at=at,
            )
        )
        self._note(organization_id, launch_id)
        return written.rowcount == 1

    def not_charged(self, organization_id: str, launch_id: str, at: datetime) -> None:
        self._connection.execute(
            update(tables.payments)
            .where(
                _PAYMENT.organization_id == organization_id,
                _PAYMENT.launch_id == launch_id,
                _PAYMENT.status == PaymentStatus.PENDING,
            )
            .values(status=PaymentStatus.DECLINED, decline_code="not_charged", updated_at=at)
        )
        self._note(organization_id, launch_id)

    def refunded(self, organization_id: str, launch_id: str, amount: Money, at: datetime) -> None:
        self._connection.execute(
            update(tables.payments)
            .where(
                _PAYMENT.organization_id == organization_id,
                _PAYMENT.launch_id == launch_id,
                _PAYMENT.status == PaymentStatus.CAPTURED,
            )
            .values(refunded=amount.minor_units, updated_at=at)
        )
        self._note(organization_id, launch_id)

    def _note(self, organization_id: str, launch_id: str) -> None:
        theirs = select(_PAYMENT.payment_id).where(
            _PAYMENT.organization_id == organization_id, _PAYMENT.launch_id == launch_id
        )
        note = SqlChanges(self._connection, tables.summaries.changes).note
        note("payment", organization_id, *self._connection.execute(theirs).scalars())


class SqlLedger:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def post(self, posting: Posting) -> None:
        known = select(_POSTING.posting_id).where(_POSTING.posting_id == posting.posting_id)
        if self._connection.execute(known).first():
            return
        self._connection.execute(
            tables.postings.insert().values(
                posting_id=posting.posting_id,
                organization_id=posting.organization_id,
                launch_id=posting.launch_id,
                campaign_id=posting.campaign_id,
                kind=posting.kind,
                part=posting.part,
                currency=posting.currency,
                at=posting.at,
            )
        )
        self._connection.execute(tables.ledger_lines.insert(), _line_rows(posting))

    def page(self, organization_id: str, query: GetLedger) -> list[Posting]:
        statement = select(tables.postings).where(_POSTING.organization_id == organization_id)
        if query.campaign_id:
            statement = statement.where(_POSTING.campaign_id == query.campaign_id)
        if after := decode_after(query.cursor):
            moment, last = after
            statement = statement.where(
                or_(
                    _POSTING.at < moment,
                    and_(_POSTING.at == moment, _POSTING.posting_id < last),
                )
            )
        statement = statement.order_by(_POSTING.at.desc(), _POSTING.posting_id.desc())
        rows = self._connection.execute(statement.limit(query.limit + 1)).mappings().all()
        lines = self._lines([row["posting_id"] for row in rows])
        return [_posting(row, lines[row["posting_id"]]) for row in rows]

    def balances(self, organization_id: str, campaign_id: str | None) -> list[AccountBalance]:
        total = func.sum(_LINE.minor_units).label("total")
        statement = (
            select(_LINE.account, _LINE.currency, total)
            .join(tables.postings, _POSTING.posting_id == _LINE.posting_id)
            .where(_LINE.organization_id == organization_id)
            .group_by(_LINE.account, _LINE.currency)
            .order_by(_LINE.account, _LINE.currency)
        )
        if campaign_id:
            statement = statement.where(_POSTING.campaign_id == campaign_id)
        return [
            AccountBalance(account=account, balance=MoneyView.of(Money(int(total), currency)))
            for account, currency, total in self._connection.execute(statement)
        ]

    def _lines(self, posting_ids: list[str]) -> dict[str, list[tuple[str, int]]]:
        found: dict[str, list[tuple[str, int]]] = {posting_id: [] for posting_id in posting_ids}
        statement = (
            select(_LINE.posting_id, _LINE.account, _LINE.minor_units)
            .where(_LINE.posting_id.in_(posting_ids))
            .order_by(_LINE.posting_id, _LINE.line)
        )
        for posting_id, account, minor_units in self._connection.execute(statement):
            found[posting_id].append((account, minor_units))
        return found


def _line_rows(posting: Posting) -> list[dict[str, object]]:
    return [
        {
            "posting_id": posting.posting_id,
            "line": number,
            "organization_id": posting.organization_id,
            "account": account,
            "minor_units": amount,
            "currency": posting.currency,
        }
        for number, (account, amount) in enumerate(posting.lines)
    ]


def _posting(row: RowMapping, lines: list[tuple[str, int]]) -> Posting:
    return Posting(
        kind=row["kind"],
        organization_id=row["organization_id"],
        launch_id=row["launch_id"],
        campaign_id=row["campaign_id"],
        currency=row["currency"],
        lines=tuple(lines),
        at=row["at"],
        part=row["part"],
    )


def _mandate(row: RowMapping) -> Mandate:
    return Mandate(
        mandate_id=row["mandate_id"],
        organization_id=row["organization_id"],
        plan_id=row["plan_id"],
        plan_version=row["plan_version"],
        approval_id=row["approval_id"],
        digest=row["digest"],
        status=MandateStatus(row["status"]),
        ceiling=Money(row["ceiling"], row["currency"]),
        channel_caps={Channel(name): cap for name, cap in row["channel_caps"].items()},
        held=row["held"],
        captured=row["captured"],
        expires_at=row["expires_at"],
    )


def _payment(row: RowMapping) -> Payment:
    return Payment(
        payment_id=row["payment_id"],
        organization_id=row["organization_id"],
        launch_id=row["launch_id"],
        campaign_id=row["campaign_id"],
        amount=Money(row["minor_units"], row["currency"]),
        refunded=Money(row["refunded"], row["currency"]),
        status=PaymentStatus(row["status"]),
        payment_method=row["payment_method"],
        gateway_charge_id=row["gateway_charge_id"],
        decline_code=row["decline_code"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
    )
