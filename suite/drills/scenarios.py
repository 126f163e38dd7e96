"""What is played and killed: the ways a launch can go, stage by stage, as data."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain_api.ads.campaigns.model import CampaignState
from domain_api.kernel import InvalidInput
from domain_api.sales.launches.model import LaunchState
from suite.drills.cases import Act, Case
from suite.drills.taps import Spot

AMID_MESSAGES = Spot("email.send after", 3)
AMID_PLACING = Spot("network.place after", 1)
"""The network has the ad, and nobody noted it."""


class Moment(StrEnum):
    """Of a case's flight, which starts in the morning of its first day where people live."""

    START = "start"
    NOON = "noon"
    NIGHT = "night"  # nobody may be woken up
    NEXT_DAY = "next day"
    END = "end"

    def of(self, case: Case) -> datetime:
        if self is Moment.END:
            return case.plan.ends_at
        return self.after(case.plan.starts_at)

    def after(self, start: datetime) -> datetime:
        """Counted from the start of a flight; its end is not."""
        return start + _AFTER_START[self]


_AFTER_START = {
    Moment.START: timedelta(),
    Moment.NOON: timedelta(hours=3),
    Moment.NIGHT: timedelta(hours=13),
    Moment.NEXT_DAY: timedelta(hours=24),
}


@dataclass(frozen=True, slots=True)
class Amid:
    """What is asked for while the worker stands still in the middle of its work."""

    act: Act
    hold: Spot


@dataclass(frozen=True, slots=True)
class Stage:
    """The clock steps to `begins`, `act` is asked for, and the worker works until the
    clock would come to `until`; without that, until nothing at all is left to do."""

    name: str
    begins: Moment | None = None
    act: Act | None = None
    amid: Amid | None = None
    until: Moment | None = None


class Published(StrEnum):
    ALL = "all"  # every client who agreed is written to, and every ad is placed
    SOME = "some"  # as far as it had come, and the books say exactly how far
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Ending:
    """How a launch may be over."""

    launch: LaunchState
    campaign: CampaignState
    paid: bool
    published: Published


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way a launch can go. The first of its endings is the one without a crash; another
    is right only where a crash makes somebody's request come earlier in the launch's life."""

    name: str
    stages: tuple[Stage, ...]
    endings: tuple[Ending, ...]
    payment_method: str = "pm_card_ok"
    days_ahead: int = 3
    days: int = 1


_LAUNCH = Stage("launch", act=Act.LAUNCH, until=Moment.START)
_START = Stage("start", begins=Moment.START, until=Moment.NOON)
_PAUSE = Stage("pause", act=Act.PAUSE, until=Moment.NIGHT)
_RESUME = Stage("resume", begins=Moment.NIGHT, act=Act.RESUME, until=Moment.NEXT_DAY)
_REPORT = Stage("report", begins=Moment.NOON, act=Act.REPORT, until=Moment.END)
_LATE_REPORT = Stage("report", begins=Moment.NEXT_DAY, act=Act.REPORT, until=Moment.END)
_SILENCE = Stage("silence", until=Moment.END)
_OVER = Stage("over", begins=Moment.END)
_END = Stage("end", act=Act.END)

_SETTLED, _CANCELLED = LaunchState.SETTLED, LaunchState.CANCELLED
_COMPLETED = Ending(_SETTLED, CampaignState.COMPLETED, paid=True, published=Published.ALL)
_ENDED = Ending(_SETTLED, CampaignState.CANCELLED, paid=True, published=Published.ALL)
_CUT_SHORT = Ending(_SETTLED, CampaignState.CANCELLED, paid=True, published=Published.SOME)
_DECLINED = Ending(
    LaunchState.DECLINED, CampaignState.FAILED, paid=False, published=Published.NOTHING
)
_NEVER_PAID = Ending(_CANCELLED, CampaignState.CANCELLED, paid=False, published=Published.NOTHING)


def _start_amid(act: Act, hold: Spot, until: Moment | None) -> Stage:
    return Stage("start", begins=Moment.START, amid=Amid(act, hold), until=until)


SCENARIOS = (
    Scenario("happy", (_LAUNCH, _START, _REPORT, _OVER), (_COMPLETED,)),
    Scenario("decline", (_LAUNCH, _START, _OVER), (_DECLINED,), payment_method="pm_card_declined"),
    Scenario(
        # The gateway charges and does not say so, at launch, as the flight starts within a day;
        # and the network says nothing for longer than an ad may run without a report.
        "silence",
        (_LAUNCH, _START, _SILENCE, _OVER),
        (_COMPLETED,),
        payment_method="pm_card_charge_then_timeout",
        days_ahead=1,
        days=2,
    ),
    Scenario(
        "pause",  # and resumed at night: what rings waits for the morning
        (
            _LAUNCH,
            _start_amid(Act.PAUSE, AMID_MESSAGES, Moment.NIGHT),
            _RESUME,
            _LATE_REPORT,
            _OVER,
        ),
        (_COMPLETED,),
        days=2,
    ),
    Scenario("end-unpaid", (_LAUNCH, _END), (_NEVER_PAID,)),
    Scenario("end-in-flight", (_LAUNCH, _START, _REPORT, _END), (_ENDED,)),
    Scenario(
        "end-amid-messages",
        (_LAUNCH, _start_amid(Act.END, AMID_MESSAGES, None)),
        (_CUT_SHORT, _NEVER_PAID),
    ),
    Scenario(
        "end-amid-placing",
        (_LAUNCH, _start_amid(Act.END, AMID_PLACING, None)),
        (_CUT_SHORT, _NEVER_PAID),
    ),
)

REHEARSAL = (_LAUNCH, _START, _PAUSE, _RESUME, _LATE_REPORT, _END)
"""A bit of everything."""


def named(name: str | None) -> tuple[Scenario, ...]:
    """The scenario of that name, or all. Raises `InvalidInput` for a name that none has."""
    found = tuple(one for one in SCENARIOS if name in (None, one.name))
    if not found:
        known = ", ".join(one.name for one in SCENARIOS)
        raise InvalidInput(f"There is no scenario {str(name)[:40]!r}: {known}.")
    return found
