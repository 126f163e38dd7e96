"""The ledger: double entry, append only; every posting balances in one currency."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from domain_api.kernel import Command, Cursor, Limit, MoneyView, View


class LedgerLine(View):
    """A debit is positive and a credit negative; the lines of a posting add up to zero."""

    account: str
    amount: MoneyView


class PostingView(View):
    posting_id: str
    kind: str = Field(description="hold, release, charge, spend, refund.")
    launch_id: str
    lines: list[LedgerLine]
    at: datetime


class GetLedger(Command):
    """Postings, newest first; of one launch's campaign when it is named."""

    campaign_id: Annotated[str, Field(max_length=40)] | None = None
    limit: Limit = 20
    cursor: Cursor | None = None


class AccountBalance(View):
    account: str
    balance: MoneyView


class LedgerView(View):
    postings: list[PostingView]
    balances: list[AccountBalance]
    next_cursor: str | None = None
