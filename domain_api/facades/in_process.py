"""The facades of one process: they translate between contexts and call their services."""

from domain_api.ads.campaigns.model import (
    CampaignOrder,
    CampaignState,
    PlacementOrder,
    RecordPublished,
)
from domain_api.ads.campaigns.service import CampaignService
from domain_api.ads.reactions.service import ReactionService
from domain_api.content.assets.service import AssetService
from domain_api.crm.links.model import RegisterLink
from domain_api.crm.links.service import LinkService
from domain_api.crm.messages.dispatch import DispatchService
from domain_api.crm.messages.model import DispatchOrder
from domain_api.crm.segments.model import SegmentRule
from domain_api.crm.segments.service import SegmentService
from domain_api.kernel import Actor, Channel, Money, MoneyView
from domain_api.sales.facades import (
    AssetSnapshot,
    CampaignLink,
    CampaignReservation,
    Publication,
)
from domain_api.sales.launches.model import ChannelReceipt
from domain_api.sales.plans.model import Audience


class InProcessContent:
    def __init__(self, assets: AssetService) -> None:
        self._assets = assets

    def asset(self, actor: Actor, asset_id: str) -> AssetSnapshot:
        view, obstacle = self._assets.examined(actor, asset_id)
        return AssetSnapshot(
            asset_id=view.asset_id,
            channel=view.channel,
            locale=view.locale,
            fields=view.fields,
            digest=view.digest,
            blocked_by=obstacle,
        )


class InProcessAds:
    def __init__(self, campaigns: CampaignService, reactions: ReactionService) -> None:
        self._campaigns = campaigns
        self._reactions = reactions

    def reserve(self, actor: Actor, reservation: CampaignReservation) -> None:
        self._campaigns.reserve(
            actor,
            CampaignOrder(
                campaign_id=reservation.campaign_id,
                plan_id=reservation.plan_id,
                plan_version=reservation.plan_version,
                name=reservation.name,
                objective=reservation.objective,
                budget=MoneyView.of(reservation.budget),
                channel_caps=reservation.channel_caps,
                starts_at=reservation.starts_at,
                ends_at=reservation.ends_at,
            ),
        )

    def schedule(self, actor: Actor, campaign_id: str, reason: str) -> None:
        self._campaigns.move(actor, campaign_id, CampaignState.SCHEDULED, reason)

    def activate(self, actor: Actor, campaign_id: str, reason: str) -> None:
        self._campaigns.move(actor, campaign_id, CampaignState.ACTIVE, reason)

    def pause(self, actor: Actor, campaign_id: str, reason: str) -> None:
        self._campaigns.move(actor, campaign_id, CampaignState.PAUSED, reason)

    def complete(self, actor: Actor, campaign_id: str, reason: str) -> None:
        self._campaigns.move(actor, campaign_id, CampaignState.COMPLETED, reason)

    def cancel(self, actor: Actor, campaign_id: str, reason: str) -> None:
        self._campaigns.move(actor, campaign_id, CampaignState.CANCELLED, reason)

    def fail(self, actor: Actor, campaign_id: str, reason: str) -> None:
        self._campaigns.move(actor, campaign_id, CampaignState.FAILED, reason)

    def place(self, actor: Actor, publication: Publication) -> str:
        ad = self._campaigns.place(
            actor,
            PlacementOrder(
                campaign_id=publication.campaign_id,
                channel=publication.channel,
                creative_id=publication.asset_id,
                payload=publication.payload,
                payload_digest=publication.payload_digest,
            ),
        )
        return str(ad.published_reference)

    def note_published(self, actor: Actor, publication: Publication, reference: str) -> None:
        self._campaigns.note_published(
            actor,
            RecordPublished(
                campaign_id=publication.campaign_id,
                channel=publication.channel,
                creative_id=publication.asset_id,
                payload_digest=publication.payload_digest,
                reference=reference,
            ),
        )

    def spend(self, actor: Actor, campaign_id: str) -> dict[Channel, Money]:
        return self._reactions.spend(actor, campaign_id)


class InProcessCrm:
    def __init__(
        self, links: LinkService, dispatches: DispatchService, segments: SegmentService
    ) -> None:
        self._links = links
        self._dispatches = dispatches
        self._segments = segments

    def register_links(self, actor: Actor, links: list[CampaignLink]) -> None:
        for link in links:
            self._links.register(
                actor,
                RegisterLink(
                    link_id=link.link_id,
                    campaign_id=link.campaign_id,
                    channel=link.channel,
                    creative_id=link.asset_id,
                    product=link.product,
                    locale=link.locale,
                ),
            )

    def dispatch(
        self, actor: Actor, publication: Publication, audience: Audience, max_messages: int | None
    ) -> ChannelReceipt:
        receipt = self._dispatches.dispatch(
            actor,
            DispatchOrder(
                campaign_id=publication.campaign_id,
                channel=publication.channel,
                creative_id=publication.asset_id,
                payload=publication.payload,
                payload_digest=publication.payload_digest,
                segment=_rule(audience),
                max_messages=max_messages,
            ),
        )
        return ChannelReceipt(
            channel=publication.channel,
            published=receipt.finished,
            reference=f"{publication.campaign_id}/{publication.channel}",
            reached=receipt.sent,
            failed=receipt.failed,
            left_out={reason.value: count for reason, count in receipt.left_out.items()},
        )

    def reachable(self, actor: Actor, audience: Audience) -> dict[Channel, int]:
        preview = self._segments.preview(actor, _rule(audience))
        return {reach.channel: reach.reachable for reach in preview.channels}

    def hold(self, actor: Actor, campaign_id: str) -> None:
        self._dispatches.hold(actor, campaign_id)

    def release(self, actor: Actor, campaign_id: str) -> None:
        self._dispatches.release(actor, campaign_id)

    def stop(self, actor: Actor, campaign_id: str) -> None:
        self._dispatches.stop(actor, campaign_id)


def _rule(audience: Audience) -> SegmentRule:
    return SegmentRule.model_validate(audience.model_dump())
