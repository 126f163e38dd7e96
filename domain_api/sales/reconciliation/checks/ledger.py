"""The ledger against itself, the payment, the mandate and what settlement decided.

All of it is one database, and each movement is one transaction: it holds at every moment.
"""

from collections import Counter
from collections.abc import Iterator

from domain_api.kernel import Channel, Money
from domain_api.sales.launches.model import LaunchState
from domain_api.sales.reconciliation.books import LaunchBooks
from domain_api.sales.reconciliation.model import DifferenceCode
from domain_api.sales.reconciliation.picture import Finding, Picture, countable, told

_LOOK = "A person who keeps the books reads the postings of this campaign"
_SPEND = "spend:"


def ledger(picture: Picture) -> Iterator[Finding]:
    books = picture.books
    yield from _unbalanced(books)
    yield from _mixed(books)
    yield from _accounts(books)
    yield from _spend(books)


def _unbalanced(books: LaunchBooks) -> Iterator[Finding]:
    totals: Counter[tuple[str, str, str]] = Counter()
    for line in books.lines:
        totals[line.posting_id, line.kind, line.currency] += line.minor_units
    for (posting_id, kind, currency), total in totals.items():
        if total:
            yield Finding(
                DifferenceCode.LEDGER_UNBALANCED,
                f"posting {posting_id} ({kind}) adds up to zero",
                told(total, currency),
                countable(total, currency),
                f"{_LOOK}: lines of {posting_id} are missing, or one too many.",
            )


def _mixed(books: LaunchBooks) -> Iterator[Finding]:
    debited: Counter[str] = Counter()
    credited: Counter[str] = Counter()
    for line in books.lines:
        if line.currency != books.currency:
            side = debited if line.minor_units > 0 else credited
            side[line.currency] += abs(line.minor_units)
    for currency, total in (debited | credited).items():  # the larger side of each
        yield Finding(
            DifferenceCode.LEDGER_MIXED_CURRENCIES,
            f"every line in {books.currency}",
            f"lines of {told(total, currency)}",
            countable(total, currency),
            f"{_LOOK}: one launch is in one currency.",
        )


def _accounts(books: LaunchBooks) -> Iterator[Finding]:
    launch, payment, balances = books.launch, books.payment, books.balances()
    given_back = payment.refunded.minor_units if payment else 0
    wanted = {
        "gateway": given_back - books.captured,
        f"committed:{launch.campaign_id}": books.mandate.held,
    }
    for account, amount in wanted.items():
        if balances[account] != amount:
            yield _off(DifferenceCode.LEDGER_DIFFERS, books, account, amount, balances[account])
    prepaid = f"prepaid:{launch.campaign_id}"
    if launch.over and balances[prepaid]:
        yield _off(DifferenceCode.PREPAID_LEFT, books, prepaid, 0, balances[prepaid])


def _spend(books: LaunchBooks) -> Iterator[Finding]:
    launch, booked = books.launch, _booked_spend(books)
    caps = {part.channel.value: part.cap for part in launch.channels}
    for channel, spent in booked.items():
        cap = caps.get(channel, 0)
        if spent > cap:
            yield _over_cap(books, channel, cap, spent)
    if launch.state is not LaunchState.SETTLED or launch.spent is None:
        return
    for channel in sorted({*launch.spent, *map(Channel, booked)}):
        decided, spent = launch.spent.get(channel, 0), booked[channel.value]
        if spent != decided:
            account = f"{_SPEND}{channel.value}"
            yield _off(DifferenceCode.SPEND_DIFFERS, books, account, decided, spent, channel)


def _booked_spend(books: LaunchBooks) -> Counter[str]:
    """By channel; an account of no channel at all is left to the balances."""
    known = {f"{_SPEND}{channel.value}": channel.value for channel in Channel.known()}
    spent = {known[name]: total for name, total in books.balances().items() if name in known}
    return Counter(spent)


def _over_cap(books: LaunchBooks, channel: str, cap: int, spent: int) -> Finding:
    return Finding(
        DifferenceCode.SPEND_OVER_CAP,
        f"at most {Money(cap, books.currency)}",
        f"{told(spent, books.currency)} booked as spent",
        countable(spent - cap, books.currency),
        f"{_LOOK}: more was booked than was approved.",
        channel=Channel(channel),
    )


def _off(
    code: DifferenceCode,
    books: LaunchBooks,
    account: str,
    wanted: int,
    found: int,
    channel: Channel | None = None,
) -> Finding:
    return Finding(
        code,
        f"{account} at {told(wanted, books.currency)}",
        told(found, books.currency),
        countable(found - wanted, books.currency),
        f"{_LOOK} and what made them differ.",
        channel=channel,
    )
