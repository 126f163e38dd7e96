"""RCS, an owned channel: a message in the phone's own inbox, written to a folder here."""

import json
import re
from pathlib import Path

from domain_api.ads.channels.service import ChannelEntry
from domain_api.content.assets.model import FieldFormat
from domain_api.crm.messages.channel import OutgoingMessage
from domain_api.extensions.model import Basis, InTwoLanguages, OwnChannel
from domain_api.kernel import Channel, InvalidInput, Unavailable, is_id

_PHONE = re.compile(r"\+[0-9]{7,15}")


class RcsFolder:
    """Implements `MessageChannel`: a file for each message, named for its id."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: OutgoingMessage) -> str:
        if not _PHONE.fullmatch(message.to):
            raise InvalidInput("That is not a phone number.", code="invalid_phone")
        path = self._path(message.message_id)
        line = {"to": message.to, "fields": message.fields, "locale": message.locale}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_suffix(".part")
            fresh.write_text(json.dumps(line))
            fresh.replace(path)  # under its name it is whole
        except OSError as error:
            raise Unavailable("The RCS folder cannot be written.") from error
        return f"rcs/{message.message_id}"

    def sent(self, channel: Channel, message_id: str) -> str | None:
        return f"rcs/{message_id}" if self._path(message_id).exists() else None

    def _path(self, message_id: str) -> Path:
        if not is_id(message_id, "msg"):
            raise InvalidInput("That is not the id of a message.", code="invalid_message_id")
        return self._folder / f"{message_id}.json"


def _open(basis: Basis) -> RcsFolder:
    return RcsFolder(basis.settings.data / "rcs")


RCS = OwnChannel(
    name="rcs",
    entry=ChannelEntry("RCS", "A message with a title in the phone's inbox.", "message"),
    carrier="RCS folder",
    fields=(
        FieldFormat(name="title", max_length=60, required=True, multiline=False),
        FieldFormat(name="text", max_length=600, required=True, multiline=True),
    ),
    link_field="text",
    opt_out=InTwoLanguages("Reply STOP to leave.", "Responda STOP para salir."),
    consent=InTwoLanguages(
        "Yes, I want to receive offers by RCS.", "Sí, quiero recibir ofertas por RCS."
    ),
    missing_phone=InTwoLanguages(
        "Offers by RCS need your phone number.",
        "Para recibir ofertas por RCS hace falta su teléfono.",
    ),
    rings=True,
    prices={"USD": 3000, "CRC": 1530000},
    open=_open,
)
