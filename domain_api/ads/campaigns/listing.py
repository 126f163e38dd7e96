"""One ordered page of campaigns out of the rows of several shards."""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import chain

from domain_api.ads.campaigns.entity import Campaign
from domain_api.ads.campaigns.model import CampaignPage
from domain_api.kernel import InvalidInput, decode_cursor, encode_cursor, is_id, page_of

Position = tuple[datetime, str]
"""Birth and id of the last campaign seen: what comes after it is older, or as old with a
greater id. It names no shard, so it stays good when slots move."""


def position_in(cursor: str | None) -> Position | None:
    """The position a cursor holds; raises `InvalidInput` for a forged one."""
    keys = decode_cursor(cursor, 2)
    if keys is None:
        return None
    try:
        born = datetime.fromisoformat(keys[0])
        if born.tzinfo is None or not is_id(keys[1], "cmp"):
            raise ValueError
        return born.astimezone(UTC), keys[1]
    except (ValueError, OverflowError):
        raise InvalidInput("That cursor is not one of ours.", code="invalid_cursor") from None


def merged_page(
    found: Iterable[list[Campaign]], missing_shards: list[int], limit: int
) -> CampaignPage:
    """The first `limit` of all rows. Each shard gives its own first `limit + 1`, or all; one
    that moved meanwhile may come from two shards, and its newest state counts."""
    by_version = sorted(chain.from_iterable(found), key=lambda campaign: campaign.version)
    by_id = {campaign.campaign_id: campaign for campaign in by_version}
    rows = sorted(sorted(by_id.values(), key=_id_of), key=_birth_of, reverse=True)
    page = page_of(rows, limit, _cursor_of)
    return CampaignPage(
        items=[campaign.view() for campaign in page.items],
        next_cursor=page.next_cursor,
        missing_shards=sorted(set(missing_shards)),
    )


def _id_of(campaign: Campaign) -> str:
    return campaign.campaign_id


def _birth_of(campaign: Campaign) -> datetime:
    return campaign.created_at


def _cursor_of(campaign: Campaign) -> str:
    return encode_cursor(campaign.created_at.isoformat(), campaign.campaign_id)
