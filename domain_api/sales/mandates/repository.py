"""Where mandates are kept; every movement of their money is one guarded statement."""

from datetime import datetime
from typing import Protocol

from domain_api.sales.mandates.entity import Mandate
from domain_api.sales.mandates.model import MandateStatus


class MandateRepository(Protocol):
    def add(self, mandate: Mandate, at: datetime) -> None: ...

    def find(self, organization_id: str, mandate_id: str) -> Mandate | None: ...

    def of_plan(self, organization_id: str, plan_id: str, version: int) -> Mandate | None: ...

    def latest_of_plan(self, organization_id: str, plan_id: str) -> Mandate | None: ...

    def hold(self, organization_id: str, mandate_id: str, minor_units: int, at: datetime) -> bool:
        """Hold money; False unless the mandate is open, in time and has that much left."""
        ...

    def capture(
        self, organization_id: str, mandate_id: str, minor_units: int, at: datetime
    ) -> bool:
        """Turn held money into captured money; False when that much is not held."""
        ...

    def release(
        self, organization_id: str, mandate_id: str, minor_units: int, at: datetime
    ) -> bool:
        """Give held money back; False when that much is not held."""
        ...

    def close(
        self, organization_id: str, mandate_id: str, status: MandateStatus, at: datetime
    ) -> bool:
        """End an open mandate that holds nothing; False when it is not so."""
        ...

    def revoke(self, organization_id: str, plan_id: str, version: int, at: datetime) -> None:
        """End the mandate of an edited plan version, if it has one that holds nothing."""
        ...
