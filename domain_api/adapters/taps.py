"""Names the points at which a process may die: around each commit and each outbound call.

A drill listens to them, to count them and to kill the process at each. Without a listener
nothing of this is there.
"""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Protocol

from domain_api.ads.campaigns.network import AdNetwork, NetworkPlacement
from domain_api.crm.messages.channel import MessageChannel, OutgoingMessage
from domain_api.kernel import Channel
from domain_api.sales.payments.gateway import (
    Charge,
    ChargeOrder,
    PaymentGateway,
    Refund,
    RefundOrder,
)


class Tap(Protocol):
    def reach(self, point: str) -> None:
        """The process is at this point, such as `commit crm after` or `gateway.charge before`.

        It may return, take its time, or end the process.
        """
        ...


@contextmanager
def around(tap: Tap, call: str) -> Generator[None]:
    """The points before and after a call; one that raised has no point after it."""
    tap.reach(f"{call} before")
    yield
    tap.reach(f"{call} after")


class TappedGateway:
    """Implements `PaymentGateway` over another, with points around what moves money."""

    def __init__(self, gateway: PaymentGateway, tap: Tap) -> None:
        self._gateway, self._tap = gateway, tap

    def charge(self, order: ChargeOrder) -> Charge:
        with around(self._tap, "gateway.charge"):
            return self._gateway.charge(order)

    def refund(self, order: RefundOrder) -> Refund:
        with around(self._tap, "gateway.refund"):
            return self._gateway.refund(order)

    def charges(self, reference: str) -> list[Charge]:
        return self._gateway.charges(reference)


class TappedChannel:
    """Implements `MessageChannel` over another, with points around each message."""

    def __init__(self, channel: MessageChannel, tap: Tap) -> None:
        self._channel, self._tap = channel, tap

    def send(self, message: OutgoingMessage) -> str:
        with around(self._tap, f"{message.channel.value}.send"):
            return self._channel.send(message)

    def sent(self, channel: Channel, message_id: str) -> str | None:
        return self._channel.sent(channel, message_id)


class TappedNetwork:
    """Implements `AdNetwork` over another, with points around what changes an ad."""

    def __init__(self, network: AdNetwork, tap: Tap) -> None:
        self._network, self._tap = network, tap

    def place(self, placement: NetworkPlacement) -> str:
        with around(self._tap, "network.place"):
            return self._network.place(placement)

    def placed(self, placement_key: str) -> str | None:
        return self._network.placed(placement_key)

    def pause(self, reference: str) -> None:
        with around(self._tap, "network.pause"):
            self._network.pause(reference)

    def resume(self, reference: str) -> None:
        with around(self._tap, "network.resume"):
            self._network.resume(reference)

    def end(self, reference: str) -> None:
        with around(self._tap, "network.end"):
            self._network.end(reference)
