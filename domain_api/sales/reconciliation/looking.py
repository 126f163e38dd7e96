"""Takes the picture of one launch: our books before and after everybody else was asked.

A picture counts only when our books did not change meanwhile, so that a step in its middle is
not taken for a difference.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

from domain_api.kernel import Actor, Clock, DomainError, OpenUnit, worker_for
from domain_api.sales.facades import AdsBooks, AdsStanding, CrmBooks, CrmStanding
from domain_api.sales.launches.entity import Launch
from domain_api.sales.payments.gateway import Charge, PaymentGateway
from domain_api.sales.plans.service import Organizations
from domain_api.sales.reconciliation.books import LaunchBooks
from domain_api.sales.reconciliation.picture import Picture, Source
from domain_api.sales.reconciliation.repository import ReconciliationUnit

T = TypeVar("T")
TRIES = 3
GIVE_UP_AFTER = 3
"""Refusals in a row after which a source is not asked again in this run."""


@dataclass
class Refusals:
    """Who did not answer in one run, and for how many launches."""

    missed: Counter[Source] = field(default_factory=Counter[Source])
    reasons: dict[Source, str] = field(default_factory=dict[Source, str])
    _in_a_row: Counter[Source] = field(default_factory=Counter[Source])

    def ask(self, source: Source, question: Callable[[], T]) -> tuple[T] | None:
        """The answer in a tuple; None when there is none, or it is no use asking."""
        if self._in_a_row[source] < GIVE_UP_AFTER:
            try:
                answer = question()
            except DomainError as error:
                self._in_a_row[source] += 1
                self.reasons[source] = f"{error.code}: {error.message}"
            else:
                self._in_a_row[source] = 0
                return (answer,)
        return None


@dataclass(frozen=True, slots=True)
class Look:
    read_unit: OpenUnit[ReconciliationUnit]
    clock: Clock
    gateway: PaymentGateway
    ads: AdsBooks
    crm: CrmBooks
    organizations: Organizations

    def at(
        self, organization_id: str, launch_id: str, patience: timedelta, refusals: Refusals
    ) -> Picture | None:
        """None when the launch moved all the while, or is gone.

        Raises `LookupError` when the launch has no mandate, and whatever a broken record of
        ours makes its reader raise.
        """
        before = self._books(organization_id, launch_id)
        for _ in range(TRIES):
            if before is None:
                return None
            picture = self._picture(before, patience, refusals)
            after = self._books(organization_id, launch_id)
            if after == before:
                refusals.missed.update(picture.unanswered)
                return picture
            before = after
        return None

    def _books(self, organization_id: str, launch_id: str) -> LaunchBooks | None:
        suspended = self.organizations.get(worker_for(organization_id)).suspended
        with self.read_unit() as unit:
            launch = unit.launches.find(organization_id, launch_id)
            if launch is None:
                return None
            mandate = unit.mandates.find(organization_id, launch.mandate_id)
            if mandate is None:
                raise LookupError(f"{launch_id} has no mandate")
            return LaunchBooks(
                launch=launch,
                suspended=suspended,
                payment=unit.payments.of_launch(organization_id, launch_id),
                mandate=mandate,
                lines=tuple(unit.books.lines(organization_id, launch_id)),
                jobs=tuple(unit.books.jobs(organization_id, launch_id, launch.revision)),
            )

    def _picture(self, books: LaunchBooks, patience: timedelta, refusals: Refusals) -> Picture:
        launch, actor = books.launch, worker_for(books.launch.organization_id)
        charges = refusals.ask(Source.GATEWAY, lambda: self._charges(launch))
        ads = refusals.ask(Source.ADS, lambda: self._ads(actor, launch))
        crm = refusals.ask(Source.CRM, lambda: self._crm(actor, launch))
        answers = {Source.GATEWAY: charges, Source.ADS: ads, Source.CRM: crm}
        return Picture(
            books=books,
            charges=charges[0] if charges else (),
            ads=ads[0] if ads else None,
            crm=crm[0] if crm else CrmStanding("off", {}),
            unanswered=frozenset(source for source, answer in answers.items() if not answer),
            now=self.clock.now(),
            patience=patience,
        )

    def _charges(self, launch: Launch) -> tuple[Charge, ...]:
        return tuple(self.gateway.charges(launch.launch_id))

    def _ads(self, actor: Actor, launch: Launch) -> AdsStanding | None:
        return self.ads.standing(actor, launch.campaign_id)

    def _crm(self, actor: Actor, launch: Launch) -> CrmStanding:
        return self.crm.standing(actor, launch.campaign_id)
