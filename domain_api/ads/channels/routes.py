"""The REST face of the channel catalogue."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request

from domain_api.ads.channels.model import ChannelView
from domain_api.ads.channels.service import ChannelService
from domain_api.kernel import Actor


def channel_routes(
    channels: ChannelService, current_actor: Callable[[Request], Actor]
) -> APIRouter:
    router = APIRouter(prefix="/channels", tags=["channels"])

    @router.get(
        "",
        summary="List channels",
        description="Every channel a campaign can use, and who carries it now.",
    )
    def list_channels(actor: Annotated[Actor, Depends(current_actor)]) -> list[ChannelView]:
        return channels.list(actor)

    return router
