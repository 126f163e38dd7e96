"""Where plans are kept."""

from typing import Protocol

from domain_api.sales.plans.entity import Plan, PlanVersion
from domain_api.sales.plans.model import ListPlans, PlanStatus


class PlanRepository(Protocol):
    def add(self, version: PlanVersion) -> None:
        """A new plan with its first version, as a draft."""
        ...

    def revise(self, version: PlanVersion) -> bool:
        """Write the next version and make the plan a draft again; False when it moved on."""
        ...

    def find(self, organization_id: str, plan_id: str) -> Plan | None: ...

    def version(self, organization_id: str, plan_id: str, version: int) -> PlanVersion | None: ...

    def page(self, organization_id: str, query: ListPlans) -> list[Plan]:
        """Newest first, one more than the limit."""
        ...

    def move(
        self, organization_id: str, plan_id: str, version: int, old: PlanStatus, new: PlanStatus
    ) -> bool:
        """Compare and swap of the status of that version; False when it moved on."""
        ...
