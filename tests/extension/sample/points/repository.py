"""Where points are kept: entries only ever added, and a balance that the database keeps whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain_api.kernel import Outbox
from tests.extension.sample.points.model import PointsEntry


class PointsRepository(Protocol):
    def balance(self, organization_id: str, client_id: str) -> int: ...

    def left_of(self, organization_id: str, client_id: str, until: datetime) -> int:
        """Of what was given until then, what nothing has taken; the oldest goes first."""
        ...

    def give(self, organization_id: str, client_id: str, entry: PointsEntry) -> None: ...

    def take(self, organization_id: str, client_id: str, entry: PointsEntry) -> bool:
        """False, and nothing taken, when the balance is less, or the entry is there already."""
        ...

    def entries(self, organization_id: str, client_id: str, limit: int) -> Sequence[PointsEntry]:
        """Newest first."""
        ...


@dataclass(frozen=True, slots=True)
class PointsUnit:
    points: PointsRepository
    outbox: Outbox
