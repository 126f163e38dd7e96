"""The campaign in ads against the launch: where it stands, and what is out there in its name."""

from collections.abc import Iterator

from domain_api.kernel import Money
from domain_api.sales.facades import PublishedAd
from domain_api.sales.launches.entity import LaunchChannel
from domain_api.sales.launches.model import LaunchState
from domain_api.sales.reconciliation.books import CLOSING, HOLDING, LaunchBooks
from domain_api.sales.reconciliation.model import DifferenceCode
from domain_api.sales.reconciliation.picture import Enqueue, Finding, Picture, countable

_OPERATOR = "An operator compares the campaign in ads with its launch"
_NONE = "no campaign"
_LIVE = frozenset({"launching", "scheduled", "active", "paused"})
_RUNS = frozenset({LaunchState.ACTIVATED, LaunchState.DISPATCHED})
_FITS: dict[LaunchState, frozenset[str]] = {
    LaunchState.COMMITTED: frozenset({_NONE, "launching", "scheduled"}),
    LaunchState.RESERVED: frozenset({"scheduled"}),
    LaunchState.CHARGED: frozenset({"scheduled"}),
    LaunchState.SETTLED: frozenset({"completed", "cancelled"}),
    LaunchState.DECLINED: frozenset({"failed"}),
    LaunchState.CANCELLED: frozenset({_NONE, "cancelled"}),
}


def ads_state(picture: Picture) -> Iterator[Finding]:
    launch = picture.launch
    state = picture.ads.state if picture.ads else _NONE
    fits = _fitting(picture.books)
    if state not in fits and not picture.under_way:
        yield Finding(
            _code(picture.books, state),
            f"{' or '.join(sorted(fits))} in ads, since the launch is {_standing(picture.books)}",
            state,
            launch.amount,
            f"{_OPERATOR} and moves what is behind.",
            repair=_repair(picture, state),
        )


def publications(picture: Picture) -> Iterator[Finding]:
    """Each channel's ad: there, under the same reference, with the approved bytes."""
    published = [ad for ad in picture.ads.ads if ad.reference] if picture.ads else []
    parts = {part.channel: part for part in picture.launch.channels}
    for part in parts.values():
        # What a dispatch had sent when the end cut it short is counted, and not noted in ads.
        noted = not (part.channel.owned and picture.launch.over)
        if part.published and noted and not any(_is_of(ad, part) for ad in published):
            yield _missing(picture, part, published)
    for ad in published:
        part = parts.get(ad.channel)
        if part is None or not part.published:
            if not picture.under_way:
                yield _unrecorded(picture, part, ad)
        elif not ad.channel.owned and ad.reference != part.reference:
            yield _unrecorded(picture, part, ad)
        if part and ad.payload_digest != part.payload_digest:
            yield _other_bytes(picture, part, ad)


def _fitting(books: LaunchBooks) -> frozenset[str]:
    launch = books.launch
    if launch.state not in _RUNS:
        return _FITS[launch.state]
    if launch.ending:
        return frozenset({"active", "paused"})
    return frozenset({"paused" if books.stopped else "active"})


def _code(books: LaunchBooks, state: str) -> DifferenceCode:
    if books.launch.state in _RUNS and not books.stopped:
        return DifferenceCode.LAUNCH_ACTIVE_ADS_NOT
    if state == "active":
        return DifferenceCode.ADS_ACTIVE_LAUNCH_NOT
    return DifferenceCode.ADS_STATE_DIFFERS


def _standing(books: LaunchBooks) -> str:
    stopped = books.stopped and not books.launch.over
    return f"{books.launch.state.value}{', stopped' if stopped else ''}"


def _repair(picture: Picture, state: str) -> Enqueue | None:
    """Only what makes less run: telling ads of a pause or an end again."""
    launch, books = picture.launch, picture.books
    kind = None
    if launch.state in (LaunchState.DECLINED, LaunchState.CANCELLED) and state in _LIVE:
        kind = CLOSING
    elif launch.state in _RUNS and launch.paused and state == "active":
        kind = HOLDING
    return None if kind is None or books.waits_for(kind) else Enqueue(kind)


def _is_of(ad: PublishedAd, part: LaunchChannel) -> bool:
    """CRM's own channels are noted in ads; only a network's reference must be the same."""
    if ad.channel is not part.channel:
        return False
    return part.channel.owned or ad.reference == part.reference


def _missing(picture: Picture, part: LaunchChannel, published: list[PublishedAd]) -> Finding:
    others = [str(ad.reference) for ad in published if ad.channel is part.channel]
    return Finding(
        DifferenceCode.PUBLICATION_MISSING,
        f"published as {part.reference}",
        f"ads has {', '.join(others) or 'nothing'} on {part.channel.value}",
        Money(part.cap, picture.launch.amount.currency),
        f"{_OPERATOR}: what was paid for may not be running.",
        channel=part.channel,
    )


def _unrecorded(picture: Picture, part: LaunchChannel | None, ad: PublishedAd) -> Finding:
    recorded = f"published as {part.reference}" if part and part.published else "not published"
    reported = picture.ads.spend.get(ad.channel) if picture.ads else None
    cap = countable(part.cap, picture.launch.amount.currency) if part else None
    return Finding(
        DifferenceCode.PUBLICATION_UNRECORDED,
        recorded if part else "no such channel in the plan",
        f"ads has {ad.reference} on {ad.channel.value}",
        reported or cap,
        f"{_OPERATOR}: what runs there may cost money that nobody books.",
        channel=ad.channel,
    )


def _other_bytes(picture: Picture, part: LaunchChannel, ad: PublishedAd) -> Finding:
    return Finding(
        DifferenceCode.PUBLICATION_DIFFERS,
        f"the approved bytes, {part.payload_digest[:12]}",
        f"{ad.reference} carries {ad.payload_digest[:12]}",
        Money(part.cap, picture.launch.amount.currency),
        "An approver ends the campaign: what is out there was not approved.",
        channel=part.channel,
    )
