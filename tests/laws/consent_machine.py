"""People agree, withdraw, turn out to be one person and part again while campaigns are sent."""

import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any, ClassVar
from unittest.mock import patch

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from domain_api.adapters.channels.memory import ChannelCrash
from domain_api.adapters.sql.crm.tables import metadata
from domain_api.crm.clients.model import AddClient, SearchClients
from domain_api.crm.consents.model import start_of
from domain_api.crm.imports.model import FileKind, ImportOutcome
from domain_api.crm.leads.model import CaptureLead
from domain_api.crm.messages.channel import OutgoingMessage
from domain_api.crm.messages.dispatch import DispatchService
from domain_api.crm.messages.model import InboundMessage, LeftOut, MessageState
from domain_api.crm.messages.quiet import RINGING, QuietHours
from domain_api.crm.messages.sending import LEASE
from domain_api.kernel import (
    OWNED,
    Channel,
    DomainError,
    InvalidInput,
    NotFound,
    Unavailable,
    derived_id,
)
from tests.domain_api.crm.house import House, order_of
from tests.laws.consent_book import Book, kind_of
from tests.laws.consent_world import (
    AMID,
    CAMPAIGNS,
    CHANNELS,
    DAYS,
    EVERY_CHANNEL,
    HOURS,
    LIST_DAY,
    NAMES,
    NOBODY,
    PAIRS,
    TENANTS,
    TICKED,
    TROUBLES,
    Line,
    Pair,
    Who,
    addresses_of,
    campaign_in,
    contacts_of,
    file_of,
    possible,
)
from tests.laws.counted import Tally
from tests.support.actors import ORGANIZATION, OTHER_ORGANIZATION, person
from tests.support.databases import fresh_database

NEW_IDS = ("clients.identify", "clients.merging", "leads.service")


class ConsentMachine(RuleBasedStateMachine):
    """Beside the real services over a real database stands the naive `Book` of each tenant."""

    engine: ClassVar[str] = "sqlite"
    clients: Bundle[Who] = Bundle("clients")
    merges: Bundle[Who] = Bundle("merges")

    def __init__(self) -> None:
        super().__init__()
        self._held = ExitStack()
        folder = self._held.enter_context(tempfile.TemporaryDirectory())
        self._count = 0
        # The same ids each time: a failure that is found can be found again.
        for module in NEW_IDS:
            name = f"domain_api.crm.{module}.new_id"
            self._held.enter_context(patch(name, side_effect=self._next_id))
        database = self._held.enter_context(fresh_database(self.engine, Path(folder), metadata))
        self.line = Line(self._leaves, self._has_left)
        ours = House(database, actor=person(organization=ORGANIZATION))
        theirs = House(database, person(organization=OTHER_ORGANIZATION), ours.clock)
        self.houses = [ours, theirs]
        self.books = [Book(), Book()]
        self.broken: list[str] = []
        quiet = QuietHours(time(21), time(8), lambda _organization_id: "UTC")
        for house in self.houses:
            house.dispatches = DispatchService(
                house.open_unit, house.clock, dict.fromkeys(OWNED, self.line), quiet
            )
        self._whole = False

    def teardown(self) -> None:
        try:
            if self._whole:
                self._comes_to_its_end()
        finally:
            self._held.close()

    def check_invariants(self, settings: Any, output: Any, runtimes: Any) -> None:
        """Whether every law held so far: what is broken need not come to a good end."""
        self._whole = False
        super().check_invariants(settings, output, runtimes)  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue] -- hypothesis leaves it untyped
        self._whole = True
        Tally.steps += 1

    # Who they are

    @initialize(target=clients, agreed=st.lists(st.tuples(PAIRS, TICKED), min_size=2, max_size=5))
    def some_are_known(self, agreed: list[tuple[Pair, list[Channel]]]) -> Any:
        known = [self.answer(0, pair, possible(pair, ticked), False) for pair, ticked in agreed]
        return multiple(*known)

    @rule(target=clients, tenant=TENANTS, pair=PAIRS)
    def add(self, tenant: int, pair: Pair) -> Who:
        self._tick()
        email, phone = addresses_of(pair)
        command = AddClient(name="Somebody", email=email, phone=phone)
        client = self.houses[tenant].clients.add(self.houses[tenant].actor, command)
        book = self.books[tenant]
        known = book.known(*contacts_of(pair))
        assert known is None or client.client_id == book.root(known)
        book.meet(known or client.client_id, *contacts_of(pair))
        return tenant, known or client.client_id

    @rule(
        target=clients,
        tenant=TENANTS,
        answer=st.tuples(PAIRS, TICKED),
        sound=st.sampled_from([True, True, False]),
        by_page=st.booleans(),
    )
    def somebody_answers(
        self, tenant: int, answer: tuple[Pair, list[Channel]], sound: bool, by_page: bool
    ) -> Any:
        pair, ticked = answer
        return self.answer(tenant, pair, possible(pair, ticked) if sound else ticked, by_page)

    def answer(self, tenant: int, pair: Pair, ticked: list[Channel], by_page: bool) -> Any:
        self._tick()
        house, (email, phone) = self.houses[tenant], addresses_of(pair)
        lead = CaptureLead(
            name="Somebody",
            email=email,
            phone=phone,
            source="page",
            consent_channels=ticked,
            consent_proof="the box",
        )
        self._count += 1
        try:
            if by_page:
                client_id = house.leads.answer(house.link(), lead, str(self._count)).client_id
            else:
                client_id = house.leads.capture(house.actor, lead).client_id
        except InvalidInput:  # a box without its address
            assert any((email if one is Channel.EMAIL else phone) is None for one in ticked)
            return NOBODY
        self._met(tenant, client_id, pair, ticked)
        return tenant, client_id

    def _met(self, tenant: int, client_id: str, pair: Pair, ticked: list[Channel]) -> None:
        book = self.books[tenant]
        assert book.known(*contacts_of(pair)) in (None, client_id)
        book.meet(client_id, *contacts_of(pair))
        given = dict(contacts_of(pair))
        for channel in ticked:
            owner = book.known((kind_of(channel), given[kind_of(channel)]))
            if owner in book.family(client_id):
                assert owner
                book.grant(owner, channel, self._now())

    @rule(
        target=clients,
        tenant=TENANTS,
        contact=PAIRS.filter(lambda pair: None in pair),
        text=st.sampled_from(["hola", "STOP", "hola", "¡alto!"]),
    )
    def write(self, tenant: int, contact: Pair, text: str) -> Who:
        self._tick()
        self._count += 1
        house, (email, phone) = self.houses[tenant], addresses_of(contact)
        message = InboundMessage(
            inbound_id=f"in-{self._count}",
            to="shop",
            sender=email or phone or "",
            channel=Channel.EMAIL if email else Channel.WHATSAPP,
            text=text,
        )
        client_id = house.inbound.receive(house.organization_id, message).client_id
        self._met(tenant, client_id, contact, [])
        if text != "hola":
            self.books[tenant].withdraw(client_id, self._now())
        return tenant, client_id

    @rule(target=merges, one=clients, other=clients)
    def merge(self, one: Who, other: Who) -> Any:
        self._tick()
        house, book = self.houses[one[0]], self.books[one[0]]
        if one[0] != other[0]:
            with pytest.raises(NotFound):
                house.merge(one[1], other[1])
            return NOBODY
        try:
            merge_id = house.merge(one[1], other[1])
        except DomainError:
            assert one == other or any(who != book.root(who) for who in (one[1], other[1]))
            return NOBODY
        Tally.seen["merges"] += 1
        book.merges[merge_id] = (one[1], other[1])
        return one[0], merge_id

    @rule(merge=merges)
    def undo(self, merge: Who) -> None:
        self._tick()
        tenant, merge_id = merge
        book = self.books[tenant]
        with pytest.raises(NotFound):
            self.houses[1 - tenant].undo(merge_id)
        standing = book.merges.get(merge_id)
        undoable = standing is not None and book.root(standing[0]) == standing[0]
        try:
            self.houses[tenant].undo(merge_id)
        except DomainError:
            assert not undoable
            return
        assert undoable
        Tally.seen["undone"] += 1
        del book.merges[merge_id]

    # What they say

    @rule(who=clients, channel=CHANNELS)
    def grant(self, who: Who, channel: Channel) -> None:
        self._tick()
        tenant, client_id = who
        book = self.books[tenant]
        family = sorted(book.family(client_id), key=lambda one: one != client_id)
        reached = [one for one in family if book.own(one, kind_of(channel))]
        try:
            self.houses[tenant].grant(client_id, channel)
        except InvalidInput:
            assert not reached
            return
        book.grant(reached[0], channel, self._now())

    @rule(who=clients)
    def withdraw(self, who: Who) -> None:
        self._tick()
        self.houses[who[0]].withdraw(who[1])
        self.books[who[0]].withdraw(who[1], self._now())

    @rule(number=st.integers(0, 50))
    def unsubscribe(self, number: int) -> None:
        self._tick()
        delivered = list(self.line.memory.delivered.values())
        if not delivered:
            return
        message = delivered[number % len(delivered)]
        tenant = self._tenant_of(message)
        owner = self.books[tenant].known((kind_of(message.channel), message.to))
        assert owner
        self.houses[tenant].consents.unsubscribe(message.message_id, "pressed")
        self.books[tenant].withdraw(owner, self._now())
        Tally.seen["unsubscribed"] += 1

    @rule(
        target=clients,
        tenant=TENANTS,
        pair=PAIRS,
        ticked=TICKED,
        given=DAYS,
        withdrawn=LIST_DAY,
        kind=st.sampled_from(FileKind),
    )
    def load(
        self,
        tenant: int,
        pair: Pair,
        ticked: list[Channel],
        given: int,
        withdrawn: int | None,
        kind: FileKind,
    ) -> Any:
        self._tick()
        today = self._now().date()
        ticked = possible(pair, ticked)
        given_on = today - timedelta(days=given) if ticked else None
        asked_on = None if withdrawn is None else today - timedelta(days=withdrawn)
        text = file_of(pair, ticked, given_on, asked_on, kind)
        report = self.houses[tenant].load(text, kind)
        again = self.houses[tenant].load(text, kind)
        assert again.made + again.completed == 0
        [line] = report.lines
        Tally.seen[f"imported {line.outcome}"] += 1
        if line.outcome is ImportOutcome.REFUSED or line.client_id is None:
            return NOBODY
        self._met(tenant, line.client_id, pair, [])
        if asked_on:
            self._listed(tenant, pair, f"off {asked_on}")
        if given_on:
            self._agreed(tenant, line.client_id, pair, ticked, given_on)
        return tenant, line.client_id

    def _listed(self, tenant: int, pair: Pair, words: str) -> None:
        """The list names everybody who has one of its contacts."""
        book = self.books[tenant]
        for contact in contacts_of(pair):
            owner = book.known(contact)
            if owner and not book.has_said(owner, None, words):
                book.withdraw(owner, self._now(), words)

    def _agreed(
        self, tenant: int, client_id: str, pair: Pair, ticked: list[Channel], day: date
    ) -> None:
        book, given = self.books[tenant], dict(contacts_of(pair))
        for channel in ticked:
            owner = book.known((kind_of(channel), given[kind_of(channel)]))
            if owner in book.family(client_id):
                assert owner
                if not book.has_said(owner, channel, f"on {day}"):
                    book.grant(owner, channel, start_of(day), f"on {day}")

    # What is sent to them

    @rule(
        tenant=TENANTS,
        campaign=CAMPAIGNS,
        channel=CHANNELS,
        trouble=TROUBLES,
        amid=AMID,
        one=clients,
        other=clients,
        merge=st.one_of(st.none(), merges),
        pair=PAIRS,
    )
    def dispatch(
        self,
        tenant: int,
        campaign: str,
        channel: Channel,
        trouble: str,
        amid: str,
        one: Who,
        other: Who,
        merge: Who | None,
        pair: Pair,
    ) -> None:
        events: dict[str, Callable[[], object]] = {
            "withdraw": lambda: self.withdraw(one),
            "stop": lambda: self.write(tenant, (pair[0], None) if pair[0] else (None, 1), "STOP"),
            "merge": lambda: self.merge(one, other),
            "undo": lambda: merge and self.undo(merge),
            "import": lambda: self.load(tenant, pair, [], 0, 0, FileKind.CSV),
            "grant": lambda: self.grant(one, channel),
            "dispatch": lambda: self._send(tenant, campaign, channel),
            "unsubscribe": lambda: self.unsubscribe(0),
        }
        self.line.amid = events.get(amid)
        self.line.trouble = trouble
        self._send(tenant, campaign, channel)
        self.line.amid, self.line.trouble = None, "none"

    @rule(campaign=CAMPAIGNS, channel=CHANNELS)
    def dispatch_in_peace(self, campaign: str, channel: Channel) -> None:
        self._send(0, campaign, channel)

    @rule(
        target=merges,
        campaign=CAMPAIGNS,
        channel=CHANNELS,
        trouble=TROUBLES,
        place=st.integers(0, 9),
    )
    def two_readers_turn_out_to_be_one_amid_a_dispatch(
        self, campaign: str, channel: Channel, trouble: str, place: int
    ) -> Any:
        book = self.books[0]
        alone = [one for one in book.said if book.root(one) == one]
        readers = [one for one in alone if channel in book.allowed(one)]
        if len(readers) < 2:
            return NOBODY
        one, other = readers[place % len(readers)], readers[(place + 1) % len(readers)]
        made: list[Any] = []

        def turns_out() -> None:
            made.append(self.merge((0, one), (0, other)))

        self.line.amid, self.line.trouble = turns_out, trouble
        self._send(0, campaign, channel)
        self.line.amid, self.line.trouble = None, "none"
        return multiple(*made)

    def _send(self, tenant: int, campaign: str, channel: Channel) -> None:
        house = self.houses[tenant]
        fields = {"subject": "Hi", "body": f"{campaign} STOP"}
        with suppress(Unavailable, ChannelCrash):  # the next dispatch goes on
            house.dispatches.dispatch(house.actor, order_of(campaign, channel, fields=fields))

    @rule(tenant=TENANTS, campaign=CAMPAIGNS, what=st.sampled_from(["hold", "release", "release"]))
    def brake(self, tenant: int, campaign: str, what: str) -> None:
        house = self.houses[tenant]
        getattr(house.dispatches, what)(house.actor, campaign)

    @rule()
    def leases_end(self) -> None:
        self.houses[0].clock.advance(LEASE)

    @rule(step=HOURS)
    def time_passes(self, step: timedelta) -> None:
        self.houses[0].clock.advance(step)

    # What holds

    @invariant()
    def nothing_left_against_a_law(self) -> None:
        assert self.broken == []

    @rule(who=clients)
    def what_is_told_of_consent_is_so(self, who: Who) -> None:
        self._is_told(*who)

    def _is_told(self, tenant: int, client_id: str) -> None:
        house, book = self.houses[tenant], self.books[tenant]
        told = house.consents.get(house.actor, client_id)
        assert set(told.allowed) == book.allowed(client_id)
        assert told.client_id == book.root(client_id)

    def _leaves(self, message: OutgoingMessage) -> None:
        if message.message_id in self.line.memory.delivered:
            return  # asked once more, it is not delivered once more
        book = self.books[self._tenant_of(message)]
        self.broken += book.leaves(campaign_in(message), message.channel, message.to)
        if message.channel in RINGING and not 8 <= self._now().hour < 21:
            self.broken.append(f"{message.channel} at {self._now()}")

    def _has_left(self, message: OutgoingMessage) -> None:
        left = self.books[self._tenant_of(message)].left
        left[campaign_in(message), message.channel, message.to] += 1
        Tally.seen[f"left by {message.channel}"] += 1

    # How it ends

    def _comes_to_its_end(self) -> None:
        """By day and with nobody in the way every dispatch ends; parted again, each client has
        what is theirs."""
        self.line.trouble, self.line.amid = "none", None
        self.houses[0].clock.set(self._now().replace(hour=12) + timedelta(days=1))
        for tenant, house in enumerate(self.houses):
            self._all_is_sent(tenant, house)
            self._each_is_listed_once(tenant, house)
            for client_id in self.books[tenant].said:
                self._is_told(tenant, client_id)
            self._all_are_parted(tenant, house)
        self.nothing_left_against_a_law()

    def _all_is_sent(self, tenant: int, house: House) -> None:
        for campaign in NAMES:
            house.dispatches.release(house.actor, campaign)
            for channel in EVERY_CHANNEL:
                with house.open_unit() as unit:
                    begun = unit.dispatches.get(house.organization_id, campaign, channel)
                if begun:
                    self._send(tenant, campaign, channel)
                    self._send(tenant, campaign, channel)
                    self._has_ended(house, campaign, channel)

    def _has_ended(self, house: House, campaign: str, channel: Channel) -> None:
        with house.open_unit() as unit:
            counts = unit.messages.counts(house.organization_id, campaign, channel)
        for state, reason, count in counts:
            assert state not in {MessageState.QUEUED, MessageState.SENDING}
            if reason is LeftOut.SAME_PERSON:
                Tally.seen["left out as the same person"] += count

    def _each_is_listed_once(self, tenant: int, house: House) -> None:
        book = self.books[tenant]
        listed = house.clients.search(house.actor, SearchClients(limit=50)).items
        assert sorted(one.client_id for one in listed) == sorted({*map(book.root, book.said)})
        for (_, address), owner in book.owners.items():
            found = house.clients.search(house.actor, SearchClients(text=address)).items
            assert [one.client_id for one in found] == [book.root(owner)]

    def _all_are_parted(self, tenant: int, house: House) -> None:
        book = self.books[tenant]
        while book.merges:
            for merge_id, (kept, _) in list(book.merges.items()):
                if book.root(kept) == kept:
                    house.undo(merge_id)
                    del book.merges[merge_id]
        for client_id in book.said:
            shown = house.clients.get(house.actor, client_id).client
            assert shown.client_id == client_id
            assert (shown.email, shown.phone) == (
                book.own(client_id, "email"),
                book.own(client_id, "phone"),
            )
            self._is_told(tenant, client_id)

    # Hands

    def _tenant_of(self, message: OutgoingMessage) -> int:
        return 0 if message.organization_id == ORGANIZATION else 1

    def _now(self) -> Any:
        return self.houses[0].clock.now()

    def _tick(self) -> None:
        """No two things happen at the same microsecond."""
        self.houses[0].clock.advance(timedelta(milliseconds=1))

    def _next_id(self, prefix: str) -> str:
        self._count += 1
        return derived_id(prefix, self._count)
