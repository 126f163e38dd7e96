"""Points of a client: given, redeemed and expired, each with its reason; never below none."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain_api.kernel import Command, Conflict, IdempotencyKey, ShortText, View

ClientId = Annotated[str, Field(max_length=40, description="A client's id, cli_….")]
Points = Annotated[int, Field(ge=1, le=1_000_000)]


class NotEnoughPoints(Conflict):
    """The client has fewer points than are to be redeemed."""

    code = "not_enough_points"


class Movement(StrEnum):
    GIVEN = "given"
    REDEEMED = "redeemed"
    EXPIRED = "expired"


class GivePoints(Command):
    """Points for something a client did; they expire a year later."""

    client_id: ClientId
    points: Points
    reason: ShortText
    idempotency_key: IdempotencyKey | None = None


class RedeemPoints(Command):
    """Points that a client pays with."""

    client_id: ClientId
    points: Points
    reason: ShortText
    idempotency_key: IdempotencyKey | None = None


class GetPoints(Command):
    client_id: ClientId


class PointsEntry(View):
    entry_id: str
    movement: Movement
    points: int
    reason: str
    at: datetime


class PointsView(View):
    """`balance` is what is left; the newest entries come first, at most 50."""

    client_id: str
    balance: int
    entries: list[PointsEntry]
