"""Messages in SQL: each moves from state to state by a compare-and-swap on its row."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    func,
    insert,
    or_,
    select,
    update,
)

from domain_api.adapters.sql.changes import SqlChanges
from domain_api.adapters.sql.crm.statements import newest_first, origin_in, origin_values
from domain_api.adapters.sql.crm.tables import changes, messages
from domain_api.adapters.sql.types import among
from domain_api.crm.facts import Origin
from domain_api.crm.messages.model import LeftOut, MessageState, MessageView
from domain_api.crm.messages.repository import Claim, NewMessage, Reader
from domain_api.kernel import Channel
from domain_api.kernel.paging import After


class SqlMessages:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_all(
        self, organization_id: str, origin: Origin, new: Sequence[NewMessage], at: datetime
    ) -> None:
        rows = [
            {
                "message_id": message.message_id,
                "organization_id": organization_id,
                "client_id": message.client_id,
                "state": MessageState.LEFT_OUT if message.reason else MessageState.QUEUED,
                "reason": message.reason,
                "attempts": 0,
                "created_at": at,
                "updated_at": at,
                **origin_values(origin),
            }
            for message in new
        ]
        if rows:
            self._connection.execute(insert(messages), rows)

    def due(
        self, organization_id: str, origin: Origin, now: datetime, after_id: str, limit: int
    ) -> Sequence[str]:
        query = (
            select(messages.c.message_id)
            .where(
                messages.c.organization_id == organization_id,
                messages.c.campaign_id == origin.campaign_id,
                messages.c.channel == origin.channel.value,
                messages.c.message_id > after_id,
                _free(now),
            )
            .order_by(messages.c.message_id)
            .limit(limit)
        )
        return self._connection.execute(query).scalars().all()

    def claim(
        self, organization_id: str, message_id: str, now: datetime, until: datetime
    ) -> Claim | None:
        mine = _message(organization_id, message_id)
        taken = self._connection.execute(
            update(messages)
            .where(mine, _free(now))
            .values(
                state=MessageState.SENDING,
                leased_until=until,
                attempts=messages.c.attempts + 1,
                updated_at=now,
            )
        )
        if taken.rowcount != 1:
            return None
        row = self._connection.execute(
            select(messages.c.client_id, messages.c.attempts).where(mine)
        ).one()
        return Claim(message_id, row.client_id, row.attempts)

    def requeue(self, organization_id: str, claim: Claim, at: datetime) -> None:
        self._move(_held(organization_id, claim), MessageState.QUEUED, at)

    def leave_out(self, organization_id: str, claim: Claim, reason: LeftOut, at: datetime) -> None:
        self._move(_held(organization_id, claim), MessageState.LEFT_OUT, at, reason=reason)

    def leave_rest(
        self, organization_id: str, campaign_id: str, reason: LeftOut, now: datetime
    ) -> None:
        rest = and_(
            messages.c.organization_id == organization_id,
            messages.c.campaign_id == campaign_id,
            messages.c.state == MessageState.QUEUED,
            messages.c.attempts == 0,
        )
        self._move(rest, MessageState.LEFT_OUT, now, reason=reason)

    def fail(self, organization_id: str, claim: Claim, error: str, at: datetime) -> None:
        self._move(_held(organization_id, claim), MessageState.FAILED, at, error=error)

    def mark_sent(
        self, organization_id: str, claim: Claim, to: str, reference: str, at: datetime
    ) -> bool:
        unmarked = and_(
            _message(organization_id, claim.message_id), messages.c.state != MessageState.SENT
        )
        sent = {"sent_to": to, "reference": reference, "sent_at": at, "reason": None}
        marked = self._move(unmarked, MessageState.SENT, at, **sent) == 1
        if marked:
            note = SqlChanges(self._connection, changes).note
            note("message", organization_id, claim.message_id)
        return marked

    def counts(
        self, organization_id: str, campaign_id: str, channel: Channel
    ) -> Sequence[tuple[MessageState, LeftOut | None, int]]:
        query = (
            select(messages.c.state, messages.c.reason, func.count())
            .where(
                messages.c.organization_id == organization_id,
                messages.c.campaign_id == campaign_id,
                messages.c.channel == channel.value,
            )
            .group_by(messages.c.state, messages.c.reason)
        )
        return [
            (MessageState(state), LeftOut(reason) if reason else None, count)
            for state, reason, count in self._connection.execute(query)
        ]

    def listed(
        self, organization_id: str, campaign_id: str, after: After | None, limit: int
    ) -> Sequence[tuple[datetime, MessageView]]:
        query = select(messages).where(
            messages.c.organization_id == organization_id, messages.c.campaign_id == campaign_id
        )
        page = newest_first(query, messages.c.created_at, messages.c.message_id, after, limit)
        return [
            (row["created_at"], _message_in(row))
            for row in self._connection.execute(page).mappings()
        ]

    def sent_to_clients(
        self, organization_id: str, client_ids: Sequence[str], limit: int
    ) -> Sequence[MessageView]:
        query = select(messages).where(
            messages.c.organization_id == organization_id,
            among(messages.c.client_id, client_ids),
            messages.c.state == MessageState.SENT,
        )
        return [_message_in(row) for row in self._latest_sent(query, limit)]

    def may_have_reached(
        self, organization_id: str, origin: Origin, client_ids: Sequence[str]
    ) -> bool:
        query = select(messages.c.message_id).where(
            messages.c.organization_id == organization_id,
            messages.c.campaign_id == origin.campaign_id,
            messages.c.channel == origin.channel.value,
            among(messages.c.client_id, client_ids),
            messages.c.attempts > 0,
            messages.c.state.not_in([MessageState.LEFT_OUT, MessageState.FAILED]),
        )
        return self._connection.execute(query).first() is not None

    def latest_to(self, organization_id: str, address: str) -> Origin | None:
        query = select(messages).where(
            messages.c.organization_id == organization_id,
            messages.c.sent_to == address,
            messages.c.state == MessageState.SENT,
        )
        rows = self._latest_sent(query, 1)
        return origin_in(rows[0]) if rows else None

    def reader(self, message_id: str) -> Reader | None:
        query = select(messages.c.organization_id, messages.c.client_id).where(
            messages.c.message_id == message_id
        )
        row = self._connection.execute(query).one_or_none()
        return None if row is None else Reader(row.organization_id, row.client_id)

    def _latest_sent(self, query: Select[Any], limit: int) -> Sequence[RowMapping]:
        page = newest_first(query, messages.c.sent_at, messages.c.message_id, None, limit)
        return self._connection.execute(page).mappings().all()

    def _move(
        self, which: ColumnElement[bool], state: MessageState, at: datetime, **values: object
    ) -> int:
        moved = self._connection.execute(
            update(messages)
            .where(which)
            .values(state=state, leased_until=None, updated_at=at, **values)
        )
        return moved.rowcount


def _message(organization_id: str, message_id: str) -> ColumnElement[bool]:
    return and_(messages.c.organization_id == organization_id, messages.c.message_id == message_id)


def _held(organization_id: str, claim: Claim) -> ColumnElement[bool]:
    return and_(
        _message(organization_id, claim.message_id),
        messages.c.state == MessageState.SENDING,
        messages.c.attempts == claim.attempt,
    )


def _free(now: datetime) -> ColumnElement[bool]:
    """Queued, or claimed by somebody whose lease ended: they may have died on the way."""
    return or_(
        messages.c.state == MessageState.QUEUED,
        and_(messages.c.state == MessageState.SENDING, messages.c.leased_until <= now),
    )


def _message_in(row: RowMapping) -> MessageView:
    return MessageView(
        message_id=row["message_id"],
        campaign_id=row["campaign_id"],
        channel=Channel(row["channel"]),
        client_id=row["client_id"],
        state=MessageState(row["state"]),
        reason=LeftOut(row["reason"]) if row["reason"] else None,
        sent_at=row["sent_at"],
    )
