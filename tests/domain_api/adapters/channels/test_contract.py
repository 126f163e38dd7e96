"""What every owned channel promises, whichever way the message leaves the house."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from domain_api.adapters.channels.memory import MemoryChannel
from domain_api.adapters.channels.outbox_folder import OutboxFolder
from domain_api.crm.messages.channel import MessageChannel, OutgoingMessage
from domain_api.kernel import Channel, InvalidInput, ManualClock, Unavailable, new_id
from tests.support.actors import START


@dataclass
class Case:
    channel: MessageChannel
    delivered: Callable[[], int]
    break_down: Callable[[], None]
    mend: Callable[[], None]


def _memory(_folder: Path) -> Case:
    channel = MemoryChannel(refuses=lambda to: "@" not in to and not to.startswith("+"))

    def down(state: bool) -> None:
        channel.down = state

    return Case(channel, lambda: len(channel.delivered), lambda: down(True), lambda: down(False))


def _folder(folder: Path) -> Case:
    place = folder / "outbox"
    channel = OutboxFolder(place, "shop@example.com", "https://x.test", ManualClock(START))

    def files() -> int:
        return sum(1 for found in place.rglob("*") if found.is_file())

    def break_down() -> None:
        place.write_text("a file where the folder should be")

    return Case(channel, files, break_down, place.unlink)


@pytest.fixture(params=[_memory, _folder])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Case:
    return request.param(tmp_path)


def _message(channel: Channel) -> OutgoingMessage:
    return OutgoingMessage(
        message_id=new_id("msg"),
        organization_id="org_1",
        channel=channel,
        to="ana@example.com" if channel is Channel.EMAIL else "+50688887777",
        fields={"subject": "Spring", "preheader": "Hi", "body": "Hola", "text": "Hola"},
        locale="es-CR",
    )


OWNED = pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.SMS, Channel.WHATSAPP])


@OWNED
def test_the_same_message_again_is_delivered_once_under_one_reference(
    case: Case, channel: Channel
) -> None:
    message = _message(channel)
    reference = case.channel.send(message)
    assert reference
    assert case.channel.send(message) == reference
    assert case.delivered() == 1


@OWNED
def test_a_channel_tells_what_it_sent_and_sends_nothing_by_telling(
    case: Case, channel: Channel
) -> None:
    message = _message(channel)
    assert case.channel.sent(channel, message.message_id) is None
    assert case.delivered() == 0
    reference = case.channel.send(message)
    assert case.channel.sent(channel, message.message_id) == reference
    assert case.delivered() == 1


@OWNED
def test_two_messages_to_one_person_are_two(case: Case, channel: Channel) -> None:
    assert case.channel.send(_message(channel)) != case.channel.send(_message(channel))
    assert case.delivered() == 2


@OWNED
def test_a_channel_that_is_down_says_so_and_takes_the_message_later(
    case: Case, channel: Channel
) -> None:
    message = _message(channel)
    case.break_down()
    with pytest.raises(Unavailable):
        case.channel.send(message)
    case.mend()
    assert case.channel.send(message)
    assert case.delivered() == 1


def test_an_address_that_cannot_be_is_refused_for_good(case: Case) -> None:
    with pytest.raises(InvalidInput):
        case.channel.send(replace(_message(Channel.EMAIL), to="nonsense"))
    assert case.delivered() == 0
