"""A posting: lines in one currency that add up to zero. It cannot be built otherwise."""

from dataclasses import dataclass
from datetime import datetime

from domain_api.kernel import InvalidInput, derived_id


@dataclass(frozen=True, slots=True)
class Posting:
    """Lines are (account, minor units); a debit is positive, a credit negative.

    `(launch, kind, part)` is its natural key: the same posting is never made twice.
    """

    kind: str
    organization_id: str
    launch_id: str
    campaign_id: str
    currency: str
    lines: tuple[tuple[str, int], ...]
    at: datetime
    part: str = ""

    def __post_init__(self) -> None:
        if len(self.lines) < 2 or sum(amount for _, amount in self.lines) != 0:
            raise InvalidInput("A posting must balance.", code="unbalanced_posting")
        if any(amount == 0 for _, amount in self.lines):
            raise InvalidInput("A line of nothing is no line.", code="unbalanced_posting")

    @property
    def posting_id(self) -> str:
        return derived_id("pst", self.launch_id, self.kind, self.part)
