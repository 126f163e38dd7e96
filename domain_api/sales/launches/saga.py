"""Carries a launch out, one step a call: every step can crash anywhere and is safe to repeat.

A step does its outside work first, by a natural key, and then commits the new state together
with the job for the next step. A commit that finds the launch changed meanwhile raises, and
the step is run again on what is there then.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from domain_api.kernel import (
    Actor,
    Channel,
    Clock,
    Conflict,
    Fact,
    Metric,
    NotFound,
    OpenUnit,
    Unavailable,
    derived_id,
    worker_for,
)
from domain_api.sales.facades import (
    AdsFacade,
    CampaignLink,
    CampaignReservation,
    CrmFacade,
    Publication,
)
from domain_api.sales.launches.brakes import Brakes
from domain_api.sales.launches.entity import PAID, UNPAID, Launch, LaunchChannel
from domain_api.sales.launches.model import ChannelReceipt, LaunchState
from domain_api.sales.launches.service import step_job
from domain_api.sales.launches.settlement import Settlement
from domain_api.sales.payments.charging import Charging
from domain_api.sales.payments.model import PaymentStatus
from domain_api.sales.plans.model import Audience
from domain_api.sales.pricing.prices import affordable, cost_of
from domain_api.sales.unit import SalesUnit


class LaunchSaga:
    def __init__(
        self,
        open_unit: OpenUnit[SalesUnit],
        clock: Clock,
        ads: AdsFacade,
        crm: CrmFacade,
        charging: Charging,
        settlement: Settlement,
        brakes: Brakes,
    ) -> None:
        self._open = open_unit
        self._clock = clock
        self._ads = ads
        self._crm = crm
        self._charging = charging
        self._settlement = settlement
        self._brakes = brakes
        self._steps: dict[LaunchState, Callable[[Actor, Launch], None]] = {
            LaunchState.COMMITTED: self._reserve,
            LaunchState.RESERVED: self._charge,
            LaunchState.CHARGED: self._activate,
            LaunchState.ACTIVATED: self._dispatch,
            LaunchState.DISPATCHED: _wait_for_the_end,
        }

    def step(self, organization_id: str, launch_id: str) -> None:
        """Take the launch one step on, if its time has come and nobody holds it."""
        actor = worker_for(organization_id)
        launch = self._find(organization_id, launch_id)
        if launch is None or launch.state is LaunchState.SETTLED:
            return
        if launch.over:
            self._close(actor, launch)  # a reservation may have come in after it was closed
        elif launch.ending:
            self._wind_up(actor, launch, launch.reason or "ended")
        elif self._clock.now() >= launch.ends_at:
            self._wind_up(actor, launch, "the flight is over")
        elif self._brakes.stopped(actor, launch):
            # A step that was under way when it was paused may have gone past the pause.
            self._brakes.follow(organization_id, launch_id)
        else:
            self._steps[launch.state](actor, launch)

    def learn(self, organization_id: str, launch_id: str) -> None:
        """The gateway announced something: look at its books, and go on with what they say."""
        launch = self._find(organization_id, launch_id)
        if launch and not launch.over and self._charging.learn(launch):
            self.step(organization_id, launch_id)

    def hold(self, organization_id: str, launch_id: str) -> None:
        """Carry a pause to the channels."""
        self._brakes.follow(organization_id, launch_id)

    def resume(self, organization_id: str, launch_id: str) -> None:
        """Let the channels go on, and take up the step that waited."""
        if not self._brakes.follow(organization_id, launch_id):
            return
        if launch := self._find(organization_id, launch_id):
            with self._open() as unit:
                unit.outbox.add(step_job(launch, "launch.step", self._next_at(launch)))

    def close(self, organization_id: str, launch_id: str) -> None:
        """Tell ads and CRM how a launch that never ran ended."""
        launch = self._find(organization_id, launch_id)
        if launch and launch.state in UNPAID:
            self._close(worker_for(organization_id), launch)

    def _close(self, actor: Actor, launch: Launch) -> None:
        self._crm.stop(actor, launch.campaign_id)
        reason = launch.reason or launch.state.value
        with suppress(NotFound):  # it ended before it was reserved: ads never heard of it
            if launch.state is LaunchState.DECLINED:
                self._ads.fail(actor, launch.campaign_id, reason)
            else:
                self._ads.cancel(actor, launch.campaign_id, reason)

    def _find(self, organization_id: str, launch_id: str) -> Launch | None:
        with self._open() as unit:
            return unit.launches.find(organization_id, launch_id)

    def _reserve(self, actor: Actor, launch: Launch) -> None:
        reservation, links = self._reservation(launch)
        self._ads.reserve(actor, reservation)
        self._crm.register_links(actor, links)
        self._ads.schedule(actor, launch.campaign_id, "launch committed")
        self._advance(launch, LaunchState.RESERVED)

    def _charge(self, actor: Actor, launch: Launch) -> None:
        if self._clock.now() < launch.charge_at:
            return
        if self._charging.charge(launch):
            self._advance(self._charging.reload(launch), LaunchState.CHARGED)

    def _activate(self, actor: Actor, launch: Launch) -> None:
        if self._clock.now() < launch.starts_at:
            return
        self._ads.activate(actor, launch.campaign_id, "the flight starts")
        self._advance(launch, LaunchState.ACTIVATED)

    def _dispatch(self, actor: Actor, launch: Launch) -> None:
        audience = self._audience(launch)
        waiting: list[Unavailable] = []
        for part in launch.channels:
            if part.published:
                continue
            if self._interrupted(actor, launch):
                return  # whoever did it added the step that goes on from here
            try:
                published = self._publish(actor, launch, part, audience)
            except Unavailable as unavailable:
                waiting.append(unavailable)  # one channel's trouble does not hold the others
                continue
            except Conflict:
                if self._interrupted(actor, launch):
                    return
                raise
            if not published:
                return  # held in its middle: the resume takes it up again
        if waiting:
            raise _soonest(waiting)
        self._advance(launch, LaunchState.DISPATCHED)

    def _interrupted(self, actor: Actor, launch: Launch) -> bool:
        """Whether somebody paused or ended it, or the whole organization, since it was read."""
        present = self._find(launch.organization_id, launch.launch_id)
        if present is None or present.revision != launch.revision:
            return True
        return self._brakes.stopped(actor, present)

    def _wind_up(self, actor: Actor, launch: Launch, reason: str) -> None:
        """The end, by time or by somebody: paid launches settle, others give the hold back."""
        if launch.state in PAID:
            self._settlement.stop(actor, launch, reason)
            self._settlement.settle(actor, self._with_last_receipts(actor, launch), reason)
            return
        # The gateway may have charged without our knowing: the next step gives that back.
        stopped_at = launch.changed_at if launch.ending else launch.ends_at
        match self._charging.outcome(launch, stopped_at):
            case PaymentStatus.CAPTURED:
                self._advance(self._charging.reload(launch), LaunchState.CHARGED)
            case PaymentStatus.PENDING:
                self._settlement.cancel(replace(launch, reason=reason))
            case PaymentStatus.DECLINED:
                pass  # booking the decline ended the launch

    def _with_last_receipts(self, actor: Actor, launch: Launch) -> Launch:
        """Count what a dispatch that was cut short had sent and placed: once stopped, it sends
        and places no more."""
        if launch.state is not LaunchState.ACTIVATED:
            return launch
        audience = self._audience(launch)
        for part in launch.channels:
            if part.published:
                continue
            if part.channel.owned:
                receipt = self._crm.dispatch(actor, _publication(launch, part), audience, None)
                receipt = receipt.model_copy(update={"published": receipt.reached > 0})
            else:
                reference = self._ads.already_placed(actor, _publication(launch, part))
                receipt = _placed(part.channel, reference)
            self._record(launch, part, receipt)
            if part.channel.owned and receipt.published:
                self._note(actor, launch, part, receipt)
        return self._charging.reload(launch)

    def _publish(
        self, actor: Actor, launch: Launch, part: LaunchChannel, audience: Audience
    ) -> bool:
        publication = _publication(launch, part)
        part.payload.require(part.payload_digest)
        if part.channel.owned:
            most = affordable(launch.amount.currency, part.channel, part.cap)
            receipt = self._crm.dispatch(actor, publication, audience, most)
            if receipt.published:
                self._note(actor, launch, part, receipt)
        else:
            receipt = _placed(part.channel, self._ads.place(actor, publication))
        self._record(launch, part, receipt)
        return receipt.published

    def _note(
        self, actor: Actor, launch: Launch, part: LaunchChannel, receipt: ChannelReceipt
    ) -> None:
        reference = receipt.reference or launch.campaign_id
        self._ads.note_published(actor, _publication(launch, part), reference)

    def _record(self, launch: Launch, part: LaunchChannel, receipt: ChannelReceipt) -> None:
        done = replace(
            part,
            published=receipt.published,
            reference=receipt.reference,
            reached=receipt.reached,
            failed=receipt.failed,
            left_out=tuple(sorted(receipt.left_out.items())),
        )
        with self._open() as unit:
            unit.launches.record(launch, done)
            if receipt.published and part.channel.owned:
                _count_owned_spend(unit, launch, done, self._clock.now())

    def _advance(self, launch: Launch, state: LaunchState) -> None:
        with self._open() as unit:
            changed = unit.launches.change(replace(launch, state=state))
            unit.outbox.add(step_job(changed, "launch.step", self._next_at(changed)))

    def _next_at(self, launch: Launch) -> datetime:
        """When the step after this state is due."""
        due = {
            LaunchState.RESERVED: launch.charge_at,
            LaunchState.CHARGED: launch.starts_at,
            LaunchState.DISPATCHED: launch.ends_at,
        }
        now = self._clock.now()
        return now if launch.ending else max(due.get(launch.state, now), now)

    def _reservation(self, launch: Launch) -> tuple[CampaignReservation, list[CampaignLink]]:
        with self._open() as unit:
            version = unit.plans.version(
                launch.organization_id, launch.plan_id, launch.plan_version
            )
        assert version is not None, "a launch has its plan version, by foreign key"  # noqa: S101 -- held by the database
        terms = version.terms
        reservation = CampaignReservation(
            campaign_id=launch.campaign_id,
            plan_id=launch.plan_id,
            plan_version=launch.plan_version,
            name=terms.name,
            objective=terms.objective.value,
            budget=launch.amount,
            channel_caps={part.channel: part.cap for part in launch.channels},
            starts_at=launch.starts_at,
            ends_at=launch.ends_at,
        )
        links = [
            CampaignLink(
                part.link_id,
                launch.campaign_id,
                part.channel,
                part.asset_id,
                terms.product,
                part.payload.locale,
            )
            for part in launch.channels
        ]
        return reservation, links

    def _audience(self, launch: Launch) -> Audience:
        with self._open() as unit:
            version = unit.plans.version(
                launch.organization_id, launch.plan_id, launch.plan_version
            )
        return version.terms.audience if version else Audience()


def _soonest(waiting: Sequence[Unavailable]) -> Unavailable:
    """The one to try again for first: trouble without a known end, then the earliest moment."""
    return min(waiting, key=lambda unavailable: str(unavailable.details.get("retry_at", "")))


def _wait_for_the_end(_actor: Actor, _launch: Launch) -> None:
    """Published everywhere: the next step is due when the flight ends."""


def _publication(launch: Launch, part: LaunchChannel) -> Publication:
    return Publication(
        launch.campaign_id, part.channel, part.asset_id, part.payload, part.payload_digest
    )


def _placed(channel: Channel, reference: str | None) -> ChannelReceipt:
    return ChannelReceipt(
        channel=channel,
        published=reference is not None,
        reference=reference,
        reached=0,
        failed=0,
        left_out={},
    )


def _count_owned_spend(unit: SalesUnit, launch: Launch, part: LaunchChannel, at: datetime) -> None:
    cost = cost_of(launch.amount.currency, part.channel, part.reached)
    spent = part.cap if cost is None else min(cost, part.cap)
    unit.facts.record(
        Fact(
            fact_id=derived_id("fct", launch.launch_id, part.channel, "spend"),
            organization_id=launch.organization_id,
            metric=Metric.SPEND,
            quantity=spent,
            currency=launch.amount.currency,
            at=at,
            campaign_id=launch.campaign_id,
            channel=part.channel,
            creative_id=part.asset_id,
        )
    )
