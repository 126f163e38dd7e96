"""Consent and campaigns of clients who are one person: the strictest reading of what they said."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest

from domain_api.adapters.channels.memory import MemoryChannel
from domain_api.adapters.sql.crm.clients import SqlClients
from domain_api.crm.clients.model import ClientView, SearchClients
from domain_api.crm.leads.model import CaptureLead
from domain_api.crm.messages.model import LeftOut, MessageState
from domain_api.crm.segments import audience
from domain_api.kernel import Channel, Unavailable
from tests.domain_api.crm.house import CAMPAIGN, House, order_of

HOUR = timedelta(hours=1)


def _ana_and_eva(crm: House) -> tuple[str, str]:
    """Both agreed to email."""
    return crm.client("Ana", Channel.EMAIL), crm.client("Eva", Channel.EMAIL)


def _written_to(crm: House) -> list[str]:
    return sorted(message.to for message in crm.channel.delivered.values())


def test_a_withdrawal_of_either_before_the_merge_counts_for_both(crm: House) -> None:
    ana, eva = _ana_and_eva(crm)
    crm.clock.advance(HOUR)
    crm.withdraw(eva)
    crm.merge(ana, eva)
    assert crm.allowed(ana) == crm.allowed(eva) == []


def test_after_it_only_a_newer_grant_opens_a_channel(crm: House) -> None:
    ana, eva = _ana_and_eva(crm)
    crm.withdraw(eva)
    crm.merge(ana, eva)
    assert crm.allowed(ana) == [], "at the same moment is not later"
    crm.clock.advance(HOUR)
    crm.grant(ana, Channel.EMAIL)
    assert crm.allowed(eva) == [Channel.EMAIL]


def test_consent_covers_the_address_it_was_given_for(crm: House) -> None:
    ana, eva = crm.client("Ana"), crm.client("Eva", Channel.EMAIL)
    crm.merge(ana, eva)
    assert crm.dispatches.dispatch(crm.actor, order_of()).sent == 1
    assert _written_to(crm) == ["eva@example.com"]


def test_undone_each_has_the_consent_they_had(crm: House) -> None:
    ana, eva = _ana_and_eva(crm)
    crm.clock.advance(HOUR)
    crm.withdraw(eva)
    crm.undo(crm.merge(ana, eva))
    assert (crm.allowed(ana), crm.allowed(eva)) == ([Channel.EMAIL], [])


WITHDRAWALS: list[Callable[[House, str, str], object]] = [
    lambda crm, ana, _eva: crm.withdraw(ana),
    lambda crm, _ana, eva: crm.withdraw(eva),
    lambda crm, _ana, _eva: crm.inbound.receive(
        crm.organization_id,
        crm.write("ana@example.com", "STOP").model_copy(update={"channel": Channel.EMAIL}),
    ),
    lambda crm, _ana, _eva: crm.load("email,withdrawn_on\neva@example.com,2027-01-09\n"),
]


@pytest.mark.parametrize("withdraw", WITHDRAWALS)
def test_a_withdrawal_while_they_are_one_stays_for_both_after_the_undo(
    crm: House, withdraw: Callable[[House, str, str], object]
) -> None:
    ana, eva = _ana_and_eva(crm)
    merge_id = crm.merge(ana, eva)
    withdraw(crm, ana, eva)
    assert crm.allowed(ana) == []
    crm.undo(merge_id)
    assert crm.allowed(ana) == crm.allowed(eva) == []


def test_the_unsubscribe_page_of_either_closes_both_also_once_they_part(crm: House) -> None:
    ana, eva = _ana_and_eva(crm)
    crm.dispatches.dispatch(crm.actor, order_of())
    merge_id = crm.merge(ana, eva)
    crm.consents.unsubscribe(crm.message_to(eva, CAMPAIGN).message_id, "pressed")
    crm.consents.unsubscribe(crm.message_to(ana, CAMPAIGN).message_id, "pressed")
    crm.undo(merge_id)
    assert crm.allowed(ana) == crm.allowed(eva) == []
    sources = [entry.source for entry in crm.consents.get(crm.actor, ana).entries]
    assert sources.count("unsubscribe link") == 1


def test_what_was_said_for_both_at_once_is_told_once(crm: House) -> None:
    ana, eva = _ana_and_eva(crm)
    crm.merge(ana, eva)
    crm.withdraw(ana)
    told = [entry.action.value for entry in crm.consents.get(crm.actor, eva).entries]
    assert told.count("withdraw") == 1
    crm.grant(ana, Channel.EMAIL)
    assert crm.allowed(ana) == [Channel.EMAIL], "their own word, once more, is not another's"


def test_a_grant_for_the_person_is_for_the_client_whose_address_it_is(crm: House) -> None:
    ana, phone = crm.client("Ana"), crm.client("A. Mora", phone="88887777")
    merge_id = crm.merge(ana, phone)
    crm.grant(ana, Channel.SMS)
    crm.undo(merge_id)
    assert (crm.allowed(ana), crm.allowed(phone)) == ([], [Channel.SMS])


def test_the_box_of_a_form_opens_the_address_that_was_typed_whoevers_it_is(crm: House) -> None:
    ana, phone = crm.client("Ana"), crm.client("A. Mora", phone="88887777")
    crm.merge(ana, phone)
    lead = CaptureLead(
        name="Ana",
        email="ana@example.com",
        phone="88887777",
        source="page",
        consent_channels=[Channel.EMAIL, Channel.SMS],
        consent_proof="both boxes",
    )
    assert crm.leads.capture(crm.actor, lead).client_id == ana
    assert crm.allowed(ana) == [Channel.EMAIL, Channel.SMS]


def test_a_person_is_queued_once(crm: House) -> None:
    ana, eva = _ana_and_eva(crm)
    crm.merge(ana, eva)
    receipt = crm.dispatches.dispatch(crm.actor, order_of(max_messages=1))
    assert (receipt.sent, receipt.left_out) == (1, {})
    assert _written_to(crm) == ["ana@example.com"]


def test_who_becomes_one_while_the_segment_is_read_is_queued_once(
    crm: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = sorted([crm.client("Ana"), crm.client("Eva")])
    crm.grant(first, Channel.EMAIL)
    read = SqlClients.batch

    def merging(
        self: SqlClients, organization_id: str, after_id: str, limit: int
    ) -> Sequence[ClientView]:
        if after_id == first:
            self.join(organization_id, [first], second)
        return read(self, organization_id, after_id, limit)

    monkeypatch.setattr(audience, "STEP", 1)
    monkeypatch.setattr(SqlClients, "batch", merging)
    receipt = crm.dispatches.dispatch(crm.actor, order_of())
    assert (receipt.sent, receipt.left_out) == (1, {})


def test_who_becomes_one_while_messages_wait_gets_one(crm: House) -> None:
    ana, eva = _ana_and_eva(crm)
    crm.dispatches.hold(crm.actor, CAMPAIGN)
    crm.dispatches.dispatch(crm.actor, order_of())
    merge_id = crm.merge(eva, ana)
    crm.dispatches.release(crm.actor, CAMPAIGN)
    receipt = crm.dispatches.dispatch(crm.actor, order_of())
    assert (receipt.sent, receipt.left_out) == (1, {LeftOut.SAME_PERSON: 1})
    crm.undo(merge_id)
    again = crm.dispatches.dispatch(crm.actor, order_of())
    assert (again.sent, len(crm.channel.calls)) == (1, 1)


def test_an_answer_that_was_lost_counts_as_sent_until_the_channel_is_asked(crm: House) -> None:
    ana, eva = _ana_and_eva(crm)
    crm.channel.fail_next(delivered=True)
    crm.channel.fail_next(delivered=False)
    with pytest.raises(Unavailable):
        crm.dispatches.dispatch(crm.actor, order_of())
    crm.merge(ana, eva)
    crm.dispatches.dispatch(crm.actor, order_of())
    states = {crm.message_to(one, CAMPAIGN).state for one in (ana, eva)}
    assert states == {MessageState.SENT, MessageState.LEFT_OUT}
    assert len(crm.channel.delivered) == 1


def test_an_address_that_takes_no_messages_leaves_the_other_one(crm: House) -> None:
    bad: set[str] = set()
    house = House(crm.database, channel=MemoryChannel(refuses=bad.__contains__))
    ana, eva = _ana_and_eva(house)
    house.dispatches.hold(house.actor, CAMPAIGN)
    house.dispatches.dispatch(house.actor, order_of())
    house.merge(ana, eva)
    house.dispatches.release(house.actor, CAMPAIGN)
    first = min(house.messages(CAMPAIGN), key=lambda one: one.message_id)
    bad.add("ana@example.com" if first.client_id == ana else "eva@example.com")
    receipt = house.dispatches.dispatch(house.actor, order_of())
    assert (receipt.sent, receipt.failed) == (1, 1)


def test_a_name_in_a_message_is_the_persons(crm: House) -> None:
    crm.inbound.receive(crm.organization_id, crm.write("+50688887777", "hola"))
    [nameless] = [one.client_id for one in crm.clients.search(crm.actor, SearchClients()).items]
    crm.grant(nameless, Channel.SMS)
    crm.merge(nameless, crm.client("Ana"))
    crm.dispatches.dispatch(crm.actor, order_of(channel=Channel.SMS))
    [message] = crm.channel.delivered.values()
    assert "Hola Ana" in message.fields["body"]
