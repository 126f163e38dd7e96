"""The port to the shards for whoever moves campaigns between them."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from domain_api.ads.shards.model import Handover, Layout, Move
from domain_api.ads.shards.slots import ShardMap


class ShardMoves(Protocol):
    """Each method commits by itself, and may be repeated after a crash in its middle.

    All raise `Unavailable` when a shard they need does not answer.
    """

    def layouts(self, wanted: ShardMap) -> Mapping[int, Layout]:
        """What every shard says. Shards that say nothing yet are told first, by `wanted`."""
        ...

    def hand_over(self, handover: Handover) -> None:
        """From now on campaigns of these slots are born on the target."""
        ...

    def campaigns(self, handover: Handover) -> Iterator[str]:
        """The campaigns of these slots that are on the source, in pages read as they are asked
        for."""
        ...

    def unsettled(self) -> list[tuple[str, int, int]]:
        """Campaign, source and target of moves that began and did not come to their end."""
        ...

    def move(self, campaign_id: str, source: int, target: int) -> Move:
        """Take one campaign over, with its jobs; a second call ends what a first began."""
        ...

    def finish(self, handover: Handover) -> None:
        """Nothing of these slots is on the source any more: nobody need look there."""
        ...
