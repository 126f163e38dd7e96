"""How an ad gets onto its network, and how the network follows what its campaign does."""

from datetime import timedelta

from domain_api.ads.campaigns.entity import Ad, Campaign, ad_id_of
from domain_api.ads.campaigns.jobs import network_job, watch_job
from domain_api.ads.campaigns.model import CampaignState, PlacementOrder, SpendGate
from domain_api.ads.campaigns.network import AdNetwork, NetworkPlacement
from domain_api.ads.campaigns.rules import (
    budget_left,
    found,
    held,
    not_active,
    own_ad,
    require_active,
    require_same,
)
from domain_api.ads.campaigns.states import ENDED
from domain_api.ads.unit import AdsUnits
from domain_api.kernel import Clock, Conflict, Payload

NOTED_WITHIN = timedelta(hours=1)
"""After this a claimed ad without a reference is asked for at its network: a process that died
right after it was placed may not have come back."""


class Placing:
    """The steps of a placement. A crash between any two is mended by taking them again."""

    def __init__(self, units: AdsUnits, network: AdNetwork, clock: Clock) -> None:
        self._units = units
        self._network = network
        self._clock = clock

    def claim(self, organization_id: str, order: PlacementOrder) -> tuple[Campaign, Ad]:
        """The ad's row, written before the network hears of it, with the budget it may spend."""
        ad_id = ad_id_of(order.campaign_id, order.channel, order.creative_id)
        with self._units.for_campaign(order.campaign_id) as unit:
            campaign = held(unit.campaigns, organization_id, order.campaign_id)
            ad = unit.ads.find(organization_id, ad_id)
            if ad is None:
                require_active(campaign)
                ads = unit.ads.of_campaign(organization_id, order.campaign_id)
                ad = Ad(
                    ad_id,
                    organization_id,
                    order.campaign_id,
                    order.channel,
                    order.creative_id,
                    order.payload_digest,
                    budget_left(campaign, order.channel, ads),
                )
                now = self._clock.now()
                unit.ads.add(ad)
                unit.reactions.open(ad, now)
                unit.outbox.add(watch_job(ad, "claimed", now + NOTED_WITHIN))
        require_same(ad, order.payload_digest)
        return campaign, ad

    def on_network(self, campaign: Campaign, ad: Ad, payload: Payload) -> str:
        """The network's reference of the ad.

        While the campaign is not active nothing new is placed, but what an earlier try
        placed before it crashed is found; without that it is a `Conflict`.
        """
        if campaign.state is CampaignState.ACTIVE:
            return self._network.place(_placement(campaign, ad, payload))
        reference = self._network.placed(ad.ad_id)
        if reference is None:
            raise not_active(campaign)
        return reference

    def publish(self, ad: Ad, reference: str) -> Ad:
        """Note the reference. If the campaign left its flight meanwhile, the network must
        follow: the mover could not see this ad as published."""
        now = self._clock.now()
        with self._units.for_campaign(ad.campaign_id) as unit:
            campaign = held(unit.campaigns, ad.organization_id, ad.campaign_id)
            if unit.ads.publish(ad.organization_id, ad.ad_id, reference, now):
                unit.outbox.add(watch_job(ad, "published", now))
                if campaign.state is not CampaignState.ACTIVE:
                    unit.outbox.add(network_job(ad, "published", now))
            return own_ad(unit.ads, ad.organization_id, ad.ad_id)

    def follow(self, organization_id: str, campaign_id: str, ad_id: str) -> None:
        """Bring the ad on its network to where its campaign and its gate are now.

        The present state counts, and not the one that asked for it: jobs run late, twice or
        out of order, and a mover may come between reading and calling.
        """
        followed: tuple[int, SpendGate] | None = None
        while True:
            campaign, ad = self._present(organization_id, campaign_id, ad_id)
            standing = (campaign.version, ad.gate)
            reference = ad.published_reference or self._network.placed(ad_id)
            if standing == followed or reference is None:
                return
            if ad.published_reference is None:
                self.publish(ad, reference)
            try:
                self._command(campaign.state, ad.gate, reference)
            except Conflict:
                # An ad that is to spend no more may have ended; any other may have ended before
                # this call only because its campaign moved on.
                present, _ = self._present(organization_id, campaign_id, ad_id)
                if ad.gate is SpendGate.OPEN and present.version == campaign.version:
                    raise
            followed = standing

    def _present(self, organization_id: str, campaign_id: str, ad_id: str) -> tuple[Campaign, Ad]:
        with self._units.for_campaign(campaign_id) as unit:
            campaign = found(unit.campaigns, organization_id, campaign_id)
            return campaign, own_ad(unit.ads, organization_id, ad_id)

    def _command(self, state: CampaignState, gate: SpendGate, reference: str) -> None:
        if state in ENDED:
            self._network.end(reference)
        elif state is CampaignState.PAUSED or gate is not SpendGate.OPEN:
            self._network.pause(reference)
        elif state is CampaignState.ACTIVE:
            self._network.resume(reference)


def _placement(campaign: Campaign, ad: Ad, payload: Payload) -> NetworkPlacement:
    if ad.budget is None:
        raise ValueError("an ad on a network has a budget")
    return NetworkPlacement(
        placement_key=ad.ad_id,
        organization_id=ad.organization_id,
        campaign_id=ad.campaign_id,
        channel=ad.channel,
        fields=payload.fields,
        link=payload.link,
        budget=ad.budget,
        starts_at=campaign.order.starts_at,
        ends_at=campaign.order.ends_at,
    )
