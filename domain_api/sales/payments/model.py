"""A payment: one charge of one launch, and what was given back of it."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain_api.kernel import Command, Cursor, Limit, MoneyView, View


class PaymentStatus(StrEnum):
    PENDING = "pending"  # asked of the gateway; the answer is not known yet
    CAPTURED = "captured"
    DECLINED = "declined"


class PaymentView(View):
    payment_id: str
    launch_id: str
    campaign_id: str
    amount: MoneyView
    refunded: MoneyView
    status: PaymentStatus
    payment_method: str
    gateway_charge_id: str | None
    decline_code: str | None
    created_at: datetime
    updated_at: datetime


class ListPayments(Command):
    campaign_id: Annotated[str, Field(max_length=40)] | None = None
    limit: Limit = 20
    cursor: Cursor | None = None


class PaymentMethodView(View):
    payment_method: str
    description: str
    default: bool


class ListPaymentMethods(Command):
    """The methods this organization may pay with."""


class PaymentPage(View):
    items: list[PaymentView]
    next_cursor: str | None = None
