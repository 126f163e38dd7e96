"""The organization's kill switch: nothing more leaves, in any of its campaigns, until restored."""

from datetime import timedelta
from typing import Protocol

from domain_api.kernel import Actor, Clock, Job, OpenUnit
from domain_api.sales.launches.brakes import Brakes
from domain_api.sales.launches.entity import Launch
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
        brakes: Brakes,
    ) -> None:
        self._open = open_unit
        self._clock = clock
        self._organizations = organizations
        self._brakes = brakes

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
        with self._open() as unit:
            launches = unit.launches.live(organization_id)
        for launch in launches:
            if self._brakes.follow(organization_id, launch.launch_id):
                self._go_on(launch)

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

    def _go_on(self, launch: Launch) -> None:
        now = self._clock.now()
        key = f"{launch.launch_id}:{launch.revision}:{now.isoformat()}"
        data = {"launch_id": launch.launch_id}
        with self._open() as unit:
            unit.outbox.add(Job("launch.step", key, launch.organization_id, data, now))
