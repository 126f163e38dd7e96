"""What a use case of ads works on: one shard, in one transaction; the shards are reached here."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Protocol

from domain_api.ads.campaigns.repository import AdRepository, CampaignRepository
from domain_api.ads.reactions.repository import ReactionRepository
from domain_api.kernel import OpenUnit, Outbox


class AdsUnit(Protocol):
    @property
    def campaigns(self) -> CampaignRepository: ...

    @property
    def ads(self) -> AdRepository: ...

    @property
    def reactions(self) -> ReactionRepository: ...

    @property
    def outbox(self) -> Outbox: ...


class AdsUnits(Protocol):
    """Opening a unit raises `Unavailable` when its shard does not answer."""

    def for_campaign(self, campaign_id: str) -> AbstractContextManager[AdsUnit]:
        """A unit on the campaign's own shard, where it stays until the unit ends."""
        ...

    def each(self) -> Iterable[tuple[int, OpenUnit[AdsUnit]]]:
        """Every shard by its number, and how to open it for reading, one after the other.

        While campaigns move some come twice, so that each campaign is met at least once.
        """
        ...
