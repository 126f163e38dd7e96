"""The outbox folder: real emails that nobody can forge a header into, and whole files."""

import json
import tempfile
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain_api.adapters.channels.outbox_folder import OutboxFolder
from domain_api.crm.messages.channel import OutgoingMessage
from domain_api.kernel import Channel, InvalidInput, ManualClock, new_id
from tests.support.actors import START

HEADERS = {
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "content-language",
    "list-unsubscribe",
    "list-unsubscribe-post",
    "content-type",
    "content-transfer-encoding",
    "mime-version",
}


def _channel(folder: Path) -> OutboxFolder:
    return OutboxFolder(folder, "shop@example.com", "https://x.test/", ManualClock(START))


def _message(channel: Channel = Channel.EMAIL, **changes: object) -> OutgoingMessage:
    values: dict[str, object] = {
        "message_id": new_id("msg"),
        "organization_id": "org_1",
        "channel": channel,
        "to": "ana@example.com",
        "fields": {"subject": "¡Primavera!", "preheader": "Hola", "body": "Línea\nLínea 2"},
        "locale": "es-CR",
        **changes,
    }
    return OutgoingMessage(**values)  # pyright: ignore[reportArgumentType] -- as listed above


def _read(folder: Path, reference: str) -> EmailMessage:
    email = message_from_bytes((folder / reference).read_bytes(), policy=default)
    assert isinstance(email, EmailMessage)
    return email


def test_an_email_is_a_file_that_a_mail_reader_opens(tmp_path: Path) -> None:
    message = _message()
    email = _read(tmp_path, _channel(tmp_path).send(message))
    assert (email["From"], email["To"]) == ("shop@example.com", "ana@example.com")
    assert email["Subject"] == "¡Primavera!"
    assert email.get_content() == "Hola\r\n\r\nLínea\r\nLínea 2\r\n"
    assert parsedate_to_datetime(email["Date"]) == START
    assert email["Message-ID"] == f"<{message.message_id}@example.com>"
    assert email["List-Unsubscribe"] == f"<https://x.test/u/{message.message_id}>"
    assert email["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert email["Content-Language"] == message.locale


@pytest.mark.parametrize("channel", [Channel.SMS, Channel.WHATSAPP])
def test_sms_and_whatsapp_are_a_line_of_json(tmp_path: Path, channel: Channel) -> None:
    message = _message(channel, to="+50688887777", fields={"text": "Hola\nñ 🌸"})
    reference = _channel(tmp_path).send(message)
    assert reference == f"{channel.value}/{message.message_id}.json"
    [line] = (tmp_path / reference).read_text().splitlines()
    assert json.loads(line) == {
        "message_id": message.message_id,
        "organization_id": "org_1",
        "channel": channel.value,
        "to": "+50688887777",
        "locale": "es-CR",
        "fields": {"text": "Hola\nñ 🌸"},
        "at": "2027-01-10T15:00:00+00:00",
    }


@settings(max_examples=80)
@given(subject=st.text(max_size=120), body=st.text(max_size=200), locale=st.text(max_size=12))
def test_no_text_adds_a_header_or_a_reader(subject: str, body: str, locale: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fields = {"subject": subject + "\r\nBcc: eve@example.com", "body": body}
        try:
            reference = _channel(folder).send(_message(fields=fields, locale=locale))
        except InvalidInput:
            return  # half a character in the text
        email = _read(folder, reference)
    assert {name.lower() for name in email} <= HEADERS
    assert email.get_all("To") == ["ana@example.com"]
    assert len(email.keys()) == len(set(email.keys()))


@settings(max_examples=80)
@given(to=st.one_of(st.text(max_size=40), st.just("ana@example.com\nBcc: eve@example.com")))
def test_any_address_is_one_mailbox_or_refused(to: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            reference = _channel(folder).send(_message(to=to))
        except InvalidInput:
            assert list(folder.rglob("*.eml")) == []
            return
        assert len(_read(folder, reference)["To"].addresses) == 1


@pytest.mark.parametrize(
    "to",
    [
        "ana@example.com, eve@example.com",
        "ana@example.com\r\nBcc: eve@example.com",
        "Ana <ana@example.com>",
        "ana@example.com\u202e",
    ],
)
def test_two_addresses_or_a_header_in_one_are_refused(tmp_path: Path, to: str) -> None:
    with pytest.raises(InvalidInput):
        _channel(tmp_path).send(_message(to=to))


@pytest.mark.parametrize("message_id", ["../../etc/passwd", "msg_1", "", "msg_" + "/" * 26])
def test_no_id_leads_out_of_the_folder(tmp_path: Path, message_id: str) -> None:
    with pytest.raises(InvalidInput):
        _channel(tmp_path / "outbox").send(_message(message_id=message_id))
    assert list(tmp_path.rglob("*")) == []


def test_no_part_of_a_file_is_left_behind(tmp_path: Path) -> None:
    channel = _channel(tmp_path)
    for _ in range(3):
        channel.send(_message())
    assert {found.suffix for found in (tmp_path / "email").iterdir()} == {".eml"}
