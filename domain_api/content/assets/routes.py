"""REST face of assets; an asset's ETag is its content digest."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Header, Path, Query, Request, Response

from domain_api.content.assets.model import (
    AssetView,
    ChannelFormat,
    CheckContent,
    CheckReport,
    EditAsset,
    SearchAssets,
)
from domain_api.content.assets.service import AssetService
from domain_api.kernel import Actor, Page

_EXAMPLE = {"fields": {"subject": "Clases de yoga: 20% de descuento"}}
AssetId = Annotated[str, Path(max_length=40, description="Such as ast_01kb….")]
IfMatch = Annotated[
    str,
    Header(alias="If-Match", max_length=100, description="The ETag of the asset as you read it."),
]


def asset_routes(assets: AssetService, current_actor: Callable[[Request], Actor]) -> APIRouter:
    current = Depends(current_actor)
    router = APIRouter(tags=["content"])

    @router.get(
        "/formats",
        summary="List channel formats",
        description="Each channel's fields with their limits in characters.",
    )
    def formats(actor: Actor = current) -> list[ChannelFormat]:
        return assets.formats(actor)

    @router.get(
        "/assets",
        summary="Search assets",
        description="The library, newest first; archived assets are left out.",
    )
    def search(
        command: Annotated[SearchAssets, Query()], actor: Actor = current
    ) -> Page[AssetView]:
        return assets.search(actor, command)

    @router.get(
        "/assets/{asset_id}", summary="Read an asset", description="Its ETag is its digest."
    )
    def read(asset_id: AssetId, response: Response, actor: Actor = current) -> AssetView:
        return _tagged(response, assets.get(actor, asset_id))

    @router.patch(
        "/assets/{asset_id}",
        summary="Edit an asset",
        description="Changes some texts. An approval of the old text no longer fits.",
    )
    def edit(
        asset_id: AssetId,
        command: Annotated[EditAsset, Body(examples=[_EXAMPLE])],
        if_match: IfMatch,
        response: Response,
        actor: Actor = current,
    ) -> AssetView:
        digest = if_match.strip().strip('"')
        return _tagged(response, assets.edit(actor, asset_id, command, expected_digest=digest))

    @router.post(
        "/assets/{asset_id}/archive",
        summary="Archive an asset",
        description="Takes it out of the library; it can no longer be published.",
    )
    def archive(asset_id: AssetId, response: Response, actor: Actor = current) -> AssetView:
        return _tagged(response, assets.archive(actor, asset_id))

    @router.get(
        "/assets/{asset_id}/check",
        summary="Check an asset",
        description="Findings against the channel's format and the brand; nothing changes.",
    )
    def check(asset_id: AssetId, actor: Actor = current) -> CheckReport:
        return assets.check(actor, CheckContent(asset_id=asset_id))

    return router


def _tagged(response: Response, asset: AssetView) -> AssetView:
    response.headers["ETag"] = f'"{asset.digest}"'
    return asset
