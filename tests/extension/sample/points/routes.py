"""The REST face of points."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request

from domain_api.kernel import Actor
from tests.extension.sample.points.model import GivePoints, PointsView, RedeemPoints
from tests.extension.sample.points.service import PointsService


def points_routes(points: PointsService, current_actor: Callable[[Request], Actor]) -> APIRouter:
    router = APIRouter(tags=["loyalty"])
    current = Depends(current_actor)

    @router.post("/loyalty/points", status_code=201, summary="Give points")
    def give(actor: Annotated[Actor, current], command: GivePoints) -> PointsView:
        """Points for something a client did; they expire a year later."""
        return points.give(actor, command)

    @router.post("/loyalty/redemptions", status_code=201, summary="Redeem points")
    def redeem(actor: Annotated[Actor, current], command: RedeemPoints) -> PointsView:
        """Points that a client pays with, as far as they go."""
        return points.redeem(actor, command)

    @router.get("/clients/{client_id}/points", summary="Get a client's points")
    def get(actor: Annotated[Actor, current], client_id: str) -> PointsView:
        """What is left, and the newest entries."""
        return points.get(actor, client_id)

    return router
