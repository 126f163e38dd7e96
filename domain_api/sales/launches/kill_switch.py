"""The organization's kill switch: nothing more leaves, in any of its campaigns, until restored."""

from datetime import timedelta
from typing import Protocol

from domain_api.kernel import Actor, Clock, Job, OpenUnit, worker_for
from domain_api.sales.facades import AdsFacade, CrmFacade
from domain_api.sales.launches.entity import Launch
from domain_api.sales.launches.model import LaunchState
from domain_api.sales.organizations.model import OrganizationView
from domain_api.sales.unit import SalesUnit

AGAIN = timedelta(seconds=30)
"""When the brakes are looked at a second time, should this process die before the first."""


class Suspensions(Protocol):
    def get(self, actor: Actor) -> OrganizationView: ...

    def suspend(self, actor: Actor) -> OrganizationView: ...

    def restore(self, actor: Actor) -> OrganizationView: ...


class KillSwitch:
    def __init__(
        self,
        open_unit: OpenUnit[SalesUnit],
        clock: Clock,
        organizations: Suspensions,
        ads: AdsFacade,
        crm: CrmFacade,
    ) -> None:
        self._open = open_unit
        self._clock = clock
        self._organizations = organizations
        self._ads = ads
        self._crm = crm

    def suspend(self, actor: Actor) -> OrganizationView:
        """Once this returns, no message is sent, no ad is placed and nothing is charged."""
        self._announce(actor.organization_id)
        view = self._organizations.suspend(actor)
        self.brake(actor.organization_id)
        return view

    def restore(self, actor: Actor) -> OrganizationView:
        """Go on where it stopped; campaigns that somebody paused stay paused."""
        self._announce(actor.organization_id)
        view = self._organizations.restore(actor)
        self.brake(actor.organization_id)
        return view

    def brake(self, organization_id: str) -> None:
        """Bring every live campaign to what the switch says now. Safe to repeat, in any order."""
        actor = worker_for(organization_id)
        suspended = self._organizations.get(actor).suspended
        with self._open() as unit:
            launches = unit.launches.live(organization_id)
        for launch in launches:
            if suspended:
                self._hold(actor, launch)
            elif not launch.paused and not launch.ending:
                self._release(actor, launch)

    def _announce(self, organization_id: str) -> None:
        """Jobs come before the switch is thrown: a crash right after it leaves them behind."""
        now = self._clock.now()
        with self._open() as unit:
            for moment in (now, now + AGAIN):
                key = f"{organization_id}:{moment.isoformat()}"
                unit.outbox.add(
                    Job(
                        "organization.brake",
                        key,
                        organization_id,
                        {"organization_id": organization_id},
                        moment,
                    )
                )

    def _hold(self, actor: Actor, launch: Launch) -> None:
        self._crm.hold(actor, launch.campaign_id)
        if _running(launch):
            self._ads.pause(actor, launch.campaign_id, "the organization is suspended")

    def _release(self, actor: Actor, launch: Launch) -> None:
        self._crm.release(actor, launch.campaign_id)
        if _running(launch):
            self._ads.activate(actor, launch.campaign_id, "the organization is restored")
        now = self._clock.now()
        with self._open() as unit:
            unit.outbox.add(
                Job(
                    "launch.step",
                    f"{launch.launch_id}:{launch.revision}:{now.isoformat()}",
                    launch.organization_id,
                    {"launch_id": launch.launch_id},
                    now,
                )
            )


def _running(launch: Launch) -> bool:
    return launch.state in (LaunchState.ACTIVATED, LaunchState.DISPATCHED)
