"""What is played and killed: the ways a launch can go, stage by stage, as data."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain_api.ads.campaigns.model import CampaignState
from domain_api.kernel import InvalidInput
from domain_api.sales.launches.model import LaunchState
from suite.drills.cases import Act, Case
from suite.drills.taps import Hold

IN_MID_DISPATCH = Hold("email.send after", 3)


class Moment(StrEnum):
    START = "start"
    END = "end"

    def of(self, case: Case) -> datetime:
        """When the case's flight starts or ends."""
        return case.plan.starts_at if self is Moment.START else case.plan.ends_at


@dataclass(frozen=True, slots=True)
class Amid:
    """What is asked for while the worker stands still in the middle of its work."""

    act: Act
    hold: Hold


@dataclass(frozen=True, slots=True)
class Stage:
    """The clock steps to `begins`, `act` is asked for, and the worker works until the
    clock would come to `until`; without that, until nothing at all is left to do."""

    name: str
    begins: Moment | None = None
    act: Act | None = None
    amid: Amid | None = None
    until: Moment | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way a launch can go, and how it must end however often it crashed.

    `sends_all`: every client who consented is written to, and every figure is the same as
    in a run without a crash. Where an end comes amid the sending, how many were written to
    depends on the crash, and the books must fit what was really sent.
    """

    name: str
    stages: tuple[Stage, ...]
    ends_as: LaunchState
    campaign_ends_as: CampaignState
    paid: bool = True
    published: bool = True
    sends_all: bool = True
    payment_method: str = "pm_card_ok"
    days_ahead: int = 3


_LAUNCH = Stage("launch", act=Act.LAUNCH, until=Moment.START)
_START = Stage("start", begins=Moment.START, until=Moment.END)
_REPORT = Stage("report", act=Act.REPORT, until=Moment.END)
_OVER = Stage("over", begins=Moment.END)
_END_NOW = Stage("end", act=Act.END)


def _start_amid(act: Act, until: Moment | None) -> Stage:
    return Stage("start", begins=Moment.START, amid=Amid(act, IN_MID_DISPATCH), until=until)


SCENARIOS = (
    Scenario(
        "happy",
        (_LAUNCH, _START, _REPORT, _OVER),
        LaunchState.SETTLED,
        CampaignState.COMPLETED,
    ),
    Scenario(
        "decline",
        (_LAUNCH, _START, _OVER),
        LaunchState.DECLINED,
        CampaignState.FAILED,
        paid=False,
        published=False,
        payment_method="pm_card_declined",
    ),
    Scenario(
        "timeout",  # and charged at launch, as its flight starts within a day
        (_LAUNCH, _START, _REPORT, _OVER),
        LaunchState.SETTLED,
        CampaignState.COMPLETED,
        payment_method="pm_card_charge_then_timeout",
        days_ahead=1,
    ),
    Scenario(
        "pause",
        (
            _LAUNCH,
            _start_amid(Act.PAUSE, Moment.END),
            Stage("resume", act=Act.RESUME, until=Moment.END),
            _REPORT,
            _OVER,
        ),
        LaunchState.SETTLED,
        CampaignState.COMPLETED,
    ),
    Scenario(
        "end-unpaid",
        (_LAUNCH, _END_NOW),
        LaunchState.CANCELLED,
        CampaignState.CANCELLED,
        paid=False,
        published=False,
    ),
    Scenario(
        "end-in-flight",
        (_LAUNCH, _START, _REPORT, _END_NOW),
        LaunchState.SETTLED,
        CampaignState.CANCELLED,
    ),
    Scenario(
        "end-amid-dispatch",
        (_LAUNCH, _start_amid(Act.END, None)),
        LaunchState.SETTLED,
        CampaignState.CANCELLED,
        sends_all=False,
    ),
)


def named(name: str | None) -> tuple[Scenario, ...]:
    """The scenario of that name, or all. Raises `InvalidInput` for a name that none has."""
    found = tuple(one for one in SCENARIOS if name in (None, one.name))
    if not found:
        known = ", ".join(one.name for one in SCENARIOS)
        raise InvalidInput(f"There is no scenario {str(name)[:40]!r}: {known}.")
    return found
