"""A spending mandate: what an approval lets be spent, on what, and until when.

Held and captured money together never pass the ceiling.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain_api.kernel import Channel, Command, MoneyView, View


class MandateStatus(StrEnum):
    OPEN = "open"
    CLOSED = "closed"  # its launch is over
    REVOKED = "revoked"  # the plan was edited before it was launched
    EXPIRED = "expired"


class GetMandate(Command):
    """A mandate by its id, or by the plan that it pays for."""

    mandate_id: Annotated[str, Field(max_length=40)] | None = None
    plan_id: Annotated[str, Field(max_length=40)] | None = None


class MandateView(View):
    mandate_id: str
    plan_id: str
    plan_version: int
    approval_id: str
    digest: str
    status: MandateStatus
    ceiling: MoneyView
    channel_caps: dict[Channel, MoneyView]
    held: MoneyView
    captured: MoneyView
    expires_at: datetime
