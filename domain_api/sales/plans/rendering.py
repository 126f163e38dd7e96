"""Renders what each channel of a plan will carry, from the assets as they are now."""

from domain_api.kernel import Actor, Conflict, InvalidInput, Payload, derived_id
from domain_api.sales.facades import AssetSnapshot, ContentFacade
from domain_api.sales.plans.entity import PlanTerms, RenderedChannel


class Renderer:
    """`public_url` is where links lead, without a slash at its end."""

    def __init__(self, content: ContentFacade, public_url: str) -> None:
        self._content = content
        self._public_url = public_url

    def render(
        self, actor: Actor, plan_id: str, version: int, terms: PlanTerms
    ) -> tuple[RenderedChannel, ...]:
        """Raises `InvalidInput` for an asset of another channel, `Conflict` for a blocked one."""
        rendered: list[RenderedChannel] = []
        for (channel, asset_id), cap in zip(terms.assets, terms.caps, strict=True):
            asset = self._content.asset(actor, asset_id)
            if asset.channel is not channel:
                raise InvalidInput(
                    f"{asset_id} is made for {asset.channel}, not for {channel}.",
                    code="wrong_channel",
                )
            if asset.blocked_by:
                raise Conflict(
                    f"{asset_id} may not be published: {asset.blocked_by}",
                    code="content_blocked",
                    asset_id=asset_id,
                )
            rendered.append(self._channel(plan_id, version, asset, cap))
        return tuple(rendered)

    def _channel(
        self, plan_id: str, version: int, asset: AssetSnapshot, cap: int
    ) -> RenderedChannel:
        link_id = derived_id("lnk", plan_id, version, asset.channel, asset.asset_id)
        payload = Payload.render(
            asset.channel,
            asset.locale,
            asset.fields,
            f"{self._public_url}/l/{link_id}",
            asset.asset_id,
        )
        return RenderedChannel(asset.channel, asset.asset_id, asset.digest, cap, link_id, payload)
