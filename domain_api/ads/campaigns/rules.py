"""What an order must hold true before a campaign is born or an ad is placed."""

from collections.abc import Callable, Iterable

from domain_api.ads.campaigns.entity import Ad, Campaign
from domain_api.ads.campaigns.model import (
    CampaignOrder,
    CampaignState,
    PlacementOrder,
    RecordPublished,
)
from domain_api.ads.campaigns.repository import AdRepository, CampaignRepository
from domain_api.ads.campaigns.states import BEFORE_FLIGHT
from domain_api.kernel import (
    BudgetExceeded,
    Channel,
    Conflict,
    InvalidInput,
    Money,
    NotFound,
    derived_id,
    is_id,
)

MAX_ID, MAX_NAME, MAX_OBJECTIVE, MAX_REASON, MAX_REFERENCE = 40, 200, 60, 500, 100


def require_sound(order: CampaignOrder) -> None:
    """Raise `InvalidInput` unless the id fits the plan's version and the order makes sense."""
    if order.campaign_id != derived_id("cmp", order.plan_id, order.plan_version):
        raise InvalidInput("The id is not the one of this plan version.", code="wrong_campaign_id")
    require_text("plan_id", order.plan_id, MAX_ID)
    require_text("name", order.name, MAX_NAME)
    require_text("objective", order.objective, MAX_OBJECTIVE)
    _require_flight(order)
    budget = order.budget.money()
    if budget.minor_units <= 0:
        raise InvalidInput("The budget must be above zero.", code="invalid_budget")
    if not order.channel_caps:
        raise InvalidInput("A campaign needs a channel.", code="no_channels")
    if any(not 0 <= cap <= budget.minor_units for cap in order.channel_caps.values()):
        raise InvalidInput("A channel's cap is within the budget.", code="invalid_cap")


def _require_flight(order: CampaignOrder) -> None:
    if order.starts_at.tzinfo is None or order.ends_at.tzinfo is None:
        raise InvalidInput("A flight's dates need their time zone.", code="invalid_flight")
    if order.ends_at <= order.starts_at:
        raise InvalidInput("The flight ends before it starts.", code="invalid_flight")


def require_text(field: str, text: str, longest: int) -> None:
    if not text.strip() or len(text) > longest:
        raise InvalidInput(f"The {field} has 1 to {longest} characters.", code=f"invalid_{field}")


def same_order(known: CampaignOrder, asked: CampaignOrder) -> bool:
    """Equal but for how the amount is shown to people."""
    shown = {"budget": {"display"}}
    return known.model_dump(exclude=shown) == asked.model_dump(exclude=shown)


def require_active(campaign: Campaign) -> None:
    if campaign.state is not CampaignState.ACTIVE:
        raise not_active(campaign)


def not_active(campaign: Campaign) -> Conflict:
    return Conflict(
        f"Nothing is published while a campaign is {campaign.state}.",
        code="campaign_not_active",
        state=campaign.state.value,
    )


def require_network_payload(order: PlacementOrder) -> None:
    """Raise `InvalidInput` unless the payload is made for this channel, and the channel is ours
    to place: owned channels are sent by CRM."""
    if order.channel.owned:
        raise InvalidInput(f"{order.channel} is sent to clients, not placed.", code="owned_channel")
    if order.payload.channel is not order.channel:
        raise InvalidInput(
            f"The payload is made for {order.payload.channel}, not for {order.channel}.",
            code="wrong_channel",
        )


def require_noted(campaign: Campaign, published: RecordPublished) -> None:
    """Raise unless this can have been published: an owned channel, in a flight that began."""
    if not published.channel.owned:
        raise InvalidInput(f"{published.channel} is placed on a network.", code="network_channel")
    if campaign.state in BEFORE_FLIGHT:
        raise not_active(campaign)
    require_text("reference", published.reference, MAX_REFERENCE)


def require_same(known: Ad, payload_digest: str, reference: str | None = None) -> None:
    """Raise `Conflict` unless the ad carries this payload and, when one is given, reference."""
    differs = reference is not None and known.published_reference != reference
    if differs or known.payload_digest != payload_digest:
        raise Conflict("This creative was published here with other content.", code="ad_differs")


def found(campaigns: CampaignRepository, organization_id: str, campaign_id: str) -> Campaign:
    """The organization's campaign, or `NotFound`."""
    return _own(campaigns.find, organization_id, campaign_id)


def held(campaigns: CampaignRepository, organization_id: str, campaign_id: str) -> Campaign:
    """The same, with its state kept from changing until the unit ends."""
    return _own(campaigns.hold, organization_id, campaign_id)


def _own(
    read: Callable[[str, str], Campaign | None], organization_id: str, campaign_id: str
) -> Campaign:
    campaign = read(organization_id, campaign_id) if is_id(campaign_id, "cmp") else None
    if campaign is None:
        raise NotFound("There is no campaign with that id.")
    return campaign


def own_ad(ads: AdRepository, organization_id: str, ad_id: str) -> Ad:
    """The organization's ad, or `NotFound`."""
    ad = ads.find(organization_id, ad_id)
    if ad is None:
        raise NotFound("There is no ad with that id.")
    return ad


def budget_left(campaign: Campaign, channel: Channel, ads: Iterable[Ad]) -> Money:
    """What the channel's cap still allows; raises `BudgetExceeded` when that is nothing."""
    given = sum(ad.budget.minor_units for ad in ads if ad.budget and ad.channel is channel)
    left = campaign.order.channel_caps.get(channel, 0) - given
    if left <= 0:
        raise BudgetExceeded(f"The cap of {channel} leaves nothing for this ad.")
    return Money(left, campaign.currency)
