"""Finds the shard a campaign is on, wherever the map of this process says, and opens it."""

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial

from sqlalchemy import Connection, bindparam, select

from domain_api.adapters.sql.ads.layout import layout_on, settle_layouts
from domain_api.adapters.sql.ads.tables import arrivals, campaigns
from domain_api.adapters.sql.ads.unit import sql_ads_unit
from domain_api.adapters.sql.engine import Database
from domain_api.ads.shards.model import Layout
from domain_api.ads.shards.slots import SLOTS, ShardMap, SlotRange, slot_of
from domain_api.ads.unit import AdsUnit
from domain_api.kernel import Clock, OpenUnit, Unavailable, is_id

__all__ = ["SLOTS", "ShardMap", "Shards", "SlotRange", "slot_of"]

_STEPS = 8
"""Map, owner, source and what changes meanwhile; a campaign that is further away is moving."""

_CAMPAIGN = bindparam("campaign", type_=campaigns.c.campaign_id.type)
_ARRIVALS = select(arrivals.c.campaign_id, arrivals.c.from_shard)
_THERE = select(campaigns.c.campaign_id).where(campaigns.c.campaign_id == _CAMPAIGN)
_MARKED = select(arrivals.c.from_shard).where(arrivals.c.campaign_id == _CAMPAIGN)
# The campaign's row, kept from being moved; others work on it as before.
_PRESENCE = (
    _THERE.add_columns(_MARKED.scalar_subquery().label("from_shard"))
    .with_for_update(read=True, key_share=True)
    .with_hint(campaigns, "WITH (UPDLOCK)", "mssql")
)


class Shards:
    """Implements `AdsUnits` over the databases of the shards.

    The map is where the search begins, and only that: a campaign is on the one shard that has
    its row, and is born on the one whose database says that it has the slot. So processes with
    different maps agree, while campaigns move too.
    """

    def __init__(
        self, shard_map: ShardMap, databases: Mapping[int, Database], clock: Clock
    ) -> None:
        without = sorted(shard_map.shards - frozenset(databases))
        if without:
            raise ValueError(
                f"the map and the databases name different shards: none is listed for {without}"
            )
        self._map = shard_map
        self._databases = dict(databases)
        self._clock = clock

    @contextmanager
    def for_campaign(self, campaign_id: str) -> Generator[AdsUnit]:
        """A unit on the shard that has the campaign, or would have it born; until the unit ends
        it stays there. Raises `Unavailable` when that shard does not answer."""
        number = self._map.shard_of(campaign_id)
        for _ in range(_STEPS):
            with self._opened(number, to_write=True) as connection:
                found = self._where(connection, number, campaign_id)
                if found == number:
                    yield sql_ads_unit(connection, self._clock)
                    return
            if found is None:
                settle_layouts(self._databases, self._map)
            else:
                number = found
        raise Unavailable("The campaign is being moved.", code="campaign_moving")

    def each(self) -> Iterator[tuple[int, OpenUnit[AdsUnit]]]:
        """Shards that campaigns move to come again at the end, after those they come from: what
        was on its way while the others were read is seen then."""
        read: dict[int, Layout] = {}
        for number in sorted(self._databases):
            yield number, partial(self._reading, number, read)
        for number in _receiving(read):
            yield number, partial(self._reading, number, read)

    def _where(self, connection: Connection, number: int, campaign_id: str) -> int | None:
        """Where to look on; this shard itself when it is here. None: nobody told the shards
        yet who they are."""
        if not is_id(campaign_id, "cmp"):
            return number  # no campaign was ever born by such a name
        row = connection.execute(_PRESENCE, {"campaign": campaign_id}).first()
        if row is not None:
            source = row.from_shard
            arrived = source is None or not self._asked(source, _has, campaign_id)
            return number if arrived else source
        layout = layout_on(connection, number, held=True)
        if layout is None:
            return None
        slot = slot_of(campaign_id)
        owner, source = layout.slots.of_slot(slot), layout.arriving.get(slot)
        if owner != number or source is None:
            return owner
        # What left the source after it was looked for here is here now: either way it is here.
        return source if self._asked(source, _keeps, campaign_id) else number

    def _asked(
        self, number: int, question: Callable[[Connection, int, str], bool], campaign_id: str
    ) -> bool:
        with self._opened(number) as connection:
            return question(connection, number, campaign_id)

    @contextmanager
    def _reading(self, number: int, read: dict[int, Layout]) -> Generator[AdsUnit]:
        with self._opened(number) as connection:
            layout = layout_on(connection, number)
            if layout is not None:
                read[number] = layout
            marked = connection.execute(_ARRIVALS)
            hidden = [row.campaign_id for row in marked if self._only_a_copy(*row)]
            yield sql_ads_unit(connection, self._clock, hidden)

    def _only_a_copy(self, campaign_id: str, source: int) -> bool:
        try:
            return self._asked(source, _has, campaign_id)
        except Unavailable:
            return True  # nobody can tell; the source is told of as missing anyway

    @contextmanager
    def _opened(self, number: int, *, to_write: bool = False) -> Generator[Connection]:
        database = self._databases.get(number)
        if database is None:
            raise Unavailable(
                f"The campaign is on shard {number}, which this process was not told of.",
                code="shard_unknown",
                shard=number,
            )
        with ExitStack() as stack:
            try:
                connection = stack.enter_context(database.write() if to_write else database.read())
            except Unavailable as error:
                raise Unavailable(
                    "The campaign's database does not answer now.",
                    code="shard_unavailable",
                    shard=number,
                ) from error
            yield connection


def _receiving(read: Mapping[int, Layout]) -> list[int]:
    """Shards to which campaigns were moving, or began to since they were read: another one says
    of slots that they are there."""
    if len({layout.slots for layout in read.values()}) == 1:
        return [number for number, layout in read.items() if layout.arriving]
    return [
        number
        for number, layout in read.items()
        if layout.arriving
        or any(other.slots.gives(number, layout.slots) for other in read.values())
    ]


def _has(connection: Connection, _number: int, campaign_id: str) -> bool:
    return connection.execute(_THERE, {"campaign": campaign_id}).first() is not None


def _keeps(connection: Connection, number: int, campaign_id: str) -> bool:
    """Whether the campaign is on the source of its slot, or is born there still.

    The slot is asked for first: once it is handed over, nothing more is born here.
    """
    layout = layout_on(connection, number)
    owns = layout is not None and layout.slots.shard_of(campaign_id) == number
    return owns or _has(connection, number, campaign_id)
