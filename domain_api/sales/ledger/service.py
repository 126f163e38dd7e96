"""Shows the ledger."""

from domain_api.kernel import Actor, Money, MoneyView, OpenUnit, Scope, page_of
from domain_api.kernel.paging import encode_after
from domain_api.sales.ledger.entity import Posting
from domain_api.sales.ledger.model import GetLedger, LedgerLine, LedgerView, PostingView
from domain_api.sales.unit import SalesUnit


class LedgerService:
    def __init__(self, open_unit: OpenUnit[SalesUnit]) -> None:
        self._open = open_unit

    def read(self, actor: Actor, query: GetLedger) -> LedgerView:
        actor.require(Scope.PAYMENT_READ)
        with self._open() as unit:
            postings = unit.ledger.page(actor.organization_id, query)
            balances = unit.ledger.balances(actor.organization_id, query.campaign_id)
        page = page_of(
            [view_of(posting) for posting in postings],
            query.limit,
            lambda view: encode_after(view.at, view.posting_id),
        )
        return LedgerView(postings=page.items, balances=balances, next_cursor=page.next_cursor)


def view_of(posting: Posting) -> PostingView:
    return PostingView(
        posting_id=posting.posting_id,
        kind=posting.kind,
        launch_id=posting.launch_id,
        lines=[
            LedgerLine(account=account, amount=MoneyView.of(Money(amount, posting.currency)))
            for account, amount in posting.lines
        ],
        at=posting.at,
    )
