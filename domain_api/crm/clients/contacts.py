"""Contacts in their one form: a lower-case email address and an E.164 phone number."""

import re
from dataclasses import dataclass

import phonenumbers

from domain_api.crm.clients.model import ClientView
from domain_api.kernel import Channel, InvalidInput

_LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_MAX_EMAIL = 254
_MAX_LOCAL = 64


@dataclass(frozen=True, slots=True)
class Contacts:
    """How somebody can be reached; at least one of the two is there."""

    email: str | None
    phone: str | None

    @classmethod
    def of(cls, email: str | None, phone: str | None, region: str) -> "Contacts":
        """From what a person typed; raises `InvalidInput` naming the field that is wrong.

        A phone without a country code is read as one of `region` (ISO 3166, such as CR).
        """
        if not email and not phone:
            raise InvalidInput(
                "Give an email or a phone number.", code="contact_missing", field="email"
            )
        return cls(
            email=email_of(email) if email else None,
            phone=phone_of(phone, region) if phone else None,
        )

    def on(self, channel: Channel) -> str | None:
        """The address a message on this owned channel goes to."""
        return self.email if channel is Channel.EMAIL else self.phone


def address_of(client: ClientView, channel: Channel) -> str | None:
    """Where a client is written to on an owned channel, or None."""
    return Contacts(client.email, client.phone).on(channel)


def email_of(text: str) -> str:
    """The address in lower case, its domain in ASCII; raises `InvalidInput`.

    Case is dropped before the @ too: no provider in use tells Ana@ from ana@.
    """
    local, _, domain = text.strip().lower().rpartition("@")
    try:
        domain = domain.encode("idna").decode()
    except UnicodeError:
        domain = ""
    labels = domain.split(".")
    sound = (
        len(local) <= _MAX_LOCAL
        and _LOCAL.fullmatch(local)
        and len(labels) > 1
        and all(_LABEL.fullmatch(label) for label in labels)
        and not labels[-1].isdigit()
        and len(local) + 1 + len(domain) <= _MAX_EMAIL
    )
    if not sound:
        raise InvalidInput("That is not an email address.", code="invalid_email", field="email")
    return f"{local}@{domain}"


def phone_of(text: str, region: str) -> str:
    """The number as +50688887777; raises `InvalidInput`.

    It must be long enough for its country; whether it is in use is for the carrier to say.
    """
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise InvalidInput(
            "That is not a phone number; write it with its country code, such as +506 8888 7777.",
            code="invalid_phone",
            field="phone",
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
