"""Whether the main job came through: active, paid once and whole, published on every channel."""

from typing import Any

Json = dict[str, Any]


class DemoFailed(RuntimeError):
    """The main job did not come through; the message says where."""


def require_come_through(
    *,
    budget: Json,
    channels: set[str],
    campaign: str,
    payments: list[Json],
    receipts: list[Json],
) -> None:
    """Raise `DemoFailed` unless it did. `channels` are the plan's; the rest is what REST tells."""
    if campaign != "active":
        raise DemoFailed(f"the campaign is {campaign}, not active, at the flight's start")
    paid = [(payment["status"], payment["amount"]) for payment in payments]
    if paid != [("captured", budget)]:
        told = ", ".join(f"{status} {amount['display']}" for status, amount in paid) or "nothing"
        raise DemoFailed(f"{budget['display']} is not paid once, and whole: {told}")
    published = {receipt["channel"] for receipt in receipts if receipt["published"]}
    if published != channels:
        missing = ", ".join(sorted(channels - published)) or "the plan's channels alone"
        raise DemoFailed(f"not published on {missing}")
