"""Whatever happens in whatever order: no consent, no send; nobody twice, and by day."""

from collections import Counter
from collections.abc import Callable
from datetime import time, timedelta
from pathlib import Path
from unittest.mock import patch

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from domain_api.adapters.channels.memory import ChannelCrash, MemoryChannel
from domain_api.adapters.sql.crm.tables import metadata
from domain_api.adapters.sql.engine import Database
from domain_api.crm.leads.model import CaptureLead
from domain_api.crm.messages.channel import OutgoingMessage
from domain_api.crm.messages.dispatch import DispatchService
from domain_api.crm.messages.model import DispatchReceipt, MessageState
from domain_api.crm.messages.quiet import QuietHours
from domain_api.crm.messages.sending import LEASE
from domain_api.kernel import OWNED, Channel, Unavailable, derived_id
from tests.domain_api.crm.house import House, order_of
from tests.support.actors import person
from tests.support.databases import fresh_database

_PEOPLE = range(4)
_CAMPAIGNS = ["cmp_one", "cmp_two"]
_NEW_ID = "domain_api.crm.clients.identify.new_id"

people = st.sampled_from(list(_PEOPLE))
channels = st.sampled_from([Channel.EMAIL, Channel.SMS])
campaigns = st.sampled_from(_CAMPAIGNS)


class _Watched(MemoryChannel):
    """Notes each send that the model does not allow at that moment, or has seen done."""

    def __init__(self, model: "SendingModel") -> None:
        super().__init__()
        self._model = model
        self.forbidden: list[str] = []
        self.amid: Callable[[], None] = _nothing

    def send(self, message: OutgoingMessage) -> str:
        if not self._model.may_send(message) or message.message_id in self._model.done:
            self.forbidden.append(message.message_id)
        reference = super().send(message)
        happens, self.amid = self.amid, _nothing
        happens()
        return reference


def _nothing() -> None:
    """A dispatch amid which nothing else happens."""


class SendingModel(RuleBasedStateMachine):
    """A second, naive book: who agreed to what, which campaign is held or stopped, the hour."""

    database: Database

    def __init__(self) -> None:
        super().__init__()
        self.words: list[list[Channel | None]] = [[] for _ in _PEOPLE]
        self.held: set[str] = set()
        self.stopped: set[str] = set()
        self.campaign = ""
        self.done: set[str] = set()
        self.channel = _Watched(self)
        self.crm = House(self.database, actor=person(), channel=self.channel)
        self.crm.dispatches = DispatchService(
            self.crm.open_unit,
            self.crm.clock,
            dict.fromkeys(OWNED, self.channel),
            QuietHours(time(21), time(8), lambda _organization_id: "UTC"),
        )
        self.clients: list[str] = []
        self._empty_tables()

    def _empty_tables(self) -> None:
        # The consent ledger refuses removal: the tables themselves are made anew.
        metadata.drop_all(self.database.engine)
        metadata.create_all(self.database.engine)

    @initialize(agreed=st.sets(st.tuples(people, channels)))
    def everybody_is_known(self, agreed: set[tuple[int, Channel]]) -> None:
        for number in _PEOPLE:
            # The same ids each time: a failure that is found can be found again.
            with patch(_NEW_ID, return_value=derived_id("cli", number)):
                client_id = self.crm.client(
                    f"p{number}", email=_email(number), phone=_phone(number)
                )
            self.clients.append(client_id)
        for who, channel in sorted(agreed):
            self.grant(who, channel)

    @rule(who=people, channel=channels)
    def grant(self, who: int, channel: Channel) -> None:
        self.crm.grant(self.clients[who], channel)
        self.words[who].append(channel)

    @rule(who=people)
    def withdraw(self, who: int) -> None:
        self.crm.withdraw(self.clients[who])
        self.words[who].append(None)

    @rule(who=people, text=st.sampled_from(["STOP", "¡alto!", "hola"]))
    def write(self, who: int, text: str) -> None:
        self.crm.inbound.receive(self.crm.organization_id, self.crm.write(_phone(who), text))
        if text != "hola":
            self.words[who].append(None)

    @rule(who=people, ticked=st.sets(channels))
    def answer(self, who: int, ticked: set[Channel]) -> None:
        command = CaptureLead(
            name="A person",
            email=_email(who),
            phone=_phone(who),
            source="page",
            consent_channels=sorted(ticked),
            consent_proof="ticked",
        )
        self.crm.leads.capture(self.crm.actor, command)
        self.words[who] += sorted(ticked)

    @rule(campaign=campaigns)
    def hold(self, campaign: str) -> None:
        self.crm.dispatches.hold(self.crm.actor, campaign)
        self.held.add(campaign)

    @rule(campaign=campaigns)
    def release(self, campaign: str) -> None:
        self.crm.dispatches.release(self.crm.actor, campaign)
        self.held.discard(campaign)

    @rule(campaign=campaigns)
    def stop(self, campaign: str) -> None:
        self.crm.dispatches.stop(self.crm.actor, campaign)
        self.stopped.add(campaign)

    @rule()
    def time_passes(self) -> None:
        self.crm.clock.advance(LEASE)

    @rule()
    def hours_pass(self) -> None:
        self.crm.clock.advance(timedelta(hours=7))

    @rule(
        campaign=campaigns,
        channel=channels,
        trouble=st.sampled_from(["none", "none", "refused", "lost answer", "crash"]),
        amid=st.sampled_from(["nothing", "withdraw", "write", "hold", "stop"]),
        who=people,
    )
    def dispatch(self, campaign: str, channel: Channel, trouble: str, amid: str, who: int) -> None:
        self.campaign = campaign
        self._prepare(trouble)
        self.channel.amid = {
            "nothing": _nothing,
            "withdraw": lambda: self.withdraw(who),
            "write": lambda: self.write(who, "alto"),
            "hold": lambda: self.hold(campaign),
            "stop": lambda: self.stop(campaign),
        }[amid]
        try:
            fields = {"subject": campaign, "body": campaign}
            order = order_of(campaign, channel, max_messages=3, fields=fields)
            self._check(campaign, self.crm.dispatches.dispatch(self.crm.actor, order))
        except (Unavailable, ChannelCrash):
            pass  # the next dispatch goes on
        states = self.crm.messages(campaign)
        self.done |= {one.message_id for one in states if one.state is MessageState.SENT}
        left_out = {one.message_id for one in states if one.state is MessageState.LEFT_OUT}
        assert not left_out & set(self.channel.delivered), "what left the house is noted as sent"

    def _prepare(self, trouble: str) -> None:
        self.channel.forget_troubles()
        if trouble == "crash":
            self.channel.crash_next()
        elif trouble != "none":
            self.channel.fail_next(delivered=trouble == "lost answer")

    def _check(self, campaign: str, receipt: DispatchReceipt) -> None:
        assert receipt.sent <= 3
        assert receipt.finished or campaign in self.held - self.stopped
        if receipt.finished:
            assert receipt.sent + sum(receipt.left_out.values()) == len(_PEOPLE)

    def may_send(self, message: OutgoingMessage) -> bool:
        who = next(one for one in _PEOPLE if message.to in (_email(one), _phone(one)))
        about = [word for word in self.words[who] if word in (message.channel, None)]
        agreed = bool(about) and about[-1] is not None
        wakes = message.channel is Channel.SMS and not 8 <= self.crm.clock.now().hour < 21
        return agreed and not wakes and self.campaign not in self.held | self.stopped

    @invariant()
    def nobody_is_sent_what_they_did_not_agree_to(self) -> None:
        assert self.channel.forbidden == []

    @invariant()
    def nobody_is_sent_a_campaign_twice_on_a_channel(self) -> None:
        delivered = self.channel.delivered.values()
        sent = Counter((one.fields["body"], one.channel, one.to) for one in delivered)
        assert set(sent.values()) <= {1}


def _email(number: int) -> str:
    return f"p{number}@example.com"


def _phone(number: int) -> str:
    return f"+5068888000{number}"


def test_no_order_of_events_breaks_the_laws(tmp_path: Path) -> None:
    without_explanation = [phase for phase in Phase if phase is not Phase.explain]
    with fresh_database("sqlite", tmp_path, metadata) as fresh:

        class OverSqlite(SendingModel):
            database = fresh

        run_state_machine_as_test(
            OverSqlite,
            settings=settings(
                max_examples=40,
                stateful_step_count=30,
                deadline=None,
                phases=without_explanation,
            ),
        )
