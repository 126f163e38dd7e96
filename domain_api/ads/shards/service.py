"""Makes the shards what the map says: campaigns move one at a time while all goes on."""

import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import partial

from domain_api.ads.shards.model import Handover, Layout, Move, Outcome, Summary
from domain_api.ads.shards.repository import ShardMoves
from domain_api.ads.shards.slots import SLOTS, ShardMap
from domain_api.kernel import Unavailable

Tell = Callable[[Handover, Outcome], None]
"""Hears what became of each campaign that was tried."""

_Choose = Callable[[Mapping[int, Layout]], list[Handover]]

FRUITLESS_PASSES = 20
"""After as many in a row in which everything was busy, what is busy is left for another run."""
PAUSE_S = 0.25
_FAILURES = 3


def _to_nobody(_handover: Handover, _outcome: Outcome) -> None:
    pass


class RebalanceService:
    """Stopped at any point, or killed, it goes on from there when it is run again.

    Handovers that were begun are ended first, so that a slot has one shard it comes from. Any
    number may run at a time; they get in each other's way, and do no harm.
    """

    def __init__(self, moves: ShardMoves, sleep: Callable[[float], None] = time.sleep) -> None:
        self._moves, self._sleep = moves, sleep

    def plan(self, wanted: ShardMap) -> dict[Handover, int]:
        """What is to be done, and how many campaigns each handover has yet to move."""
        layouts = self._moves.layouts(wanted)
        todo = [*begun(layouts), *differing(layouts, wanted)]
        return {each: sum(1 for _ in self._moves.campaigns(each)) for each in todo}

    def run(
        self,
        wanted: ShardMap,
        *,
        limit: int | None = None,
        tell: Tell = _to_nobody,
        summary: Summary | None = None,
    ) -> Summary:
        """Move at most `limit` campaigns; `summary` is written as it goes.

        Raises `Unavailable` when a shard stays away; what was moved until then is moved.
        """
        done = summary or Summary()
        for campaign_id, source, target in self._moves.unsettled():
            self._moves.move(campaign_id, source, target)
        rounds: tuple[_Choose, ...] = (begun, partial(differing, wanted=wanted))
        for chosen in rounds:
            for handover in chosen(self._moves.layouts(wanted)):
                self._moves.hand_over(handover)
                if not self._emptied(handover, limit, tell, done):
                    done.left = self.plan(wanted)
                    return done
                self._moves.finish(handover)
                done.finished.append(handover)
        return done

    def _emptied(self, handover: Handover, limit: int | None, tell: Tell, done: Summary) -> bool:
        """Whether a look over the whole source found nothing of these slots left."""
        fruitless = 0
        while fruitless < FRUITLESS_PASSES:
            found, before = 0, done.moved
            for campaign_id in self._moves.campaigns(handover):
                if limit is not None and done.moved >= limit:
                    return False
                found += 1
                self._move(campaign_id, handover, tell, done)
            if not found:
                return True
            if done.moved == before:
                fruitless += 1
                self._sleep(PAUSE_S)
        return False

    def _move(self, campaign_id: str, handover: Handover, tell: Tell, done: Summary) -> None:
        move = self._tried(campaign_id, handover)
        if move.outcome is Outcome.MOVED:
            done.moved += 1
            done.rows += move.rows
            done.held_s.append(move.held_s)
        tell(handover, move.outcome)

    def _tried(self, campaign_id: str, handover: Handover) -> Move:
        """A connection that is lost once is no reason to give up."""
        for _ in range(_FAILURES - 1):
            try:
                return self._moves.move(campaign_id, handover.source, handover.target)
            except Unavailable:
                self._sleep(PAUSE_S)
        return self._moves.move(campaign_id, handover.source, handover.target)


def begun(layouts: Mapping[int, Layout]) -> list[Handover]:
    """Handovers that were not finished."""
    slots: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for layout in layouts.values():
        for slot, source in layout.arriving.items():
            slots[source, layout.shard].add(slot)
    return _handovers(slots)


def differing(layouts: Mapping[int, Layout], wanted: ShardMap) -> list[Handover]:
    """Handovers from where the slots are to where the map wants them."""
    slots: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for slot in range(SLOTS):
        owner, target = owner_of(layouts, slot), wanted.of_slot(slot)
        if owner != target:
            slots[owner, target].add(slot)
    return _handovers(slots)


def owner_of(layouts: Mapping[int, Layout], slot: int) -> int:
    """The shard on which campaigns of this slot are born."""
    [owner] = [
        layout.shard
        for layout in layouts.values()
        if layout.slots.of_slot(slot) == layout.shard
        and not _still_elsewhere(layouts, layout, slot)
    ]
    return owner


def _still_elsewhere(layouts: Mapping[int, Layout], layout: Layout, slot: int) -> bool:
    source = layout.arriving.get(slot)
    return source is not None and layouts[source].slots.of_slot(slot) == source


def _handovers(slots: Mapping[tuple[int, int], set[int]]) -> list[Handover]:
    return [
        Handover(source, target, frozenset(numbers))
        for (source, target), numbers in sorted(slots.items())
    ]
