"""Quiet hours: when nobody is sent marketing by SMS or WhatsApp, by the clock on the wall."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain_api.kernel import Channel

RINGING: set[Channel] = {Channel.SMS, Channel.WHATSAPP}
"""Channels that wake people up; a mail waits until it is read."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` until `end`, mostly over midnight. `zone_of` gives an organization's time
    zone, such as `America/Costa_Rica`. Raises `ValueError` unless the two differ."""

    start: time
    end: time
    zone_of: Callable[[str], str]

    def __post_init__(self) -> None:
        if self.start == self.end:
            raise ValueError("quiet hours begin and end at different times")

    def on(self, organization_id: str, channel: Channel) -> "QuietClock | None":
        """The clock to look at before each message; None on a channel that is never quiet."""
        if channel not in RINGING:
            return None
        return QuietClock(self.start, self.end, ZoneInfo(self.zone_of(organization_id)))


@dataclass(frozen=True, slots=True)
class QuietClock:
    start: time
    end: time
    zone: ZoneInfo

    def quiet_until(self, now: datetime) -> datetime | None:
        """When the quiet hours that hold now end, in UTC; None outside of them."""
        wall = now.astimezone(self.zone)
        if not self._quiet(wall.time()):
            return None
        day = wall.date() if wall.time() < self.end else wall.date() + timedelta(days=1)
        # Where clocks change at that very hour it comes twice, or not at all: the later
        # reading is past both.
        return max(
            datetime.combine(day, self.end, self.zone).replace(fold=fold).astimezone(UTC)
            for fold in (0, 1)
        )

    def _quiet(self, wall: time) -> bool:
        if self.start < self.end:
            return self.start <= wall < self.end
        return wall >= self.start or wall < self.end
