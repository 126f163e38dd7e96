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
from domain_api.crm.messages.model import DispatchOrder, MessageState
from domain_api.crm.segments.model import SegmentRule
from domain_api.crm.segments.service import SegmentService
from domain_api.crm.unit import CrmUnit
from domain_api.kernel import (
    OWNED,
    Actor,
    Channel,
    Conflict,
    Money,
    MoneyView,
    NotFound,
    OpenUnit,
    Scope,
)
from domain_api.sales.facades import (
    AdsStanding,
    AssetSnapshot,
    CampaignLink,
    CampaignReservation,
    CrmStanding,
    Publication,
    PublishedAd,
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

    def already_placed(self, actor: Actor, publication: Publication) -> str | None:
        try:
            return self.place(actor, publication)
        except Conflict as refusal:
            if refusal.code != "campaign_not_active":
                raise
            return None

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

    def standing(self, actor: Actor, campaign_id: str) -> AdsStanding | None:
        try:
            campaign = self._campaigns.get(actor, campaign_id)
            spend = self._reactions.spend(actor, campaign_id)
        except NotFound:
            return None
        ads = tuple(
            PublishedAd(ad.channel, ad.payload_digest, ad.published_reference)
            for ad in campaign.ads
        )
        return AdsStanding(campaign.state.value, ads, spend)


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


class InProcessCrmBooks:
    """Reads what CRM keeps of a campaign; it changes nothing."""

    def __init__(self, open_unit: OpenUnit[CrmUnit]) -> None:
        self._open = open_unit

    def standing(self, actor: Actor, campaign_id: str) -> CrmStanding:
        actor.require(Scope.CRM_READ)
        with self._open() as unit:
            return CrmStanding(
                brake=unit.brakes.get(actor.organization_id, campaign_id).value,
                sent={
                    channel: _sent(unit, actor.organization_id, campaign_id, channel)
                    for channel in sorted(OWNED)
                },
            )


def _sent(unit: CrmUnit, organization_id: str, campaign_id: str, channel: Channel) -> int:
    counts = unit.messages.counts(organization_id, campaign_id, channel)
    return sum(count for state, _, count in counts if state is MessageState.SENT)


def _rule(audience: Audience) -> SegmentRule:
    return SegmentRule.model_validate(audience.model_dump())
