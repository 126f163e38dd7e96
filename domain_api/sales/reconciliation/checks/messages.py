"""CRM's messages against the launch: whether they may go out, and how many did."""

from collections.abc import Iterator

from domain_api.kernel import Money
from domain_api.sales.launches.entity import Launch, LaunchChannel
from domain_api.sales.launches.model import LaunchState
from domain_api.sales.pricing.prices import cost_of
from domain_api.sales.reconciliation.books import CLOSING, HOLDING, LaunchBooks
from domain_api.sales.reconciliation.model import DifferenceCode
from domain_api.sales.reconciliation.picture import Enqueue, Finding, Picture, countable

_OFF, _HELD, _STOPPED = "off", "held", "stopped"


def brake(picture: Picture) -> Iterator[Finding]:
    """Off while the launch runs, held while it rests, stopped once it is over."""
    launch, found = picture.launch, picture.crm.brake
    wanted = _wanted(picture.books)
    if found == wanted or picture.under_way or (launch.ending and not launch.over):
        return
    yield Finding(
        DifferenceCode.BRAKE_DIFFERS,
        f"{wanted}, since the launch is {'stopped' if wanted == _HELD else launch.state.value}",
        found,
        _owned_money(launch),
        "An administrator ends the campaign, or pauses and resumes it: that tells CRM again.",
        repair=_repair(picture, wanted),
    )


def reached(picture: Picture) -> Iterator[Finding]:
    """Each message costs money: one that CRM sent and nobody counted is not paid for."""
    if picture.under_way:
        return
    for part in picture.launch.channels:
        sent = picture.crm.sent.get(part.channel, 0)
        if part.channel.owned and sent != part.reached:
            yield _other_number(picture.launch, part, sent)


def _wanted(books: LaunchBooks) -> str:
    if books.launch.over:
        return _STOPPED
    return _HELD if books.stopped else _OFF


def _repair(picture: Picture, wanted: str) -> Enqueue | None:
    """Only towards less: a hold or a stop may be told again, a release is somebody's to ask."""
    launch, books = picture.launch, picture.books
    kind = None
    if wanted == _STOPPED and launch.state in (LaunchState.DECLINED, LaunchState.CANCELLED):
        kind = CLOSING
    elif wanted == _HELD and launch.paused and picture.crm.brake == _OFF:
        kind = HOLDING
    return None if kind is None or books.waits_for(kind) else Enqueue(kind)


def _owned_money(launch: Launch) -> Money | None:
    caps = sum(part.cap for part in launch.channels if part.channel.owned)
    return countable(caps, launch.amount.currency)


def _other_number(launch: Launch, part: LaunchChannel, sent: int) -> Finding:
    currency = launch.amount.currency
    counted = cost_of(currency, part.channel, part.reached)
    cost = cost_of(currency, part.channel, sent)
    apart = part.cap if cost is None or counted is None else cost - counted
    return Finding(
        DifferenceCode.REACHED_DIFFERS,
        f"{part.reached} people reached, as recorded",
        f"CRM sent {sent} messages",
        countable(apart, currency),
        "A person who keeps the books decides who bears the cost of the messages.",
        channel=part.channel,
    )
