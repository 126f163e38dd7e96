"""Where campaigns and their ads are kept: the ports of one shard."""

from datetime import datetime
from typing import Protocol

from domain_api.ads.campaigns.entity import Ad, Campaign
from domain_api.ads.campaigns.listing import Position
from domain_api.ads.campaigns.model import CampaignState, MoveView, SpendGate


class CampaignRepository(Protocol):
    def add(self, campaign: Campaign, birth: MoveView) -> bool:
        """False, and nothing written, when the id is taken by anybody."""
        ...

    def find(self, organization_id: str, campaign_id: str) -> Campaign | None: ...

    def hold(self, organization_id: str, campaign_id: str) -> Campaign | None:
        """The campaign, with its state kept from changing until the unit ends."""
        ...

    def whoever_owns(self, campaign_id: str) -> Campaign | None:
        """The campaign of any organization: for reports that are signed and name no tenant."""
        ...

    def move(self, campaign: Campaign, move: MoveView) -> bool:
        """Record the move. False, and nothing written, when the version is no longer this."""
        ...

    def moves(self, organization_id: str, campaign_id: str) -> list[MoveView]:
        """From birth on."""
        ...

    def page(
        self,
        organization_id: str,
        state: CampaignState | None,
        after: Position | None,
        rows: int,
    ) -> list[Campaign]:
        """At most `rows` campaigns that come after the position, newest first, then by id."""
        ...


class AdRepository(Protocol):
    def add(self, ad: Ad) -> bool:
        """False, and nothing written, when the id is taken."""
        ...

    def find(self, organization_id: str, ad_id: str) -> Ad | None: ...

    def of_campaign(self, organization_id: str, campaign_id: str) -> list[Ad]:
        """In the order of channel and creative."""
        ...

    def by_reference(self, organization_id: str, campaign_id: str, reference: str) -> Ad | None:
        """The network ad that was published under this reference."""
        ...

    def publish(self, organization_id: str, ad_id: str, reference: str, at: datetime) -> bool:
        """Note the reference, once: False when the ad has one."""
        ...

    def set_gate(self, organization_id: str, ad_id: str, gate: SpendGate, at: datetime) -> bool:
        """False, and nothing written, when it is that already, or exhausted."""
        ...
