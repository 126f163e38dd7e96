"""All the services that tools call, in memory and joined."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from tests.tools.fakes.material import (
    FakeAssets,
    FakeAudiences,
    FakeBrands,
    FakeCampaigns,
    FakeChannels,
    FakeCopy,
)
from tests.tools.fakes.money import FakeMoney, FakeSummaries
from tests.tools.fakes.people import (
    FakeClients,
    FakeClientSales,
    FakeConsents,
    FakeLeads,
    FakeSegments,
)
from tests.tools.fakes.sales import FakeApprovals, FakeLaunches, FakePlans

if TYPE_CHECKING:
    from domain_api.services import Services


@dataclass(frozen=True)
class FakeServices:
    plans: FakePlans
    approvals: FakeApprovals
    launches: FakeLaunches
    mandates: FakeMoney
    payments: FakeMoney
    ledger: FakeMoney
    quotes: FakeMoney
    summaries: FakeSummaries
    brands: FakeBrands
    copy: FakeCopy
    assets: FakeAssets
    clients: FakeClients
    consents: FakeConsents
    leads: FakeLeads
    segments: FakeSegments
    client_sales: FakeClientSales
    campaigns: FakeCampaigns
    audiences: FakeAudiences
    channels: FakeChannels

    def typed(self) -> "Services":
        """As the shells take them; the fakes answer the calls that tools make."""
        return cast("Services", self)


def fake_services() -> FakeServices:
    plans, clients, assets = FakePlans(), FakeClients(), FakeAssets()
    approvals = FakeApprovals(plans)
    launches = FakeLaunches(approvals)
    money = FakeMoney(plans)
    return FakeServices(
        plans=plans,
        approvals=approvals,
        launches=launches,
        mandates=money,
        payments=money,
        ledger=money,
        quotes=money,
        summaries=FakeSummaries(launches),
        brands=FakeBrands(),
        copy=FakeCopy(assets),
        assets=assets,
        clients=clients,
        consents=FakeConsents(clients),
        leads=FakeLeads(clients),
        segments=FakeSegments(clients),
        client_sales=FakeClientSales(clients),
        campaigns=FakeCampaigns(),
        audiences=FakeAudiences(),
        channels=FakeChannels(),
    )
