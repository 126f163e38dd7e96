"""Brings the channels of a launch to what it and its organization say: held, or free to go on."""

from dataclasses import dataclass

from domain_api.kernel import Actor, Clock, Conflict, OpenUnit, worker_for
from domain_api.sales.facades import AdsFacade, CrmFacade
from domain_api.sales.launches.entity import PAID, Launch
from domain_api.sales.launches.model import LaunchState
from domain_api.sales.plans.service import Organizations
from domain_api.sales.unit import SalesUnit


@dataclass(frozen=True, slots=True)
class _Standing:
    campaign_id: str
    stopped: bool
    state: LaunchState
    reason: str


@dataclass(frozen=True, slots=True)
class Brakes:
    open_unit: OpenUnit[SalesUnit]
    clock: Clock
    organizations: Organizations
    ads: AdsFacade
    crm: CrmFacade

    def follow(self, organization_id: str, launch_id: str) -> bool:
        """Hold or release the channels; whether the launch may go on.

        What holds now counts, and not what asked for it: jobs run late, twice or out of order,
        and somebody may pause or resume between reading and calling. So it is read again after
        each call, and whoever calls last has read last.
        """
        actor = worker_for(organization_id)
        carried: _Standing | None = None
        while standing := self._standing(actor, launch_id):
            if standing == carried:
                return not standing.stopped
            try:
                self._carry(actor, standing)
            except Conflict:
                if self._standing(actor, launch_id) == standing:
                    raise
            else:
                carried = standing
        return False

    def stopped(self, actor: Actor, launch: Launch) -> bool:
        """Paused, about to end, or its whole organization is suspended."""
        return launch.paused or launch.ending or self.organizations.get(actor).suspended

    def _standing(self, actor: Actor, launch_id: str) -> _Standing | None:
        """None for a launch that is over, or whose flight is: others bring that to its end."""
        with self.open_unit() as unit:
            launch = unit.launches.find(actor.organization_id, launch_id)
        if launch is None or launch.over or self.clock.now() >= launch.ends_at:
            return None
        stopped = self.stopped(actor, launch)
        reason = launch.reason or ("held" if stopped else "released")
        return _Standing(launch.campaign_id, stopped, launch.state, reason)

    def _carry(self, actor: Actor, standing: _Standing) -> None:
        campaign_id = standing.campaign_id
        if standing.stopped:
            self.crm.hold(actor, campaign_id)
            if standing.state in PAID:
                self.ads.pause(actor, campaign_id, standing.reason)
            return
        self.crm.release(actor, campaign_id)
        if standing.state in (LaunchState.ACTIVATED, LaunchState.DISPATCHED):
            self.ads.activate(actor, campaign_id, standing.reason)
