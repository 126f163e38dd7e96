"""Where launches are kept."""

from typing import Protocol

from domain_api.sales.launches.entity import Launch, LaunchChannel


class LaunchRepository(Protocol):
    def add(self, launch: Launch) -> None:
        """Raises `Conflict` (already_exists) when that plan version is launched."""
        ...

    def find(self, organization_id: str, launch_id: str) -> Launch | None: ...

    def of_plan(self, organization_id: str, plan_id: str, version: int) -> Launch | None: ...

    def of_campaign(self, organization_id: str, campaign_id: str) -> Launch | None: ...

    def owner(self, launch_id: str) -> str | None:
        """The organization of a launch, for those who come from outside with its id only."""
        ...

    def live(self, organization_id: str) -> list[Launch]:
        """Launches that are not over, oldest first."""
        ...

    def change(self, launch: Launch) -> Launch:
        """Write a launch that was changed with `replace`; it comes back with its next revision.

        Raises `Conflict` (launch_moved, transient) when somebody changed it since it was read.
        """
        ...

    def record(self, launch: Launch, channel: LaunchChannel) -> None:
        """What became of one channel."""
        ...
