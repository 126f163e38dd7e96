"""What the networks report as spent against the caps, and against what settlement decided."""

from collections.abc import Iterator

from domain_api.kernel import Money
from domain_api.sales.launches.entity import Launch, LaunchChannel
from domain_api.sales.launches.model import LaunchState
from domain_api.sales.reconciliation.model import DifferenceCode
from domain_api.sales.reconciliation.picture import Finding, Picture, gap


def network_spend(picture: Picture) -> Iterator[Finding]:
    launch, reports = picture.launch, picture.ads.spend if picture.ads else {}
    for part in launch.channels:
        reported = reports.get(part.channel)
        if part.channel.owned or reported is None:
            continue
        if reported.currency != launch.amount.currency:
            yield _other_currency(launch, part, reported)
            continue
        if reported.minor_units > part.cap:
            yield _over_cap(launch, part, reported)
        if launch.state is LaunchState.SETTLED and launch.spent is not None:
            yield from _after_settlement(launch, part, reported)


def _after_settlement(launch: Launch, part: LaunchChannel, reported: Money) -> Iterator[Finding]:
    """Settlement is decided once; what comes later is told, and nothing is booked again."""
    currency = launch.amount.currency
    decided = Money((launch.spent or {}).get(part.channel, 0), currency)
    owed = Money(min(reported.minor_units, part.cap), currency)
    if owed == decided:
        return
    more = owed.minor_units > decided.minor_units
    yield Finding(
        DifferenceCode.LATE_REPORT,
        f"{decided}, as settled",
        f"{reported} reported since",
        gap(decided, owed),
        "A person who keeps the books "
        + ("bears it: it was given back already." if more else "decides about giving it back."),
        channel=part.channel,
    )


def _over_cap(launch: Launch, part: LaunchChannel, reported: Money) -> Finding:
    cap = Money(part.cap, launch.amount.currency)
    return Finding(
        DifferenceCode.NETWORK_OVER_CAP,
        f"at most {cap}",
        f"{reported} reported",
        gap(cap, reported),
        "An administrator claims it from the network: nobody approved it.",
        channel=part.channel,
    )


def _other_currency(launch: Launch, part: LaunchChannel, reported: Money) -> Finding:
    return Finding(
        DifferenceCode.REPORT_CURRENCY_DIFFERS,
        f"a report in {launch.amount.currency}",
        f"{reported} reported",
        reported,
        "An administrator asks the network: it counts as unknown, and so as the whole cap.",
        channel=part.channel,
    )
