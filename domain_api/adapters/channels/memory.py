"""A channel in memory, for tests: it keeps what it delivered, and fails when it is told to."""

import threading
from collections import deque
from collections.abc import Callable

from domain_api.crm.messages.channel import OutgoingMessage
from domain_api.kernel import Channel, InvalidInput, Unavailable


class MemoryChannel:
    """Implements `MessageChannel`; safe between threads.

    `delivered` holds each message once by its id; `calls` counts every attempt. A call that
    `crash_next` names delivers first and then dies, as a process does that is killed before
    it can note what it did.
    """

    def __init__(self, *, refuses: Callable[[str], bool] = lambda _to: False) -> None:
        self.delivered: dict[str, OutgoingMessage] = {}
        self.calls: list[str] = []
        self.down = False
        self._refuses = refuses
        self._failures: deque[bool] = deque()
        self._crashes = 0
        self._lock = threading.Lock()

    def fail_next(self, *, delivered: bool) -> None:
        """One more of the coming calls raises `Unavailable`, after it delivered or before."""
        self._failures.append(delivered)

    def crash_next(self) -> None:
        self._crashes += 1

    def forget_troubles(self) -> None:
        """What was to fail or crash and did not come to it, works again."""
        self._failures.clear()
        self._crashes = 0

    def send(self, message: OutgoingMessage) -> str:
        with self._lock:
            self.calls.append(message.message_id)
            if self._refuses(message.to):
                raise InvalidInput("That address takes no messages.", code="address_refused")
            failure = self._failures.popleft() if self._failures else None
            if self.down or failure is False:
                raise Unavailable("The channel does not answer.", code="channel_unavailable")
            self.delivered.setdefault(message.message_id, message)
            if failure:
                raise Unavailable("The channel's answer was lost.", code="channel_unavailable")
            if self._crashes:
                self._crashes -= 1
                raise ChannelCrash
        return _reference(message.message_id)

    def sent(self, channel: Channel, message_id: str) -> str | None:
        with self._lock:
            if self.down:
                raise Unavailable("The channel does not answer.", code="channel_unavailable")
            return _reference(message_id) if message_id in self.delivered else None


def _reference(message_id: str) -> str:
    return f"memory-{message_id}"


class ChannelCrash(BaseException):
    """The process died between the channel's answer and the note of it."""
