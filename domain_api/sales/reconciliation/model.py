"""What a reconciliation says: each difference, the money it concerns, and what became of it."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain_api.kernel import Channel, Command, IdempotencyKey, MoneyView, View

MOST_DIFFERENCES = 1000
"""As many as one report lists; the rest is counted."""


class DifferenceCode(StrEnum):
    CHARGE_UNKNOWN = "charge_unknown"  # taken by the gateway; we have no such payment
    CHARGE_MISSING = "charge_missing"  # captured in our books, not at the gateway
    CHARGE_DIFFERS = "charge_differs"  # another amount or currency
    CHARGE_DUPLICATED = "charge_duplicated"  # taken twice for one launch
    PAYMENT_PENDING = "payment_pending"  # the gateway answered, and we did not take it in
    PAYMENT_DIFFERS = "payment_differs"  # the payment is not of the launch's amount
    REFUND_NOT_BOOKED = "refund_not_booked"
    REFUND_MISSING = "refund_missing"  # booked, and the gateway gave nothing back
    REFUND_DIFFERS = "refund_differs"
    LAUNCH_UNPAID = "launch_unpaid"  # it went on without a captured payment
    LEDGER_UNBALANCED = "ledger_unbalanced"
    LEDGER_MIXED_CURRENCIES = "ledger_mixed_currencies"
    LEDGER_DIFFERS = "ledger_differs"  # an account is not what payment and mandate make it
    PREPAID_LEFT = "prepaid_left"  # the launch is over, and money of it is neither spent nor back
    SPEND_OVER_CAP = "spend_over_cap"
    SPEND_DIFFERS = "spend_differs"  # booked otherwise than settlement decided
    HELD_WITHOUT_LAUNCH = "held_without_launch"
    HELD_DIFFERS = "held_differs"
    CAPTURED_DIFFERS = "captured_differs"
    LAUNCH_ACTIVE_ADS_NOT = "launch_active_ads_not"
    ADS_ACTIVE_LAUNCH_NOT = "ads_active_launch_not"
    ADS_STATE_DIFFERS = "ads_state_differs"
    PUBLICATION_MISSING = "publication_missing"  # recorded as published; ads has it not
    PUBLICATION_UNRECORDED = "publication_unrecorded"  # out there, and the launch does not know
    PUBLICATION_DIFFERS = "publication_differs"  # not the bytes that were approved
    BRAKE_DIFFERS = "brake_differs"  # CRM holds what runs, or would send what rests
    REACHED_DIFFERS = "reached_differs"  # CRM sent another number of messages
    LAUNCH_STUCK = "launch_stuck"  # not over, and no job takes it on
    JOB_DEAD = "job_dead"
    JOB_OVERDUE = "job_overdue"  # due for long, and no worker took it
    NETWORK_OVER_CAP = "network_over_cap"
    LATE_REPORT = "late_report"  # settled on another figure than the network has now
    REPORT_CURRENCY_DIFFERS = "report_currency_differs"
    UNREADABLE = "unreadable"  # our own records of a launch make no sense
    NOT_COMPARED = "not_compared"  # somebody did not answer


class Severity(StrEnum):
    CRITICAL = "critical"  # money or publishing is wrong
    WARNING = "warning"  # it does not go on as it should, or could not be looked at


WARNINGS = frozenset(
    {
        DifferenceCode.PAYMENT_PENDING,
        DifferenceCode.LAUNCH_ACTIVE_ADS_NOT,
        DifferenceCode.ADS_STATE_DIFFERS,
        DifferenceCode.BRAKE_DIFFERS,
        DifferenceCode.REACHED_DIFFERS,
        DifferenceCode.LAUNCH_STUCK,
        DifferenceCode.JOB_OVERDUE,
        DifferenceCode.LATE_REPORT,
        DifferenceCode.NOT_COMPARED,
    }
)


class Remedy(StrEnum):
    REPAIRED = "repaired"
    REPAIRABLE = "repairable"  # safe to repair, and not done: nobody asked, or not now
    PERSON = "person"


class Difference(View):
    """Two books that disagree."""

    code: DifferenceCode
    severity: Severity
    organization_id: str
    launch_id: str | None
    campaign_id: str | None
    channel: Channel | None
    expected: str
    found: str
    money: MoneyView | None = Field(description="What it concerns; absent when that is unknown.")
    remedy: Remedy
    note: str = Field(description="How it was repaired, or who must do what.")


class ReconciliationReport(View):
    """One run. `organization_id` is absent when it went over all of them."""

    report_id: str
    organization_id: str | None
    campaign_id: str | None
    ran_at: datetime
    repair: bool = Field(description="Whether safe repairs were made.")
    launches: int = Field(description="Launches that were compared.")
    moving: int = Field(description="Launches that moved all the while: look again.")
    open_differences: int = Field(description="All that are not repaired, listed here or not.")
    open_by_code: dict[DifferenceCode, int]
    differences: list[Difference] = Field(
        description=f"The critical ones first, at most {MOST_DIFFERENCES}."
    )


class RunReconciliation(Command):
    """Compare now; with `repair`, what is safe to repair is repaired."""

    campaign_id: Annotated[str, Field(max_length=40)] | None = Field(
        default=None, description="One campaign only; absent: every launch."
    )
    repair: bool = False
    idempotency_key: IdempotencyKey | None = None
