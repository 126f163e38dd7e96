"""The world of the consent machine: a few addresses, files of them, and a line that fails."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import multiple

from domain_api.adapters.channels.memory import ChannelCrash, MemoryChannel
from domain_api.crm.imports.model import FileKind
from domain_api.crm.messages.channel import OutgoingMessage
from domain_api.kernel import Channel, InvalidInput, Unavailable
from tests.laws.consent_book import Contact, kind_of

Who = tuple[int, str]
"""Which organization's, and the client's id or the merge's."""
Pair = tuple[int | None, int | None]
"""The numbers of an email and of a phone."""

TENANTS = st.sampled_from([0, 0, 0, 1])
NAMES = [f"cmp_{number}" for number in range(6)]
CAMPAIGNS = st.sampled_from(NAMES)
EVERY_CHANNEL = [Channel.EMAIL, Channel.SMS, Channel.WHATSAPP]
CHANNELS = st.sampled_from(EVERY_CHANNEL)
TICKED = st.one_of(st.just(EVERY_CHANNEL), st.sets(CHANNELS).map(sorted))
NUMBERS = st.integers(0, 3)
PAIRS = st.one_of(
    NUMBERS.map(lambda one: (one, None)),
    NUMBERS.map(lambda one: (None, one)),
    st.tuples(NUMBERS, NUMBERS),
)
TROUBLES = st.sampled_from(
    ["none", "none", "refused", "lost answer", "dies before", "dies after", "no such address"]
)
AMID = st.sampled_from(
    ["nothing", "withdraw", "stop", "merge", "undo", "import", "grant", "dispatch", "unsubscribe"]
)
DAYS = st.sampled_from([0, 1, 2, 30])
LIST_DAY = st.sampled_from([None, None, None, 0, 3])
HOURS = st.sampled_from([timedelta(minutes=5), timedelta(hours=5), timedelta(days=1)])


NOBODY: Any = multiple()  # pyright: ignore[reportUnknownVariableType] -- hypothesis leaves it untyped
"""What a rule gives that made nobody."""


class Line:
    """A line to the outside that is watched: `leaving` is told whatever sets out, before trouble,
    and `left` what gets there."""

    def __init__(
        self, leaving: Callable[[OutgoingMessage], None], left: Callable[[OutgoingMessage], None]
    ) -> None:
        self.memory = MemoryChannel()
        self.trouble = "none"
        self.amid: Callable[[], object] | None = None
        self._leaving, self._left = leaving, left

    def send(self, message: OutgoingMessage) -> str:
        trouble, self.trouble = self.trouble, "none"
        self._leaving(message)
        if trouble == "no such address":
            raise InvalidInput("That address takes no messages.", code="address_refused")
        if trouble == "refused":
            raise Unavailable("The channel does not answer.")
        if trouble == "dies before":
            raise ChannelCrash
        if message.message_id not in self.memory.delivered:
            self._left(message)
        reference = self.memory.send(message)
        happens, self.amid = self.amid, None
        if happens:
            happens()
        if trouble == "lost answer":
            raise Unavailable("The channel's answer was lost.")
        if trouble == "dies after":
            raise ChannelCrash
        return reference

    def sent(self, channel: Channel, message_id: str) -> str | None:
        return self.memory.sent(channel, message_id)


def campaign_in(message: OutgoingMessage) -> str:
    return message.fields["body"].partition(" ")[0]


def addresses_of(pair: Pair) -> tuple[str | None, str | None]:
    email, phone = pair
    return (
        None if email is None else f"e{email}@example.com",
        None if phone is None else f"+5068888000{phone}",
    )


def contacts_of(pair: Pair) -> list[Contact]:
    email, phone = addresses_of(pair)
    return [(kind, address) for kind, address in (("email", email), ("phone", phone)) if address]


def possible(pair: Pair, ticked: list[Channel]) -> list[Channel]:
    given = {kind for kind, _ in contacts_of(pair)}
    return [channel for channel in ticked if kind_of(channel) in given]


def file_of(
    pair: Pair, ticked: list[Channel], given: date | None, asked: date | None, kind: FileKind
) -> str:
    email, phone = addresses_of(pair)
    row = {"email": email, "phone": phone, "name": "=SUM(A1)"}
    if given:
        row |= {"consent_channels": "|".join(ticked), "consented_on": str(given)}
        row |= {"consent_source": "list", "consent_proof": "line"}
    if asked:
        row |= {"withdrawn_on": str(asked)}
    told = {name: value for name, value in row.items() if value is not None}
    if kind is FileKind.CSV:
        return "\ufeff" + ";".join(told) + "\r\n" + ";".join(told.values()) + "\r\n"
    lists = {"consent_channels": [*ticked]} if given else {}
    return json.dumps(told | lists) + "\n"
