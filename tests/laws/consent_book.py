"""A naive book of who agreed to what: written from the events alone, asked when a message leaves.

It knows nothing of the ledger. A person is whoever has an address, with all the clients that
somebody said are the same person.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from domain_api.kernel import Channel

Contact = tuple[str, str]
"""Its kind, `email` or `phone`, and the address."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said and when; `channel` is None when they want no more messages."""

    number: int
    channel: Channel | None
    at: datetime
    words: str


@dataclass
class Book:
    """Of one organization."""

    owners: dict[Contact, str] = field(default_factory=dict[Contact, str])
    said: dict[str, list[Said]] = field(default_factory=dict[str, list[Said]])
    merges: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    """Those that stand, by merge: who was kept, and who was merged into them."""
    left: Counter[tuple[str, Channel, str]] = field(
        default_factory=Counter[tuple[str, Channel, str]]
    )
    """What left the house, by campaign, channel and address."""
    numbers: int = 0

    # Who is who

    def known(self, *contacts: Contact) -> str | None:
        """The first that somebody has decides."""
        return next((self.owners[one] for one in contacts if one in self.owners), None)

    def meet(self, client_id: str, *contacts: Contact) -> None:
        """Somebody gave these contacts of a client: what is free and was missing is theirs."""
        self.said.setdefault(client_id, [])
        for contact in contacts:
            if contact not in self.owners and self.own(client_id, contact[0]) is None:
                self.owners[contact] = client_id

    def own(self, client_id: str, kind: str) -> str | None:
        found = (to for (of, to), owner in self.owners.items() if (of, owner) == (kind, client_id))
        return next(found, None)

    def root(self, client_id: str) -> str:
        for kept, merged in self.merges.values():
            if merged == client_id:
                return self.root(kept)
        return client_id

    def family(self, client_id: str) -> list[str]:
        """The root first, then the others by id."""
        root = self.root(client_id)
        return sorted(
            (one for one in self.said if self.root(one) == root), key=lambda one: (one != root, one)
        )

    # What they say

    def grant(self, client_id: str, channel: Channel, at: datetime, words: str = "") -> None:
        self._note([client_id], channel, at, words)

    def withdraw(self, client_id: str, at: datetime, words: str = "") -> None:
        self._note(self.family(client_id), None, at, words)

    def has_said(self, client_id: str, channel: Channel | None, words: str) -> bool:
        return any((one.channel, one.words) == (channel, words) for one in self.said[client_id])

    def _note(
        self, client_ids: list[str], channel: Channel | None, at: datetime, words: str
    ) -> None:
        self.numbers += 1
        for client_id in client_ids:
            self.said[client_id].append(Said(self.numbers, channel, at, words))

    # What may leave

    def open(self, client_id: str, channel: Channel) -> bool:
        """Whether a grant of theirs stands: no word of theirs against it after it, and none of
        the same person that is as late as it."""
        own = self.said[client_id]
        return any(
            given.channel is channel and not any(self._against(client_id, own, place))
            for place, given in enumerate(own)
        )

    def _against(self, client_id: str, own: list[Said], place: int) -> Iterator[bool]:
        given = own[place]
        heard = {one.number for one in own}
        for other in self.family(client_id):
            for one in self.said[other]:
                if one.channel is None:
                    if one.number in heard:
                        yield one.at > given.at or own.index(one) > place
                    else:
                        yield one.at >= given.at

    def allowed(self, client_id: str) -> set[Channel]:
        """Where the person may be written to, at any address."""
        return {
            channel
            for channel in (Channel.EMAIL, Channel.SMS, Channel.WHATSAPP)
            for one in self.family(client_id)
            if self.own(one, kind_of(channel)) and self.open(one, channel)
        }

    def leaves(self, campaign: str, channel: Channel, to: str) -> list[str]:
        """What is against a law when this message leaves for that address now."""
        broken: list[str] = []
        owner = self.known((kind_of(channel), to))
        if owner is None:
            return [f"{to} is nobody's"]
        if not self.open(owner, channel):
            broken.append(f"{campaign} by {channel} to {to} without consent")
        for one in self.family(owner):
            address = self.own(one, kind_of(channel))
            if address and self.left[campaign, channel, address]:
                broken.append(f"{campaign} by {channel} to {to}, who had it at {address}")
        return broken


def kind_of(channel: Channel) -> str:
    return "email" if channel is Channel.EMAIL else "phone"
