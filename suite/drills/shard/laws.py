"""What must be true of the shards after the drill, by the books of those who were answered."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping

from sqlalchemy import select

from domain_api.adapters.networks.memory import MemoryNetwork
from domain_api.adapters.sql.ads.tables import arrivals, campaigns
from domain_api.adapters.sql.engine import Database
from domain_api.ads.campaigns.model import CampaignState
from domain_api.ads.shards.slots import ShardMap
from domain_api.kernel import derived_id
from suite.drills.shard.load import Book, Load, Station

MOST_DEVIATION = 0.05
_IDS = 30_000
_SETTLED_WITHIN_S = 60.0
_ON_NETWORK = {CampaignState.ACTIVE: "running", CampaignState.PAUSED: "paused"}


def places(databases: Mapping[int, Database]) -> dict[int, set[str]]:
    """The campaigns whose rows each shard has."""
    found: dict[int, set[str]] = {}
    for number, database in databases.items():
        with database.read() as connection:
            found[number] = set(connection.execute(select(campaigns.c.campaign_id)).scalars())
    return found


def copies(databases: Mapping[int, Database]) -> set[str]:
    """Campaigns of which a move did not come to its end: two shards are needed to serve them."""
    found: set[str] = set()
    for database in databases.values():
        with database.read() as connection:
            found |= set(connection.execute(select(arrivals.c.campaign_id)).scalars())
    return found


def misplaced(
    databases: Mapping[int, Database], wanted: ShardMap, books: Mapping[str, Book]
) -> Iterator[str]:
    lying = places(databases)
    counted = Counter(campaign_id for ids in lying.values() for campaign_id in ids)
    for campaign_id in books:
        if counted[campaign_id] != 1:
            yield f"{campaign_id} is on {counted[campaign_id]} shards"
    for number, ids in lying.items():
        wrong = [each for each in ids if wanted.shard_of(each) != number]
        if wrong:
            yield f"shard {number} has {len(wrong)} campaigns of others"
        with databases[number].read() as connection:
            if connection.execute(select(arrivals.c.campaign_id)).first() is not None:
                yield f"shard {number} has a copy whose move did not end"


def lost(load: Load, station: Station) -> Iterator[str]:
    """Acknowledged writes that are not there, and others that are."""
    for campaign_id, book in load.books.items():
        states = load.moves_of(station, campaign_id)
        if len(states) != book.moves or states[-1] is not book.state:
            yield f"{campaign_id}: {len(states)} moves to {states[-1]}, and {book.moves} were made"
        if load.references_of(station, campaign_id) != set(book.ads.values()):
            yield f"{campaign_id}: other ads than were placed"
        reports = load.reports_of(station, campaign_id)
        if reports != len(book.reports):
            yield f"{campaign_id}: {reports} reports of {len(book.reports)}"


def doubled(network: MemoryNetwork, books: Mapping[str, Book]) -> Iterator[str]:
    """Ads that the network has twice, or without anybody's having placed them."""
    placed = Counter(
        (ad.placement.campaign_id, ad.placement.channel) for ad in network.placements()
    )
    yield from (f"{key} was placed {count} times" for key, count in placed.items() if count > 1)
    asked = sum(len(book.ads) for book in books.values())
    if placed.total() != asked:
        yield f"the network has {placed.total()} ads, and {asked} were placed"


def unfollowed(
    station: Station, network: MemoryNetwork, books: Mapping[str, Book]
) -> Iterator[str]:
    """Ads that the network runs or pauses otherwise than their campaign, once jobs were done."""
    last = time.monotonic() + _SETTLED_WITHIN_S
    while wrong := _other_than_said(network, books):
        if time.monotonic() > last:
            yield f"{len(wrong)} ads are not as their campaign is: {wrong[0]}"
            return
        if not station.worker.run_once():
            time.sleep(0.05)


def _other_than_said(network: MemoryNetwork, books: Mapping[str, Book]) -> list[str]:
    return [
        ad.reference
        for ad in network.placements()
        if ad.state.value != _ON_NETWORK[books[ad.placement.campaign_id].state]
    ]


def deviation(shard_map: ShardMap) -> float:
    """How far the fullest or emptiest shard is from its equal share of 30,000 ids."""
    counted = Counter(shard_map.shard_of(derived_id("cmp", number)) for number in range(_IDS))
    ideal = _IDS / len(shard_map.shards)
    return max(abs(counted[shard] - ideal) / ideal for shard in shard_map.shards)
