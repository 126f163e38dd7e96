"""A source in memory that keeps to the rules of a change feed, and can be broken on purpose."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain_api.kernel import Unavailable
from domain_api.kernel.changes import ChangedRecord, ChangePage, CursorLost
from tests.support.actors import ORGANIZATION


def lead(
    day: int = 10, campaign: str | None = "cmp_spring", **changes: object
) -> dict[str, object]:
    return {
        "campaign_id": campaign,
        "channel": "email",
        "creative_id": "ast_latte",
        "source": "landing page",
        "market": "CR",
        "captured_at": f"2027-01-{day:02}T15:00:00+00:00",
        **changes,
    }


def sale(total: int = 900, **changes: object) -> dict[str, object]:
    return {
        "campaign_id": "cmp_spring",
        "channel": "email",
        "creative_id": "ast_latte",
        "total_minor": total,
        "currency": "USD",
        "market": "CR",
        "sold_at": "2027-01-10T16:00:00+00:00",
        **changes,
    }


def ad(*days: Mapping[str, object], published: bool = True, **changes: object) -> dict[str, object]:
    return {
        "campaign_id": "cmp_spring",
        "channel": "instagram",
        "creative_id": "ast_latte",
        "published_at": "2027-01-10T15:00:00+00:00" if published else None,
        "currency": "USD",
        "days": list(days),
        **changes,
    }


def ad_day(
    day: int = 10, impressions: int = 100, clicks: int = 5, reactions: int = 2, spend: int = 300
) -> dict[str, object]:
    return {
        "day": f"2027-01-{day:02}",
        "impressions": impressions,
        "clicks": clicks,
        "reactions": reactions,
        "spend_minor": spend,
    }


def event(day: int = 10, **changes: object) -> dict[str, object]:
    return {
        "campaign_id": "cmp_spring",
        "channel": "email",
        "creative_id": "ast_latte",
        "at": f"2027-01-{day:02}T15:00:00+00:00",
        **changes,
    }


@dataclass
class MemoryFeed:
    name: str = "crm"
    records: dict[tuple[str, str], ChangedRecord] = field(
        default_factory=dict[tuple[str, str], ChangedRecord]
    )
    log: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])
    forgotten: int = 0
    """Changes at the beginning that it does not reach back to."""

    dead: bool = False

    def put(
        self,
        kind: str,
        record_id: str,
        fields: dict[str, object],
        organization_id: str = ORGANIZATION,
        version: int = 1,
    ) -> None:
        record = ChangedRecord(kind, record_id, organization_id, fields, version)
        self.records[kind, record_id] = record
        self.log.append((kind, record_id, organization_id))

    def remove(self, kind: str, record_id: str) -> None:
        gone = self.records.pop((kind, record_id))
        self.log.append((kind, record_id, gone.organization_id))

    def head(self) -> str:
        self._answer()
        return str(len(self.log))

    def changes(self, after: str, limit: int) -> ChangePage:
        self._answer()
        start = int(after)
        if not self.forgotten <= start <= len(self.log):
            raise CursorLost(f"The feed {self.name} does not reach back to that cursor.")
        part = self.log[start : start + limit]
        records = [
            self.records.get((kind, record_id), ChangedRecord(kind, record_id, owner, None))
            for kind, record_id, owner in dict.fromkeys(part)
        ]
        return ChangePage(records, str(start + len(part)), bool(part))

    def everything(self, after: str, limit: int) -> ChangePage:
        self._answer()
        keys = sorted(key for key in self.records if ":".join(key) > after)[:limit]
        cursor = ":".join(keys[-1]) if keys else after
        return ChangePage([self.records[key] for key in keys], cursor, bool(keys))

    def waiting(self, after: str) -> int:
        self._answer()
        return len(self.log) - int(after)

    def _answer(self) -> None:
        if self.dead:
            raise Unavailable(f"{self.name} does not answer now.", code="shard_unavailable")
