"""What must be true of a launch's books, at any moment and when it is over."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields

from domain_api.adapters.networks.rules import PlacedState
from domain_api.crm.messages.model import MessageState
from domain_api.kernel import Channel, Metric
from domain_api.sales.mandates.model import MandateStatus
from domain_api.sales.payments.model import PaymentStatus
from domain_api.sales.pricing.prices import cost_of
from suite.drills.books import Books
from suite.drills.cases import BUDGET, CHANNELS
from suite.drills.scenarios import Ending, Published
from suite.seed import CLIENTS, SeedClient

OWNED = tuple(channel for channel in CHANNELS if channel.owned)
NETWORKS = tuple(channel for channel in CHANNELS if not channel.owned)


def broken_at_any_moment(books: Books) -> Iterator[str]:
    """The laws that hold even right after a crash, with everything half done."""
    if len(books.captured) > 1:
        yield f"charged {len(books.captured)} times"
    if books.refunded > books.charged:
        yield f"{books.refunded} given back of {books.charged}"
    held = books.mandate.held.minor_units + books.mandate.captured.minor_units
    if held > books.mandate.ceiling.minor_units:
        yield f"the mandate holds {held} of {books.mandate.ceiling.minor_units}"
    for posting in books.postings:
        if sum(line.amount.minor_units for line in posting.lines):
            yield f"the posting {posting.kind} does not balance"
    if books.charges and not books.payments:
        yield "the gateway was asked, and no payment says so"
    yield from _written_to_twice(books)
    yield from _placed_twice(books)


def broken_at_the_end(ending: Ending, books: Books) -> Iterator[str]:
    """What a launch that is over must have left behind, whatever happened on the way."""
    yield from broken_at_any_moment(books)
    if books.campaign is not ending.campaign:
        yield f"the campaign is {books.campaign}, not {ending.campaign}"
    for job in (*books.jobs, *books.dead):
        yield f"a job is not done: {job}"
    yield from _wrong_money(ending, books)
    yield from _wrong_ledger(books)
    yield from _wrong_ads(ending, books)
    yield from _wrong_messages(ending, books)
    yield from _wrong_spend(books)


def left_after(stop: Books, books: Books) -> Iterator[str]:
    """What reached somebody although a person had stopped it."""
    for letter in set(books.letters) - set(stop.letters):
        yield f"{letter.channel} to {letter.to} after it was stopped"
    known = {placement.reference for placement in stop.placements}
    for placement in books.placements:
        if placement.reference not in known:
            yield f"placed on {placement.channel} after it was stopped"


def differences(books: Books, uninjured: Books) -> Iterator[str]:
    """What is not as in a run without a crash, but for ids and moments that are its own."""
    ours, theirs = _comparable(books), _comparable(uninjured)
    for name, told in ours.items():
        if told != theirs[name]:
            yield f"{name} differ from a run without a crash: {_shown(told, theirs[name])}"


def _wrong_money(ending: Ending, books: Books) -> Iterator[str]:
    expected = BUDGET.minor_units if ending.paid else 0
    if books.charged != expected:
        yield f"charged {books.charged}, not {expected}"
    if books.refunded != books.charged - books.spent:
        yield f"given back {books.refunded} of {books.charged}, with {books.spent} spent"
    mandate = books.mandate
    if mandate.held.minor_units or mandate.captured.minor_units != expected:
        yield f"the mandate holds {mandate.held.display}, and captured {mandate.captured.display}"
    if mandate.status is MandateStatus.OPEN:
        yield "the mandate is open"
    paid = [one for one in books.payments if one.status is PaymentStatus.CAPTURED]
    ours = [
        (one.gateway_charge_id, one.amount.minor_units, one.refunded.minor_units) for one in paid
    ]
    gateways = [
        (one.charge_id, one.amount.minor_units, one.refunded.minor_units) for one in books.captured
    ]
    if ours != gateways:
        yield f"our payments are {ours}, the gateway's {gateways}"
    if any(one.status is PaymentStatus.PENDING for one in books.payments):
        yield "a payment's outcome is not known"


def _wrong_ledger(books: Books) -> Iterator[str]:
    balances = books.balances
    for account in ("mandate", "committed", "prepaid"):
        if balances[account]:
            yield f"the account {account} ends at {balances[account]}"
    if balances["gateway"] != books.refunded - books.charged:
        yield f"the account gateway ends at {balances['gateway']}"


def _wrong_ads(ending: Ending, books: Books) -> Iterator[str]:
    # One without a reference was claimed, and never came to be placed.
    noted = {(ad.channel, ad.published_reference) for ad in books.ads if ad.published_reference}
    placed = {(one.channel, one.reference) for one in books.placements}
    if {pair for pair in noted if not pair[0].owned} != placed:
        yield f"ads knows {sorted(noted)}, the network {sorted(placed)}"
    if any(one.state is not PlacedState.ENDED for one in books.placements):
        yield "an ad still runs on its network"
    if ending.published is Published.NOTHING and (books.placements or books.letters):
        yield "something was published"
    if ending.published is Published.ALL and len(placed) != len(NETWORKS):
        yield f"{len(placed)} ads on {len(NETWORKS)} networks"


def _wrong_messages(ending: Ending, books: Books) -> Iterator[str]:
    sent = {message for message, state, _ in books.messages if state is MessageState.SENT}
    letters = {letter.message_id for letter in books.letters}
    if sent != letters:
        yield f"{len(letters - sent)} letters are not noted, {len(sent - letters)} were never sent"
    for channel in OWNED:
        written_to = {letter.to for letter in books.letters_by(channel)}
        agreed = {_address(client, channel) for client in CLIENTS if channel in client.consents}
        if written_to - agreed:
            yield f"{channel} to people who did not agree: {sorted(map(str, written_to - agreed))}"
        if ending.published is Published.ALL and agreed - written_to:
            yield f"{channel} not to {sorted(map(str, agreed - written_to))}"


def _wrong_spend(books: Books) -> Iterator[str]:
    """Each letter is counted and paid by the price list; an ad has spent what its network
    reported, or its whole budget when that is not known."""
    for channel in OWNED:
        letters = len(books.letters_by(channel))
        if books.counted(Metric.REACHED, channel) != letters:
            yield f"{channel} counts {books.counted(Metric.REACHED, channel)} of {letters} letters"
        cost = cost_of(BUDGET.currency, channel, letters)
        booked, counted = books.spent_on(channel), books.counted(Metric.SPEND, channel)
        if not cost == booked == counted:
            yield f"{channel} cost {cost}, the ledger has {booked} and the summaries {counted}"
    for channel in NETWORKS:
        budget = sum(one.budget for one in books.placements if one.channel is channel)
        reported = books.counted(Metric.SPEND, channel)
        if books.spent_on(channel) != (reported or budget):
            yield (
                f"{channel} spent {reported} of {budget}, the ledger has {books.spent_on(channel)}"
            )


def _written_to_twice(books: Books) -> Iterator[str]:
    often = Counter((letter.channel, letter.to) for letter in books.letters)
    for (channel, to), times in often.items():
        if times > 1:
            yield f"{channel} to {to} {times} times"


def _placed_twice(books: Books) -> Iterator[str]:
    often = Counter(placement.channel for placement in books.placements)
    for channel, times in often.items():
        if times > 1:
            yield f"placed on {channel} {times} times"


def _address(client: SeedClient, channel: Channel) -> str | None:
    return client.email if channel is Channel.EMAIL else client.phone


_OWN_MOMENTS = {"mandate", "payments", "charges", "postings", "ads"}
"""Parts that hold ids and moments of their own run: the laws look at them."""


def _comparable(books: Books) -> dict[str, object]:
    told = {one.name: getattr(books, one.name) for one in fields(books)}
    return {
        **{name: value for name, value in told.items() if name not in _OWN_MOMENTS},
        "balances": dict(books.balances),
        "advertised": {(ad.channel, ad.published_reference) for ad in books.ads},
    }


def _shown(ours: object, theirs: object) -> str:
    return f"{ours!r} and {theirs!r}"[:400]
