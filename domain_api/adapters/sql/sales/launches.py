"""Launches in the sales database."""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, select, update
from sqlalchemy.exc import IntegrityError

from domain_api.adapters.sql.sales import tables
from domain_api.kernel import Channel, Clock, Conflict, Money, Payload, Recovery
from domain_api.sales.launches.entity import OVER, Launch, LaunchChannel
from domain_api.sales.launches.model import LaunchState

_LAUNCH, _CHANNEL = tables.launches.c, tables.launch_channels.c


class SqlLaunches:
    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection, self._clock = connection, clock

    def add(self, launch: Launch) -> None:
        try:
            self._connection.execute(
                tables.launches.insert().values(
                    launch_id=launch.launch_id,
                    organization_id=launch.organization_id,
                    plan_id=launch.plan_id,
                    plan_version=launch.plan_version,
                    mandate_id=launch.mandate_id,
                    campaign_id=launch.campaign_id,
                    digest=launch.digest,
                    minor_units=launch.amount.minor_units,
                    currency=launch.amount.currency,
                    payment_method=launch.payment_method,
                    charge_at=launch.charge_at,
                    starts_at=launch.starts_at,
                    ends_at=launch.ends_at,
                    requested_by=launch.requested_by,
                    revision=launch.revision,
                    created_at=launch.created_at,
                    updated_at=launch.created_at,
                    **_mutable(launch),
                )
            )
        except IntegrityError as error:
            raise Conflict(
                "This plan is being launched already.",
                code="already_exists",
                recovery=Recovery.TRANSIENT,
            ) from error
        self._connection.execute(tables.launch_channels.insert(), _channel_rows(launch))

    def find(self, organization_id: str, launch_id: str) -> Launch | None:
        return self._first(organization_id, _LAUNCH.launch_id == launch_id)

    def of_plan(self, organization_id: str, plan_id: str, version: int) -> Launch | None:
        return self._first(
            organization_id, _LAUNCH.plan_id == plan_id, _LAUNCH.plan_version == version
        )

    def of_campaign(self, organization_id: str, campaign_id: str) -> Launch | None:
        return self._first(organization_id, _LAUNCH.campaign_id == campaign_id)

    def owner(self, launch_id: str) -> str | None:
        statement = select(_LAUNCH.organization_id).where(_LAUNCH.launch_id == launch_id)
        return self._connection.execute(statement).scalar_one_or_none()

    def live(self, organization_id: str) -> list[Launch]:
        statement = (
            select(_LAUNCH.launch_id)
            .where(
                _LAUNCH.organization_id == organization_id,
                _LAUNCH.state.not_in([state.value for state in OVER]),
            )
            .order_by(_LAUNCH.created_at, _LAUNCH.launch_id)
        )
        ids = list(self._connection.execute(statement).scalars())
        return [launch for one in ids if (launch := self.find(organization_id, one))]

    def change(self, launch: Launch) -> Launch:
        now = self._clock.now()
        changed = self._connection.execute(
            update(tables.launches)
            .where(
                _LAUNCH.organization_id == launch.organization_id,
                _LAUNCH.launch_id == launch.launch_id,
                _LAUNCH.revision == launch.revision,
            )
            .values(revision=launch.revision + 1, updated_at=now, **_mutable(launch))
        )
        if changed.rowcount != 1:
            raise Conflict(
                "The campaign changed meanwhile: look at it and try again.",
                code="launch_moved",
                recovery=Recovery.TRANSIENT,
            )
        return replace(launch, revision=launch.revision + 1, changed_at=now)

    def record(self, launch: Launch, channel: LaunchChannel) -> None:
        self._connection.execute(
            update(tables.launch_channels)
            .where(
                _CHANNEL.launch_id == launch.launch_id, _CHANNEL.channel == channel.channel.value
            )
            .values(
                published=channel.published,
                reference=channel.reference,
                reached=channel.reached,
                failed=channel.failed,
                left_out=dict(channel.left_out),
            )
        )

    def _first(self, organization_id: str, *where: ColumnElement[bool]) -> Launch | None:
        statement = select(tables.launches).where(
            _LAUNCH.organization_id == organization_id, *where
        )
        row = self._connection.execute(statement).mappings().first()
        if row is None:
            return None
        channels = self._connection.execute(
            select(tables.launch_channels)
            .where(_CHANNEL.launch_id == row["launch_id"])
            .order_by(_CHANNEL.position)
        ).mappings()
        return _launch(row, tuple(_channel(part) for part in channels))


def _mutable(launch: Launch) -> dict[str, Any]:
    spent = launch.spent
    return {
        "state": launch.state,
        "paused_by": launch.paused_by,
        "ending": launch.ending,
        "reason": launch.reason,
        "spent": None if spent is None else {channel.value: n for channel, n in spent.items()},
    }


def _channel_rows(launch: Launch) -> list[dict[str, Any]]:
    return [
        {
            "launch_id": launch.launch_id,
            "channel": part.channel.value,
            "position": position,
            "asset_id": part.asset_id,
            "payload": part.payload.body.decode(),
            "payload_digest": part.payload_digest,
            "cap": part.cap,
            "link_id": part.link_id,
            "published": part.published,
            "reference": part.reference,
            "reached": part.reached,
            "failed": part.failed,
            "left_out": dict(part.left_out),
        }
        for position, part in enumerate(launch.channels)
    ]


def _channel(row: RowMapping) -> LaunchChannel:
    return LaunchChannel(
        channel=Channel(row["channel"]),
        asset_id=row["asset_id"],
        payload=Payload(row["payload"].encode()),
        payload_digest=row["payload_digest"],
        cap=row["cap"],
        link_id=row["link_id"],
        published=row["published"],
        reference=row["reference"],
        reached=row["reached"],
        failed=row["failed"],
        left_out=tuple(sorted(row["left_out"].items())),
    )


def _launch(row: RowMapping, channels: tuple[LaunchChannel, ...]) -> Launch:
    spent = row["spent"]
    return Launch(
        launch_id=row["launch_id"],
        organization_id=row["organization_id"],
        plan_id=row["plan_id"],
        plan_version=row["plan_version"],
        mandate_id=row["mandate_id"],
        campaign_id=row["campaign_id"],
        digest=row["digest"],
        state=LaunchState(row["state"]),
        paused_by=row["paused_by"],
        ending=row["ending"],
        amount=Money(row["minor_units"], row["currency"]),
        payment_method=row["payment_method"],
        charge_at=row["charge_at"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        requested_by=row["requested_by"],
        created_at=row["created_at"],
        changed_at=row["updated_at"],
        reason=row["reason"],
        spent=None if spent is None else {Channel(name): n for name, n in spent.items()},
        revision=row["revision"],
        channels=channels,
    )
