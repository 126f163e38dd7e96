"""The postings of a launch's life.

Accounts: `mandate:<id>` what may still be committed; `committed:<campaign>` what is held;
`prepaid:<campaign>` what the gateway took and is not spent; `spend:<channel>`; `gateway`.
"""

from datetime import datetime

from domain_api.kernel import Channel, Money
from domain_api.sales.launches.entity import Launch
from domain_api.sales.ledger.entity import Posting


def hold(launch: Launch, at: datetime) -> Posting:
    amount = launch.amount.minor_units
    return _posting(launch, "hold", at, (_committed(launch), amount), (_mandate(launch), -amount))


def release(launch: Launch, at: datetime) -> Posting:
    amount = launch.amount.minor_units
    return _posting(
        launch, "release", at, (_mandate(launch), amount), (_committed(launch), -amount)
    )


def charge(launch: Launch, at: datetime) -> Posting:
    """The gateway took the money, and the commitment became a payment."""
    amount = launch.amount.minor_units
    return _posting(
        launch,
        "charge",
        at,
        (_prepaid(launch), amount),
        ("gateway", -amount),
        (_mandate(launch), amount),
        (_committed(launch), -amount),
    )


def spend(launch: Launch, channel: Channel, amount: int, at: datetime) -> Posting:
    return _posting(
        launch,
        "spend",
        at,
        (f"spend:{channel.value}", amount),
        (_prepaid(launch), -amount),
        part=channel.value,
    )


def refund(launch: Launch, rest: Money, at: datetime) -> Posting:
    amount = rest.minor_units
    return _posting(launch, "refund", at, ("gateway", amount), (_prepaid(launch), -amount))


def _posting(
    launch: Launch, kind: str, at: datetime, *lines: tuple[str, int], part: str = ""
) -> Posting:
    return Posting(
        kind=kind,
        organization_id=launch.organization_id,
        launch_id=launch.launch_id,
        campaign_id=launch.campaign_id,
        currency=launch.amount.currency,
        lines=lines,
        at=at,
        part=part,
    )


def _mandate(launch: Launch) -> str:
    return f"mandate:{launch.mandate_id}"


def _committed(launch: Launch) -> str:
    return f"committed:{launch.campaign_id}"


def _prepaid(launch: Launch) -> str:
    return f"prepaid:{launch.campaign_id}"
