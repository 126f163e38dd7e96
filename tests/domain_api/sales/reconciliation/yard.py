"""A house with a reconciler in it, and hands to plant differences behind everybody's back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Table, insert, select, update

from domain_api.adapters.sql.sales import tables
from domain_api.adapters.sql.sales.reconciliation import (
    reconciliation_read_unit,
    reconciliation_unit,
)
from domain_api.kernel import Actor, Channel, Money, Unavailable, derived_id
from domain_api.sales.facades import AdsStanding, CrmStanding, PublishedAd
from domain_api.sales.launches.model import LaunchView
from domain_api.sales.payments.gateway import Charge, ChargeOrder, ChargeStatus, RefundOrder
from domain_api.sales.plans.model import PlanView
from domain_api.sales.reconciliation.looking import Look
from domain_api.sales.reconciliation.model import (
    Difference,
    DifferenceCode,
    ReconciliationReport,
    Remedy,
)
from domain_api.sales.reconciliation.repairs import Repairs
from domain_api.sales.reconciliation.schedule import ReconciliationSchedule
from domain_api.sales.reconciliation.service import ReconciliationService
from tests.domain_api.sales.house import House
from tests.support.actors import ORGANIZATION, agent

BOTH = (Channel.EMAIL, Channel.FACEBOOK)
BUDGET = Money(50_000, "USD")
HALF = Money(25_000, "USD")
"""The cap of each of two channels."""


@dataclass
class AdsReader:
    """The ads of the house as the reconciler reads them; some of it can be another's truth."""

    house: House
    digests: dict[Channel, str] = field(default_factory=dict[Channel, str])
    references: dict[Channel, str | None] = field(default_factory=dict[Channel, str | None])
    silent: bool = False

    def standing(self, actor: Actor, campaign_id: str) -> AdsStanding | None:
        if self.silent:
            raise Unavailable("ads does not answer")
        ads = self.house.ads
        if campaign_id not in ads.states:
            return None
        placed = {each: ref for (one, each), ref in ads.placed.items() if one == campaign_id}
        noted = {each: campaign_id for one, each in ads.published if one == campaign_id}
        there: dict[Channel, str | None] = {**noted, **placed, **self.references}
        return AdsStanding(
            state=ads.states[campaign_id],
            ads=tuple(
                PublishedAd(channel, self._digest(campaign_id, channel), reference)
                for channel, reference in there.items()
            ),
            spend={each: money for each, money in ads.reported.items() if each in placed},
        )

    def _digest(self, campaign_id: str, channel: Channel) -> str:
        part, launch = tables.launch_channels.c, tables.launches.c
        wanted = (
            select(part.payload_digest)
            .join(tables.launches, launch.launch_id == part.launch_id)
            .where(launch.campaign_id == campaign_id, part.channel == channel.value)
        )
        with self.house.database.read() as connection:
            approved = connection.execute(wanted).scalar_one_or_none()
        return self.digests.get(channel, approved or "of nobody")


@dataclass
class CrmReader:
    house: House
    silent: bool = False

    def standing(self, actor: Actor, campaign_id: str) -> CrmStanding:
        if self.silent:
            raise Unavailable("CRM does not answer")
        crm = self.house.crm
        sent = [key for key in crm.sent if key[0] == campaign_id]
        brake = "held" if campaign_id in crm.held else "off"
        return CrmStanding(
            brake="stopped" if campaign_id in crm.stopped else brake,
            sent={channel: sum(key[1] is channel for key in sent) for channel in Channel},
        )


@dataclass
class GatewayReader:
    """The house's gateway, with charges that it forgot, or remembers otherwise."""

    house: House
    changed: Callable[[Charge], Charge | None] = lambda charge: charge
    silent: bool = False

    def charges(self, reference: str) -> list[Charge]:
        if self.silent:
            raise Unavailable("the gateway does not answer")
        told = [self.changed(charge) for charge in self.house.gateway.charges(reference)]
        return [charge for charge in told if charge]

    def charge(self, order: ChargeOrder) -> Charge:
        return self.house.gateway.charge(order)

    def refund(self, order: RefundOrder) -> Any:
        return self.house.gateway.refund(order)


class Yard:
    def __init__(self, house: House) -> None:
        self.house = house
        self.ads, self.crm = AdsReader(house), CrmReader(house)
        self.gateway = GatewayReader(house)
        self.open_unit = reconciliation_unit(house.database, house.clock)
        self.read_unit = reconciliation_read_unit(house.database, house.clock)
        look = Look(
            self.read_unit, house.clock, self.gateway, self.ads, self.crm, house.organizations
        )
        repairs = Repairs(self.open_unit, house.clock, self.gateway)
        self.service = ReconciliationService(
            self.open_unit, self.read_unit, house.clock, look, repairs
        )
        self.schedule = ReconciliationSchedule(self.open_unit, house.clock, self.service)

    def run(self, *, repair: bool = False) -> ReconciliationReport:
        return self.service.run(ORGANIZATION, None, repair=repair)

    def codes(self) -> set[DifferenceCode]:
        return {each.code for each in self.run().differences}

    def found(self, code: DifferenceCode, *, repair: bool = False) -> Difference:
        """The one difference of that code."""
        report = self.run(repair=repair)
        [difference] = [each for each in report.differences if each.code is code]
        return difference

    def launched(self, *channels: Channel, method: str | None = None) -> tuple[PlanView, str]:
        plan = self.house.approved(*channels or BOTH)
        return plan, self.house.launch(plan, method).launch_id

    def reserved(self, *channels: Channel, method: str | None = None) -> tuple[PlanView, str]:
        plan, launch_id = self.launched(*channels, method=method)
        self.house.work()
        return plan, launch_id

    def running(self, *channels: Channel) -> tuple[PlanView, str]:
        """Paid and published on every channel."""
        plan, launch_id = self.reserved(*channels)
        self.go_to(self.view(plan).starts_at)
        return plan, launch_id

    def settled(self, reported: int = 10_000) -> tuple[PlanView, str]:
        plan, launch_id = self.running()
        self.house.ads.reported[Channel.FACEBOOK] = Money(reported, "USD")
        self.go_to(self.view(plan).ends_at)
        return plan, launch_id

    def view(self, plan: PlanView) -> LaunchView:
        return self.house.launches.get(agent(), plan.campaign_id)

    def go_to(self, moment: datetime) -> None:
        self.house.clock.set(moment)
        self.house.work()

    def charge(self, launch_id: str, amount: Money = BUDGET, key: str = "another key") -> Charge:
        """Somebody else charges in the name of the launch."""
        key = derived_id("idk", launch_id, key)
        return self.house.gateway.charge(ChargeOrder(key, amount, "pm_card_ok", launch_id))

    def captured(self, launch_id: str) -> list[Charge]:
        charges = self.house.gateway.charges(launch_id)
        return [each for each in charges if each.status is ChargeStatus.CAPTURED]

    def give_back(self, charge: Charge, amount: Money) -> None:
        key = derived_id("idk", charge.charge_id, amount, charge.refunded)
        self.house.gateway.refund(RefundOrder(key, charge.charge_id, amount))

    def write(self, table: Table, launch_id: str, **values: object) -> None:
        """Change a launch's row, or those of its jobs, behind the back of every rule."""
        own = table.c.launch_id == launch_id
        with self.house.database.write() as connection:
            assert connection.execute(update(table).where(own).values(**values)).rowcount

    def write_mandate(self, launch_id: str, **values: object) -> None:
        mine = select(tables.launches.c.mandate_id).where(tables.launches.c.launch_id == launch_id)
        own = tables.mandates.c.mandate_id == mine.scalar_subquery()
        with self.house.database.write() as connection:
            assert connection.execute(update(tables.mandates).where(own).values(**values)).rowcount

    def write_jobs(self, launch_id: str, **values: object) -> None:
        own = tables.jobs.c.job_key.startswith(f"{launch_id}:", autoescape=True)
        live = tables.jobs.c.state.in_(["ready", "running"])
        with self.house.database.write() as connection:
            found = connection.execute(update(tables.jobs).where(own, live).values(**values))
            assert found.rowcount

    def post(
        self, launch_id: str, kind: str, *lines: tuple[str, int], currency: str = "USD"
    ) -> None:
        """A posting past the ledger's own rules: nobody asks whether it balances."""
        posting_id = derived_id("pst", launch_id, kind, lines)
        with self.house.database.write() as connection:
            launch = connection.execute(
                select(tables.launches).where(tables.launches.c.launch_id == launch_id)
            ).one()
            connection.execute(
                insert(tables.postings).values(
                    posting_id=posting_id,
                    organization_id=launch.organization_id,
                    launch_id=launch_id,
                    campaign_id=launch.campaign_id,
                    kind=kind,
                    part=posting_id,
                    currency=currency,
                    at=self.house.clock.now(),
                )
            )
            connection.execute(
                insert(tables.ledger_lines),
                [
                    {
                        "posting_id": posting_id,
                        "line": number,
                        "organization_id": launch.organization_id,
                        "account": account,
                        "minor_units": amount,
                        "currency": currency,
                    }
                    for number, (account, amount) in enumerate(lines)
                ],
            )

    def everything(self) -> tuple[object, ...]:
        """All that a repair could change: jobs, money, states, and the gateway's books."""
        with self.house.database.read() as connection:
            rows = [
                connection.execute(select(table).order_by(*table.primary_key.columns)).all()
                for table in (
                    tables.jobs,
                    tables.launches,
                    tables.launch_channels,
                    tables.payments,
                    tables.mandates,
                    tables.postings,
                    tables.ledger_lines,
                )
            ]
        gateway = [self.house.gateway.charges(row.launch_id) for row in rows[1]]
        return (*rows, gateway, dict(self.house.ads.states), set(self.house.crm.stopped))


def money(difference: Difference) -> Money | None:
    return difference.money.money() if difference.money else None


def is_for_person(difference: Difference) -> bool:
    return difference.remedy is Remedy.PERSON and bool(difference.note)
