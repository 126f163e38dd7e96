"""The neighbours of a house as the reconciler reads them, each of which can tell it otherwise."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import select

from domain_api.adapters.sql.sales import tables
from domain_api.kernel import Actor, Channel, Money, Unavailable
from domain_api.sales.facades import AdsStanding, CrmStanding, PublishedAd
from domain_api.sales.payments.gateway import Charge, ChargeOrder, Refund, RefundOrder
from tests.domain_api.sales.house import House

T = TypeVar("T")
Spot = tuple[str, Channel]
"""A channel of a campaign."""


@dataclass
class AdsReader:
    """The ads of the house. What is planted here, ads alone has."""

    house: House
    digests: dict[Spot, str] = field(default_factory=dict[Spot, str])
    references: dict[Spot, str] = field(default_factory=dict[Spot, str])
    reports: dict[Spot, Money] = field(default_factory=dict[Spot, Money])
    silent: bool = False

    def standing(self, actor: Actor, campaign_id: str) -> AdsStanding | None:
        if self.silent:
            raise Unavailable("ads does not answer")
        ads = self.house.ads
        if campaign_id not in ads.states:
            return None
        noted = dict.fromkeys(ads.published, campaign_id)
        there = _of(campaign_id, {**noted, **ads.placed, **self.references})
        placed = _of(campaign_id, ads.placed)
        reported = {each: money for each, money in ads.reported.items() if each in placed}
        return AdsStanding(
            state=ads.states[campaign_id],
            ads=tuple(
                PublishedAd(channel, self._digest((campaign_id, channel)), reference)
                for channel, reference in there.items()
            ),
            spend={**reported, **_of(campaign_id, self.reports)},
        )

    def _digest(self, spot: Spot) -> str:
        """What was planted, or what was approved: the fake ads keep no bytes."""
        part, launch = tables.launch_channels.c, tables.launches.c
        wanted = (
            select(part.payload_digest)
            .join(tables.launches, launch.launch_id == part.launch_id)
            .where(launch.campaign_id == spot[0], part.channel == spot[1].value)
        )
        with self.house.database.read() as connection:
            approved = connection.execute(wanted).scalar_one_or_none()
        return self.digests.get(spot, approved or "of nobody")


@dataclass
class CrmReader:
    """The CRM of the house; `amid` happens whenever it is asked."""

    house: House
    silent: bool = False
    amid: Callable[[], object] = lambda: None

    def standing(self, actor: Actor, campaign_id: str) -> CrmStanding:
        if self.silent:
            raise Unavailable("CRM does not answer")
        self.amid()
        crm = self.house.crm
        brake = "held" if campaign_id in crm.held else "off"
        channels = [channel for campaign, channel, _ in crm.sent if campaign == campaign_id]
        return CrmStanding(
            brake="stopped" if campaign_id in crm.stopped else brake,
            sent={channel: channels.count(channel) for channel in Channel},
        )


Memory = Callable[[Charge], Charge | None]
"""What a gateway remembers of a charge; None when it forgot it."""


@dataclass
class GatewayReader:
    """The house's gateway, which can forget charges of a launch, or remember them otherwise.

    `asked` counts the questions and orders that came.
    """

    house: House
    asked: int = 0
    memories: dict[str, Memory] = field(default_factory=dict[str, Memory])
    silent: bool = False

    def charges(self, reference: str) -> list[Charge]:
        self._answer()
        charges = self.house.gateway.charges(reference)
        memory = self.memories.get(reference)
        told = map(memory, charges) if memory else charges
        return [charge for charge in told if charge]

    def charge(self, order: ChargeOrder) -> Charge:
        self._answer()
        return self.house.gateway.charge(order)

    def refund(self, order: RefundOrder) -> Refund:
        self._answer()
        return self.house.gateway.refund(order)

    def _answer(self) -> None:
        self.asked += 1
        if self.silent:
            raise Unavailable("the gateway does not answer")


def _of(campaign_id: str, by_spot: dict[Spot, T]) -> dict[Channel, T]:
    return {
        channel: told for (campaign, channel), told in by_spot.items() if campaign == campaign_id
    }
