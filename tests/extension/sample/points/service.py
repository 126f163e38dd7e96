"""Gives, redeems and expires points."""

from collections.abc import Callable
from datetime import datetime, timedelta

from domain_api.kernel import Actor, Clock, Job, OpenUnit, Scope, derived_id, new_id
from tests.extension.sample.points.model import (
    GivePoints,
    Movement,
    NotEnoughPoints,
    PointsEntry,
    PointsView,
    RedeemPoints,
)
from tests.extension.sample.points.repository import PointsUnit

GOOD_FOR = timedelta(days=365)
SHOWN = 50
EXPIRE = "loyalty.expire"

RequireClient = Callable[[Actor, str], object]
"""Raises `NotFound` unless the actor's organization has the client."""


class PointsService:
    def __init__(
        self, open_unit: OpenUnit[PointsUnit], clock: Clock, require_client: RequireClient
    ) -> None:
        self._open, self._clock, self._require_client = open_unit, clock, require_client

    def give(self, actor: Actor, command: GivePoints) -> PointsView:
        """Raises `NotFound` for the client."""
        actor.require(Scope.CRM_WRITE)
        self._require_client(actor, command.client_id)
        entry = self._entry(new_id("pts"), Movement.GIVEN, command.points, command.reason)
        with self._open() as unit:
            unit.points.give(actor.organization_id, command.client_id, entry)
            unit.outbox.add(_expiry(actor.organization_id, command.client_id, entry))
            return _view(unit, actor.organization_id, command.client_id)

    def redeem(self, actor: Actor, command: RedeemPoints) -> PointsView:
        """Raises `NotFound` for the client, and `NotEnoughPoints`."""
        actor.require(Scope.CRM_WRITE)
        self._require_client(actor, command.client_id)
        entry = self._entry(new_id("pts"), Movement.REDEEMED, command.points, command.reason)
        with self._open() as unit:
            if not unit.points.take(actor.organization_id, command.client_id, entry):
                left = unit.points.balance(actor.organization_id, command.client_id)
                raise NotEnoughPoints(f"The client has {left} points.", balance=left)
            return _view(unit, actor.organization_id, command.client_id)

    def get(self, actor: Actor, client_id: str) -> PointsView:
        """Raises `NotFound` for the client."""
        actor.require(Scope.CRM_READ)
        self._require_client(actor, client_id)
        with self._open() as unit:
            return _view(unit, actor.organization_id, client_id)

    def expire(self, job: Job) -> None:
        """What was given up to a year ago and is not spent since: the oldest are spent first.

        Repeating it takes nothing twice.
        """
        client_id, given_at = str(job.data["client_id"]), str(job.data["given_at"])
        with self._open() as unit:
            until = datetime.fromisoformat(given_at)
            left = unit.points.left_of(job.organization_id, client_id, until)
            if left > 0:
                name = derived_id("pts", job.key, "expired")
                entry = self._entry(name, Movement.EXPIRED, left, "a year has passed")
                unit.points.take(job.organization_id, client_id, entry)

    def _entry(self, entry_id: str, movement: Movement, points: int, reason: str) -> PointsEntry:
        return PointsEntry(
            entry_id=entry_id,
            movement=movement,
            points=points,
            reason=reason,
            at=self._clock.now(),
        )


def _expiry(organization_id: str, client_id: str, entry: PointsEntry) -> Job:
    data = {"client_id": client_id, "given_at": entry.at.isoformat()}
    return Job(EXPIRE, entry.entry_id, organization_id, data, entry.at + GOOD_FOR)


def _view(unit: PointsUnit, organization_id: str, client_id: str) -> PointsView:
    return PointsView(
        client_id=client_id,
        balance=unit.points.balance(organization_id, client_id),
        entries=list(unit.points.entries(organization_id, client_id, SHOWN)),
    )
