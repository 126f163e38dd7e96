"""What each shard's database says of itself: its number, and where the slots are."""

from collections.abc import Mapping
from functools import lru_cache

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from domain_api.adapters.sql.ads.tables import campaigns
from domain_api.adapters.sql.ads.tables import layout as table
from domain_api.adapters.sql.engine import Database
from domain_api.ads.shards.model import Layout
from domain_api.ads.shards.slots import ShardMap, ranges_in, shards_by_slot, text_of
from domain_api.kernel import Conflict, Recovery, Unavailable

IDS_AT_ONCE = 5_000
_FORMER_SHARDS = 3
"""Databases that say nothing of themselves were filled by so many equal ranges."""
_ONE = table.c.layout_id == 1
_READ = select(table.c.shard, table.c.slots, table.c.arriving).where(_ONE)
# Shared: births go on side by side, and a handover waits for those that began before it.
_HELD = _READ.with_for_update(read=True).with_hint(table, "WITH (HOLDLOCK)", "mssql")


def layout_on(connection: Connection, number: int, *, held: bool = False) -> Layout | None:
    """None when nobody told this database yet. `held`: it stays so until the transaction ends.

    Raises `Unavailable` (shards_mixed_up) when the database says that it is another shard.
    """
    row = connection.execute(_HELD if held else _READ).first()
    if row is None:
        return None
    if row.shard != number:
        raise Unavailable(
            f"The database listed as shard {number} says that it is shard {row.shard}: "
            "PROMPTSALES_DB_ADS lists the shards in the order of their numbers.",
            code="shards_mixed_up",
            recovery=Recovery.NEEDS_HUMAN,
        )
    return Layout(row.shard, ShardMap.parse(row.slots), _arriving(row.arriving))


def take_slots(connection: Connection, number: int) -> Layout:
    """The layout of a shard that is told already, kept from everybody who would change it."""
    connection.execute(table.update().where(_ONE).values(shard=table.c.shard))
    found = layout_on(connection, number)
    if found is None:
        raise ValueError(f"shard {number} was not told its layout")
    return found


def write_layout(connection: Connection, layout: Layout) -> None:
    values = {"slots": str(layout.slots), "arriving": text_of(layout.arriving)}
    connection.execute(table.update().where(_ONE).values(**values))


def settle_layouts(databases: Mapping[int, Database], wanted: ShardMap) -> dict[int, Layout]:
    """Every shard's layout. What says nothing yet takes over what the first shard says, and the
    first takes the map by which campaigns lie, `wanted` before there are any. It is decided once:
    of several processes that begin, one decides for all.

    Raises `Conflict` (shard_map_differs) when they lie by no map that it knows.
    """
    first = min(databases)
    known = {number: _read(database, number) for number, database in databases.items()}
    if known[first] is None:
        _tell(databases[first], Layout(first, _as_they_lie(databases, wanted), {}))
        known[first] = _read(databases[first], first)
    decided = known[first]
    if decided is None:
        raise ValueError("a layout that was written is there")
    for number, database in databases.items():
        if known[number] is None:
            _tell(database, Layout(number, decided.slots, {}))
            known[number] = _read(database, number)
    return {number: found for number, found in known.items() if found is not None}


def ids_on(connection: Connection, after: str) -> list[str]:
    """The next campaigns of this shard by their ids, at most `IDS_AT_ONCE`."""
    wanted = select(campaigns.c.campaign_id).where(campaigns.c.campaign_id > after)
    page = wanted.order_by(campaigns.c.campaign_id).limit(IDS_AT_ONCE)
    return list(connection.execute(page).scalars())


def _read(database: Database, number: int) -> Layout | None:
    with database.read() as connection:
        return layout_on(connection, number)


def _tell(database: Database, layout: Layout) -> None:
    row = table.insert().values(
        layout_id=1,
        shard=layout.shard,
        slots=str(layout.slots),
        arriving=text_of(layout.arriving),
    )
    try:
        with database.write() as connection:
            connection.execute(row)
    except IntegrityError:
        pass  # another process told it a moment ago


def _as_they_lie(databases: Mapping[int, Database], wanted: ShardMap) -> ShardMap:
    """The map by which campaigns were stored: `wanted`, or the one before there were others."""
    for candidate in (wanted, ShardMap.equal(_FORMER_SHARDS)):
        if all(_fits(database, number, candidate) for number, database in databases.items()):
            return candidate
    raise Conflict(
        "Campaigns lie on other shards than PROMPTSALES_SHARD_MAP says: begin with the map that "
        "they were stored by, and change it afterwards.",
        code="shard_map_differs",
        recovery=Recovery.NEEDS_HUMAN,
    )


def _fits(database: Database, number: int, candidate: ShardMap) -> bool:
    page = [""]
    while page:
        with database.read() as connection:
            page = ids_on(connection, page[-1])
        if any(candidate.shard_of(campaign_id) != number for campaign_id in page):
            return False
    return True


@lru_cache(maxsize=64)
def _arriving(text: str) -> dict[int, int]:
    return shards_by_slot(ranges_in(text))
