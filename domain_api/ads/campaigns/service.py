"""Campaigns from birth to end, and what is published in their name."""

from collections.abc import Mapping

from domain_api.ads.campaigns.entity import Ad, Campaign, ad_id_of
from domain_api.ads.campaigns.jobs import network_job, watch_job
from domain_api.ads.campaigns.listing import merged_page, position_in
from domain_api.ads.campaigns.model import (
    AdView,
    CampaignOrder,
    CampaignPage,
    CampaignState,
    CampaignView,
    ListCampaigns,
    MoveView,
    PlacementOrder,
    RecordPublished,
)
from domain_api.ads.campaigns.network import AdNetwork
from domain_api.ads.campaigns.placing import Placing
from domain_api.ads.campaigns.rules import (
    MAX_REASON,
    found,
    held,
    own_ad,
    require_network_payload,
    require_noted,
    require_same,
    require_sound,
    require_text,
    same_order,
)
from domain_api.ads.campaigns.states import changes_nothing, require_move
from domain_api.ads.unit import AdsUnit, AdsUnits
from domain_api.kernel import (
    Actor,
    Clock,
    Conflict,
    Recovery,
    Scope,
    Unavailable,
    VersionConflict,
)


class CampaignService:
    """A move commits first; the networks follow it by jobs of kind `ads.network`.

    An ad whose gate is not open stays paused on its network, whatever its campaign does.
    """

    def __init__(self, units: AdsUnits, network: AdNetwork, clock: Clock) -> None:
        self._units = units
        self._clock = clock
        self._placing = Placing(units, network, clock)

    def reserve(self, actor: Actor, order: CampaignOrder) -> CampaignView:
        """The campaign is born; asked again with the same order, it is the one that is there."""
        actor.require(Scope.CAMPAIGN_WRITE)
        require_sound(order)
        now = self._clock.now()
        born = Campaign(actor.organization_id, order, CampaignState.LAUNCHING, 1, now)
        birth = MoveView(
            from_state=None, to_state=born.state, by=actor.name, reason="reserved", at=now
        )
        with self._units.for_campaign(order.campaign_id) as unit:
            unit.campaigns.add(born, birth)
            known = found(unit.campaigns, actor.organization_id, order.campaign_id)
            if not same_order(known.order, order):
                raise Conflict(
                    "This plan version was reserved with other content.", code="campaign_differs"
                )
            return _view(unit, known)

    def move(self, actor: Actor, campaign_id: str, to: CampaignState, reason: str) -> CampaignView:
        """Take the campaign to another state. Nothing happens when it is there, when both are
        ends (the first stands), or when nothing runs that a pause could stop.

        Raises `Conflict` for a state that cannot follow, and `VersionConflict` when somebody
        else moved it at the same time.
        """
        actor.require(Scope.CAMPAIGN_WRITE)
        require_text("reason", reason, MAX_REASON)
        with self._units.for_campaign(campaign_id) as unit:
            campaign = found(unit.campaigns, actor.organization_id, campaign_id)
            if not changes_nothing(campaign.state, to):
                require_move(campaign.state, to)
                self._record_move(unit, actor, campaign, to, reason)
            return _view(unit, found(unit.campaigns, actor.organization_id, campaign_id))

    def get(self, actor: Actor, campaign_id: str) -> CampaignView:
        """The campaign with its ads and every move it made."""
        actor.require(Scope.CAMPAIGN_READ)
        with self._units.for_campaign(campaign_id) as unit:
            return _view(unit, found(unit.campaigns, actor.organization_id, campaign_id))

    def place(self, actor: Actor, order: PlacementOrder) -> AdView:
        """Publish one approved payload on a network; repeated, it publishes nothing twice.

        Raises `ApprovalStale` when the payload is not the approved one, `Conflict` when the
        campaign is not active, and `BudgetExceeded` when the channel's cap is given out.
        """
        actor.require(Scope.CAMPAIGN_WRITE)
        order.payload.require(order.payload_digest)
        require_network_payload(order)
        campaign, ad = self._placing.claim(actor.organization_id, order)
        if ad.published_reference is None:
            reference = self._placing.on_network(campaign, ad, order.payload)
            ad = self._placing.publish(ad, reference)
        return ad.view()

    def note_published(self, actor: Actor, published: RecordPublished) -> AdView:
        """Show on the campaign that CRM sent an owned channel; once for each creative."""
        actor.require(Scope.CAMPAIGN_WRITE)
        organization_id, campaign_id = actor.organization_id, published.campaign_id
        ad = Ad(
            ad_id_of(campaign_id, published.channel, published.creative_id),
            organization_id,
            campaign_id,
            published.channel,
            published.creative_id,
            published.payload_digest,
            budget=None,
            published_reference=published.reference,
            published_at=self._clock.now(),
        )
        with self._units.for_campaign(campaign_id) as unit:
            require_noted(held(unit.campaigns, organization_id, campaign_id), published)
            unit.ads.add(ad)
            known = own_ad(unit.ads, organization_id, ad.ad_id)
            require_same(known, published.payload_digest, published.reference)
            return known.view()

    def carry_out(self, data: Mapping[str, object]) -> None:
        """The work of one `ads.network` job. Raises `Unavailable` when it must be tried again."""
        organization_id, campaign_id = str(data["organization_id"]), str(data["campaign_id"])
        self._placing.follow(organization_id, campaign_id, str(data["ad_id"]))

    def _record_move(
        self, unit: AdsUnit, actor: Actor, campaign: Campaign, to: CampaignState, reason: str
    ) -> None:
        now = self._clock.now()
        move = MoveView(
            from_state=campaign.state, to_state=to, by=actor.name, reason=reason, at=now
        )
        if not unit.campaigns.move(campaign, move):
            raise VersionConflict(
                "Somebody else moved the campaign at the same time.", recovery=Recovery.TRANSIENT
            )
        version = campaign.version + 1
        for ad in unit.ads.of_campaign(campaign.organization_id, campaign.campaign_id):
            if ad.channel.owned:
                continue
            unit.outbox.add(network_job(ad, version, now))
            if to is CampaignState.ACTIVE:
                unit.outbox.add(watch_job(ad, version, now))

    def list(self, actor: Actor, query: ListCampaigns) -> CampaignPage:
        """Newest first, without ads and moves; a shard that does not answer is named.

        Raises `Unavailable` when none answers.
        """
        actor.require(Scope.CAMPAIGN_READ)
        after, rows = position_in(query.cursor), query.limit + 1
        answers: list[list[Campaign]] = []
        missing: list[int] = []
        for number, open_unit in self._units.each():
            try:
                with open_unit() as unit:
                    page = unit.campaigns.page(actor.organization_id, query.state, after, rows)
                    answers.append(page)
            except Unavailable:
                missing.append(number)
        if not answers:
            raise Unavailable("No shard of the campaigns answers now.", code="shards_unavailable")
        return merged_page(answers, missing, query.limit)


def _view(unit: AdsUnit, campaign: Campaign) -> CampaignView:
    organization_id, campaign_id = campaign.organization_id, campaign.campaign_id
    ads = unit.ads.of_campaign(organization_id, campaign_id)
    return campaign.view(ads, unit.campaigns.moves(organization_id, campaign_id))
