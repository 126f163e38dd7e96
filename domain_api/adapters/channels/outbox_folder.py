"""Channels that write to a folder: an .eml file for an email, a JSON line for SMS and WhatsApp."""

import json
import os
import tempfile
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from domain_api.crm.messages.channel import OutgoingMessage
from domain_api.kernel import Channel, Clock, InvalidInput, Unavailable, is_id

_MAX_SUBJECT = 400


class OutboxFolder:
    """Implements `MessageChannel` for every owned channel.

    A message is `<folder>/<channel>/<message_id>.eml` or `.json`, whole from its first moment
    on. `public_url` is where the unsubscribe page is served, such as https://example.com.
    """

    def __init__(self, folder: Path, sender: str, public_url: str, clock: Clock) -> None:
        self._folder, self._clock = folder, clock
        self._sender = Address(addr_spec=sender)
        self._public_url = public_url.rstrip("/")

    def send(self, message: OutgoingMessage) -> str:
        if not is_id(message.message_id, "msg"):
            raise InvalidInput("That is not the id of a message.", code="invalid_message_id")
        is_email = message.channel is Channel.EMAIL
        content = self._email(message) if is_email else self._line(message)
        reference = _reference(message.channel, message.message_id)
        _write_once(self._folder / reference, content)
        return reference

    def sent(self, channel: Channel, message_id: str) -> str | None:
        reference = _reference(channel, message_id)
        return reference if (self._folder / reference).exists() else None

    def _email(self, message: OutgoingMessage) -> bytes:
        unsubscribe = f"{self._public_url}/u/{message.message_id}"
        email = EmailMessage(policy=SMTP)
        email["From"] = self._sender
        email["To"] = _address(message.to)
        email["Subject"] = _one_line(message.fields.get("subject", ""))
        email["Date"] = self._clock.now()
        email["Message-ID"] = f"<{message.message_id}@{self._sender.domain}>"
        email["List-Unsubscribe"] = f"<{unsubscribe}>"
        email["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        try:
            email.set_content(_body(message.fields))
            email["Content-Language"] = _one_line(message.locale)  # set_content drops Content-*
            return email.as_bytes()
        except UnicodeError:
            raise InvalidInput("The text holds half of a character.", code="invalid_text") from None

    def _line(self, message: OutgoingMessage) -> bytes:
        line = {
            "message_id": message.message_id,
            "organization_id": message.organization_id,
            "channel": message.channel.value,
            "to": message.to,
            "locale": message.locale,
            "fields": message.fields,
            "at": self._clock.now().isoformat(),
        }
        return json.dumps(line).encode() + b"\n"


def _reference(channel: Channel, message_id: str) -> str:
    """The place of the message's file in the folder."""
    return f"{channel.value}/{message_id}.{'eml' if channel is Channel.EMAIL else 'json'}"


def _address(to: str) -> Address:
    """One mailbox and nothing else, or `InvalidInput`."""
    try:
        address = Address(addr_spec=to)
    except (ValueError, IndexError, MessageError) as error:
        raise InvalidInput("That is not an email address.", code="invalid_email") from error
    if not address.domain or not to.isascii() or not to.isprintable():
        raise InvalidInput("That is not an email address.", code="invalid_email")
    return address


def _one_line(text: str) -> str:
    """A header's value: every break and control character in it becomes a space."""
    visible = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(visible.split())[:_MAX_SUBJECT]


def _body(fields: dict[str, str]) -> str:
    """The preheader first, where mail readers look for their preview line."""
    parts = [fields.get("preheader", ""), fields.get("body", "")]
    return "\n\n".join(part for part in parts if part) + "\n"


def _write_once(path: Path, content: bytes) -> None:
    """Under its name the file is whole, and on the disk, or not there at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            return
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Unavailable(
            "The outbox folder cannot be written.", code="channel_unavailable"
        ) from error
