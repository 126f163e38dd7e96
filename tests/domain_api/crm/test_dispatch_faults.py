"""Dispatch when channels refuse, answers are lost and processes die."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain_api.adapters.channels.memory import ChannelCrash, MemoryChannel
from domain_api.crm.messages.channel import OutgoingMessage
from domain_api.crm.messages.model import LeftOut, MessageState
from domain_api.crm.messages.sending import GIVE_UP_AFTER, LEASE
from domain_api.kernel import Channel, Metric, Unavailable
from tests.domain_api.crm.house import CAMPAIGN, House, order_of


def test_an_address_that_is_refused_fails_and_the_others_are_sent(crm: House) -> None:
    bad = crm.client("Bad", Channel.EMAIL)
    crm.client("Ana", Channel.EMAIL)
    crm.channel = MemoryChannel(refuses=lambda to: to.startswith("bad@"))
    crm.__post_init__()
    receipt = crm.dispatches.dispatch(crm.actor, order_of())
    assert (receipt.sent, receipt.failed, receipt.finished) == (1, 1, True)
    assert crm.message_to(bad, CAMPAIGN).state is MessageState.FAILED
    assert crm.dispatches.dispatch(crm.actor, order_of()) == receipt
    assert len(crm.channel.calls) == 2


def test_what_the_channel_did_not_take_waits_and_the_rest_is_sent(crm: House) -> None:
    for number in range(3):
        crm.client(f"client{number}", Channel.EMAIL)
    crm.channel.fail_next(delivered=False)
    with pytest.raises(Unavailable):
        crm.dispatches.dispatch(crm.actor, order_of())
    assert len(crm.channel.delivered) == 2
    assert crm.dispatches.dispatch(crm.actor, order_of()).sent == 3
    assert len(crm.channel.calls) == 4


def test_a_lost_answer_is_asked_for_again_by_the_same_id(crm: House) -> None:
    crm.client("Ana", Channel.EMAIL)
    crm.channel.fail_next(delivered=True)
    with pytest.raises(Unavailable):
        crm.dispatches.dispatch(crm.actor, order_of())
    assert crm.dispatches.dispatch(crm.actor, order_of()).sent == 1
    assert len(set(crm.channel.calls)) == len(crm.channel.delivered) == 1
    assert len(crm.facts(Metric.REACHED)) == 1


def test_a_channel_that_is_down_is_not_asked_for_everybody(crm: House) -> None:
    for number in range(GIVE_UP_AFTER + 4):
        crm.client(f"client{number}", Channel.EMAIL)
    crm.channel.down = True
    with pytest.raises(Unavailable):
        crm.dispatches.dispatch(crm.actor, order_of())
    assert len(crm.channel.calls) == GIVE_UP_AFTER
    crm.channel.down = False
    assert crm.dispatches.dispatch(crm.actor, order_of()).sent == GIVE_UP_AFTER + 4


def test_a_crash_after_the_channel_answered_resumes_and_sends_once(crm: House) -> None:
    ana = crm.client("Ana", Channel.EMAIL)
    crm.channel.crash_next()
    with pytest.raises(ChannelCrash):
        crm.dispatches.dispatch(crm.actor, order_of())
    assert crm.message_to(ana, CAMPAIGN).state is MessageState.SENDING
    with pytest.raises(Unavailable):  # whoever claimed it may still be at work
        crm.dispatches.dispatch(crm.actor, order_of())
    assert len(crm.channel.calls) == 1
    crm.clock.advance(LEASE)
    receipt = crm.dispatches.dispatch(crm.actor, order_of())
    assert (receipt.sent, receipt.finished) == (1, True)
    assert len(crm.channel.delivered) == 1
    assert len(set(crm.channel.calls)) == 1
    assert len(crm.facts(Metric.REACHED)) == 1


def test_a_crashed_message_is_not_sent_again_to_who_withdrew_since(crm: House) -> None:
    ana = crm.client("Ana", Channel.EMAIL)
    crm.channel.crash_next()
    with pytest.raises(ChannelCrash):
        crm.dispatches.dispatch(crm.actor, order_of())
    crm.withdraw(ana)
    crm.clock.advance(LEASE)
    receipt = crm.dispatches.dispatch(crm.actor, order_of())
    assert (receipt.sent, receipt.left_out, receipt.finished) == (1, {}, True)
    assert len(crm.channel.calls) == 1
    assert len(crm.facts(Metric.REACHED)) == 1


def test_a_held_campaign_keeps_a_crashed_message_until_it_goes_on(crm: House) -> None:
    crm.client("Ana", Channel.EMAIL)
    crm.channel.crash_next()
    with pytest.raises(ChannelCrash):
        crm.dispatches.dispatch(crm.actor, order_of())
    crm.dispatches.hold(crm.actor, CAMPAIGN)
    crm.clock.advance(LEASE)
    assert not crm.dispatches.dispatch(crm.actor, order_of()).finished
    assert len(crm.channel.calls) == 1


@pytest.mark.parametrize("delivered", [True, False])
def test_a_stop_after_a_lost_answer_learns_from_the_channel_what_was_sent(
    crm: House, delivered: bool
) -> None:
    for name in ("Ana", "Eva"):
        crm.client(name, Channel.EMAIL)
    crm.channel.fail_next(delivered=delivered)
    crm.channel.crash_next()
    with pytest.raises(ChannelCrash):  # the first answer is lost; the second process dies
        crm.dispatches.dispatch(crm.actor, order_of())
    crm.dispatches.stop(crm.actor, CAMPAIGN)
    with pytest.raises(Unavailable):  # whoever claimed the second may still be at work
        crm.dispatches.dispatch(crm.actor, order_of())
    crm.clock.advance(LEASE)
    receipt = crm.dispatches.dispatch(crm.actor, order_of())
    assert receipt.sent == len(crm.channel.delivered) == 1 + delivered
    assert receipt.left_out == ({} if delivered else {LeftOut.STOPPED: 1})
    assert receipt.finished
    assert len(crm.channel.calls) == 2
    assert len(crm.facts(Metric.REACHED)) == receipt.sent


def test_a_channel_that_does_not_answer_leaves_it_open_what_was_sent(crm: House) -> None:
    crm.client("Ana", Channel.EMAIL)
    crm.channel.crash_next()
    with pytest.raises(ChannelCrash):
        crm.dispatches.dispatch(crm.actor, order_of())
    crm.dispatches.stop(crm.actor, CAMPAIGN)
    crm.clock.advance(LEASE)
    crm.channel.down = True
    with pytest.raises(Unavailable):
        crm.dispatches.dispatch(crm.actor, order_of())
    crm.channel.down = False
    assert crm.dispatches.dispatch(crm.actor, order_of()).sent == 1


def test_a_late_answer_is_noted_although_another_has_the_claim(crm: House) -> None:
    """The first process is slow: its lease ends while the channel works for it."""
    ana = crm.client("Ana", Channel.EMAIL)
    slow = _Overtaken(crm)
    crm.channel = slow
    crm.__post_init__()
    receipt = crm.dispatches.dispatch(crm.actor, order_of())
    assert (receipt.sent, receipt.finished) == (1, True)
    message = crm.message_to(ana, CAMPAIGN)
    assert (message.state, message.sent_at) == (MessageState.SENT, slow.overtaken_at)
    assert len(slow.delivered) == 1
    assert len(crm.facts(Metric.REACHED)) == 1


def test_a_claim_that_was_lost_gives_nothing_back(crm: House) -> None:
    """The first process learns of the refusal when a second one is already at work."""
    crm.client("Ana", Channel.EMAIL)
    crm.channel.crash_next()
    with pytest.raises(ChannelCrash):
        crm.dispatches.dispatch(crm.actor, order_of())
    [message_id] = crm.channel.calls
    crm.clock.advance(LEASE)
    now = crm.clock.now()
    with crm.open_unit() as unit:
        second = unit.messages.claim(crm.organization_id, message_id, now, now + LEASE)
        assert second is not None
        first = replace(second, attempt=second.attempt - 1)
        unit.messages.requeue(crm.organization_id, first, now)
        unit.messages.fail(crm.organization_id, first, "refused", now)
        assert unit.messages.claim(crm.organization_id, message_id, now, now + LEASE) is None
        unit.messages.requeue(crm.organization_id, second, now)
        assert unit.messages.claim(crm.organization_id, message_id, now, now + LEASE)


class _Overtaken(MemoryChannel):
    """While the first call is under way its lease ends and another process sends the message."""

    def __init__(self, crm: House) -> None:
        super().__init__()
        self._crm = crm
        self.overtaken_at = crm.clock.now()

    def send(self, message: OutgoingMessage) -> str:
        reference = super().send(message)
        if len(self.calls) == 1:
            self._crm.clock.advance(LEASE + timedelta(seconds=1))
            self.overtaken_at = self._crm.clock.now()
            self._crm.dispatches.dispatch(self._crm.actor, order_of())
            self._crm.clock.advance(timedelta(seconds=1))
        return reference
