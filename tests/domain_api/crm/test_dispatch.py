"""Dispatch: to those who agreed, once each, within the cap, and never past a brake."""

from collections.abc import Callable

import pytest

from domain_api.adapters.channels.memory import MemoryChannel
from domain_api.crm.messages.channel import OutgoingMessage
from domain_api.crm.messages.dispatch import DispatchService
from domain_api.crm.messages.model import DispatchReceipt, LeftOut
from domain_api.crm.segments.model import SegmentRule
from domain_api.kernel import (
    ApprovalStale,
    Channel,
    Conflict,
    Forbidden,
    InvalidInput,
    Metric,
    Scope,
    worker_for,
)
from tests.domain_api.crm.house import CAMPAIGN, FIELDS, House, order_of
from tests.support.actors import person


def _addresses(channel: MemoryChannel) -> list[str]:
    return sorted(message.to for message in channel.delivered.values())


def test_only_those_who_agreed_are_written_to(crm: House) -> None:
    crm.client("Ana", Channel.EMAIL)
    crm.client("Luis")
    crm.client("Eva", Channel.SMS, phone="88887777")
    far = crm.client("Far", Channel.EMAIL, place="Madrid")
    gone = crm.client("Gone", Channel.EMAIL)
    crm.withdraw(gone)
    order = order_of(segment=SegmentRule(places=["San José"]))
    receipt = crm.dispatches.dispatch(worker_for(crm.organization_id), order)
    assert receipt == DispatchReceipt(
        campaign_id=CAMPAIGN,
        channel=Channel.EMAIL,
        sent=1,
        failed=0,
        left_out={LeftOut.NO_CONSENT: 2, LeftOut.NO_CONTACT: 1},
        finished=True,
    )
    assert _addresses(crm.channel) == ["ana@example.com"]
    assert far not in [message.client_id for message in crm.messages(CAMPAIGN)]
    assert [fact.campaign_id for fact in crm.facts(Metric.REACHED)] == [CAMPAIGN]


def test_each_person_reads_their_own_name(crm: House) -> None:
    crm.client("Ana María Mora", Channel.EMAIL, email="ana@example.com")
    crm.client("{{link}}\u202e\x07 x", Channel.EMAIL, email="odd@example.com")
    crm.inbound.receive(crm.organization_id, crm.write("+50688887777", "hola"))
    crm.dispatches.dispatch(crm.actor, order_of())
    bodies = {one.to: one.fields["body"] for one in crm.channel.delivered.values()}
    assert bodies["ana@example.com"] == "Hola Ana: http://x.test/l/lnk_1 STOP"
    assert bodies["odd@example.com"] == "Hola {{link}}: http://x.test/l/lnk_1 STOP"


def test_somebody_known_by_a_number_only_is_a_customer(crm: House) -> None:
    client_id = crm.inbound.receive(
        crm.organization_id, crm.write("+50688887777", "hola")
    ).client_id
    crm.grant(client_id, Channel.WHATSAPP)
    crm.dispatches.dispatch(crm.actor, order_of(channel=Channel.WHATSAPP))
    [message] = crm.channel.delivered.values()
    assert message.fields["body"].startswith("Hola cliente:")


def test_a_repeated_dispatch_sends_nothing_twice(crm: House) -> None:
    crm.client("Ana", Channel.EMAIL)
    first = crm.dispatches.dispatch(crm.actor, order_of())
    crm.client("Late", Channel.EMAIL)
    assert crm.dispatches.dispatch(crm.actor, order_of()) == first
    assert len(crm.channel.calls) == 1


def test_the_same_person_may_be_written_to_by_another_campaign_and_channel(crm: House) -> None:
    crm.client("Ana", Channel.EMAIL, Channel.SMS, email="ana@example.com", phone="88887777")
    for order in (order_of(), order_of("cmp_other"), order_of(channel=Channel.SMS)):
        assert crm.dispatches.dispatch(crm.actor, order).sent == 1
    assert _addresses(crm.channel) == ["+50688887777", "ana@example.com", "ana@example.com"]


def test_what_was_not_approved_is_not_sent(crm: House) -> None:
    crm.client("Ana", Channel.EMAIL)
    approved = order_of()
    changed = order_of(fields={**FIELDS, "subject": "Changed"})
    with pytest.raises(ApprovalStale):
        crm.dispatches.dispatch(
            crm.actor, changed.model_copy(update={"payload_digest": approved.payload_digest})
        )
    assert crm.channel.calls == []
    assert crm.dispatches.dispatch(crm.actor, approved).sent == 1


def test_a_channel_of_a_campaign_has_one_content(crm: House) -> None:
    crm.client("Ana", Channel.EMAIL)
    crm.dispatches.dispatch(crm.actor, order_of())
    with pytest.raises(Conflict):
        crm.dispatches.dispatch(crm.actor, order_of(fields={**FIELDS, "subject": "Other"}))


@pytest.mark.parametrize("channel", [Channel.FACEBOOK, Channel.DISPLAY])
def test_a_network_channel_is_not_ours_to_send(crm: House, channel: Channel) -> None:
    with pytest.raises(InvalidInput):
        crm.dispatches.dispatch(crm.actor, order_of(channel=channel))


def test_a_channel_that_is_not_set_up_is_refused(crm: House) -> None:
    dispatches = DispatchService(crm.open_unit, crm.clock, {})
    with pytest.raises(InvalidInput):
        dispatches.dispatch(crm.actor, order_of())


def test_a_payload_of_another_channel_is_refused(crm: House) -> None:
    order = order_of().model_copy(update={"channel": Channel.SMS})
    with pytest.raises(InvalidInput):
        crm.dispatches.dispatch(crm.actor, order)


def test_sending_needs_its_right(crm: House) -> None:
    writer = person(organization=crm.organization_id, scopes=frozenset({Scope.CRM_WRITE}))
    with pytest.raises(Forbidden):
        crm.dispatches.dispatch(writer, order_of())
    with pytest.raises(Forbidden):
        crm.dispatches.stop(writer, CAMPAIGN)


@pytest.mark.parametrize(("cap", "sent"), [(0, 0), (2, 2), (3, 3), (9, 3), (None, 3)])
def test_the_cap_pays_for_so_many_messages(crm: House, cap: int | None, sent: int) -> None:
    for number in range(3):
        crm.client(f"client{number}", Channel.EMAIL)
    crm.client("Nobody")
    receipt = crm.dispatches.dispatch(crm.actor, order_of(max_messages=cap))
    assert receipt.sent == sent == len(crm.channel.delivered)
    assert receipt.left_out.get(LeftOut.OVER_CAP, 0) == 3 - sent
    assert receipt.left_out[LeftOut.NO_CONSENT] == 1


def test_a_held_campaign_sends_nothing_until_it_is_released(crm: House) -> None:
    crm.client("Ana", Channel.EMAIL)
    for _ in range(2):
        crm.dispatches.hold(crm.actor, CAMPAIGN)
    receipt = crm.dispatches.dispatch(crm.actor, order_of())
    assert (receipt.sent, receipt.finished, crm.channel.calls) == (0, False, [])
    for _ in range(2):
        crm.dispatches.release(crm.actor, CAMPAIGN)
    receipt = crm.dispatches.dispatch(crm.actor, order_of())
    assert (receipt.sent, receipt.finished) == (1, True)


def test_a_stopped_campaign_leaves_the_rest_out_for_good(crm: House) -> None:
    ana = crm.client("Ana", Channel.EMAIL)
    crm.dispatches.hold(crm.actor, CAMPAIGN)
    crm.dispatches.dispatch(crm.actor, order_of())
    for _ in range(2):
        crm.dispatches.stop(crm.actor, CAMPAIGN)
    assert crm.message_to(ana, CAMPAIGN).reason is LeftOut.STOPPED
    crm.dispatches.release(crm.actor, CAMPAIGN)
    crm.dispatches.hold(crm.actor, CAMPAIGN)
    receipt = crm.dispatches.dispatch(crm.actor, order_of())
    assert (receipt.left_out, receipt.finished) == ({LeftOut.STOPPED: 1}, True)
    assert crm.channel.calls == []


def test_a_campaign_stopped_before_its_dispatch_sends_nothing(crm: House) -> None:
    crm.client("Ana", Channel.EMAIL)
    crm.dispatches.stop(crm.actor, CAMPAIGN)
    crm.dispatches.release(crm.actor, CAMPAIGN)
    receipt = crm.dispatches.dispatch(crm.actor, order_of())
    assert (receipt.left_out, receipt.finished) == ({LeftOut.STOPPED: 1}, True)


def test_a_hold_amid_the_dispatch_stops_the_next_message(crm: House) -> None:
    for number in range(3):
        crm.client(f"client{number}", Channel.EMAIL)
    crm.channel = _Then(lambda: crm.dispatches.hold(crm.actor, CAMPAIGN))
    crm.__post_init__()
    receipt = crm.dispatches.dispatch(crm.actor, order_of())
    assert (receipt.sent, receipt.finished) == (1, False)


def test_a_stop_amid_the_dispatch_leaves_the_rest_out(crm: House) -> None:
    for number in range(3):
        crm.client(f"client{number}", Channel.EMAIL)
    crm.channel = _Then(lambda: crm.dispatches.stop(crm.actor, CAMPAIGN))
    crm.__post_init__()
    receipt = crm.dispatches.dispatch(crm.actor, order_of())
    assert (receipt.sent, receipt.left_out) == (1, {LeftOut.STOPPED: 2})
    assert receipt.finished


def test_who_withdraws_amid_the_dispatch_is_not_written_to(crm: House) -> None:
    everybody = [crm.client(f"client{number}", Channel.EMAIL) for number in range(3)]

    def withdraw_all() -> None:
        for client_id in everybody:
            crm.withdraw(client_id)

    crm.channel = _Then(withdraw_all)
    crm.__post_init__()
    receipt = crm.dispatches.dispatch(crm.actor, order_of())
    assert (receipt.sent, receipt.left_out) == (1, {LeftOut.CONSENT_WITHDRAWN: 2})


class _Then(MemoryChannel):
    """Something happens elsewhere while the first message is on its way."""

    def __init__(self, happens: Callable[[], None]) -> None:
        super().__init__()
        self._happens = happens

    def send(self, message: OutgoingMessage) -> str:
        reference = super().send(message)
        if len(self.calls) == 1:
            self._happens()
        return reference
