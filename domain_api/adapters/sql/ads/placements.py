"""The ads of campaigns in SQL."""

from datetime import datetime

from sqlalchemy import Connection, RowMapping, select

from domain_api.adapters.sql.ads.inserts import inserted
from domain_api.adapters.sql.ads.tables import ads, changes
from domain_api.adapters.sql.changes import SqlChanges
from domain_api.ads.campaigns.entity import Ad
from domain_api.ads.campaigns.model import SpendGate
from domain_api.kernel import OWNED, Channel, Clock, Money


class SqlAds:
    """Implements `AdRepository` within the caller's transaction."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    def add(self, ad: Ad) -> bool:
        now = self._clock.now()
        row = ads.insert().values(
            ad_id=ad.ad_id,
            organization_id=ad.organization_id,
            campaign_id=ad.campaign_id,
            channel=ad.channel.value,
            creative_id=ad.creative_id,
            payload_digest=ad.payload_digest,
            budget_minor=ad.budget.minor_units if ad.budget else None,
            currency=ad.budget.currency if ad.budget else None,
            published_reference=ad.published_reference,
            published_at=ad.published_at,
            gate=ad.gate.value,
            created_at=now,
            updated_at=now,
        )
        added = inserted(self._connection, row)
        if added:
            self._note(ad.organization_id, ad.ad_id)
        return added

    def find(self, organization_id: str, ad_id: str) -> Ad | None:
        wanted = select(ads).where(ads.c.organization_id == organization_id, ads.c.ad_id == ad_id)
        row = self._connection.execute(wanted).mappings().first()
        return None if row is None else _ad(row)

    def of_campaign(self, organization_id: str, campaign_id: str) -> list[Ad]:
        wanted = (
            select(ads)
            .where(ads.c.organization_id == organization_id, ads.c.campaign_id == campaign_id)
            .order_by(ads.c.channel, ads.c.creative_id)
        )
        return [_ad(row) for row in self._connection.execute(wanted).mappings()]

    def by_reference(self, organization_id: str, campaign_id: str, reference: str) -> Ad | None:
        wanted = select(ads).where(
            ads.c.organization_id == organization_id,
            ads.c.campaign_id == campaign_id,
            ads.c.published_reference == reference,
            ads.c.channel.not_in([channel.value for channel in OWNED]),
        )
        row = self._connection.execute(wanted).mappings().first()
        return None if row is None else _ad(row)

    def publish(self, organization_id: str, ad_id: str, reference: str, at: datetime) -> bool:
        noted = self._connection.execute(
            ads.update()
            .where(
                ads.c.organization_id == organization_id,
                ads.c.ad_id == ad_id,
                ads.c.published_reference.is_(None),
            )
            .values(published_reference=reference, published_at=at, updated_at=at)
        )
        if noted.rowcount == 1:
            self._note(organization_id, ad_id)
        return noted.rowcount == 1

    def set_gate(self, organization_id: str, ad_id: str, gate: SpendGate, at: datetime) -> bool:
        stays = [gate.value, SpendGate.EXHAUSTED.value]
        changed = self._connection.execute(
            ads.update()
            .where(
                ads.c.organization_id == organization_id,
                ads.c.ad_id == ad_id,
                ads.c.gate.not_in(stays),
            )
            .values(gate=gate.value, updated_at=at)
        )
        return changed.rowcount == 1

    def _note(self, organization_id: str, ad_id: str) -> None:
        SqlChanges(self._connection, changes).note("ad", organization_id, ad_id)


def _ad(row: RowMapping) -> Ad:
    budget = row["budget_minor"]
    return Ad(
        ad_id=row["ad_id"],
        organization_id=row["organization_id"],
        campaign_id=row["campaign_id"],
        channel=Channel(row["channel"]),
        creative_id=row["creative_id"],
        payload_digest=row["payload_digest"],
        budget=None if budget is None else Money(budget, row["currency"]),
        published_reference=row["published_reference"],
        published_at=row["published_at"],
        gate=SpendGate(row["gate"]),
    )
