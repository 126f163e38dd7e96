"""Keeping one row of a file: the client, what they agreed to and what they withdrew, whole or
not at all; what is there already is not kept again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from domain_api.crm.clients.contacts import Contacts, address_of
from domain_api.crm.clients.family import Family, family_of, held_family
from domain_api.crm.clients.identify import identify
from domain_api.crm.clients.model import AddClient, ClientView
from domain_api.crm.consents.model import ConsentEntry, start_of
from domain_api.crm.consents.service import grant, require_owned, withdrawal
from domain_api.crm.consents.standing import standing_of, withdraw_all
from domain_api.crm.imports.model import ImportOutcome, ImportRow
from domain_api.crm.unit import CrmUnit
from domain_api.kernel import Channel, Conflict, InvalidInput

_MAX_NAME = 200
_OLDEST = 1990


@dataclass(frozen=True, slots=True)
class Kept:
    client_id: str
    outcome: ImportOutcome
    not_opened: list[Channel]


def keep(
    unit: CrmUnit, organization_id: str, row: ImportRow, contacts: Contacts, now: datetime
) -> Kept:
    """Raises `InvalidInput` for consent without its source, proof, day or address, and
    `Conflict` when a contact cannot be this client's."""
    _require_sound_consent(row, contacts, now)
    before = _held(unit, organization_id, contacts)
    client = identify(unit.clients, organization_id, _person(row, contacts), contacts, now)
    family = family_of(unit.clients, organization_id, client.client_id)
    if row.withdrawn_on is None:
        _require_theirs(unit, organization_id, family, contacts)
    said = _withdrawn(unit, organization_id, row, contacts, now)
    said += _granted(unit, organization_id, row, contacts, family)
    if before is None:
        outcome = ImportOutcome.MADE
    elif said or client != before:
        outcome = ImportOutcome.COMPLETED
    else:
        outcome = ImportOutcome.UNCHANGED
    closed = _closed(unit, organization_id, row, contacts, family)
    return Kept(client.client_id, outcome, sorted(closed))


def _held(unit: CrmUnit, organization_id: str, contacts: Contacts) -> ClientView | None:
    """The client that is known by these contacts: the same row twice at once waits."""
    known = unit.clients.with_contact(organization_id, contacts)
    if known is None:
        return None
    return held_family(unit.clients, organization_id, known.client_id).own(known.client_id)


def _person(row: ImportRow, contacts: Contacts) -> AddClient:
    name = row.name or contacts.email or contacts.phone or ""
    return AddClient(
        name=name[:_MAX_NAME],
        email=contacts.email,
        phone=contacts.phone,
        locale=row.locale,
        place=row.place,
        birth_year=row.birth_year,
        interests=row.interests,
    )


def _require_sound_consent(row: ImportRow, contacts: Contacts, now: datetime) -> None:
    for channel in row.consent_channels:
        require_owned(channel)
        if contacts.on(channel) is None:
            raise InvalidInput(
                f"Consent to messages by {channel.value} needs an address for it.",
                code="consent_without_contact",
            )
    told = (row.consented_on, row.consent_source, row.consent_proof)
    if row.consent_channels and not all(told):
        raise InvalidInput(
            "Consent needs its day, its source and its proof: consented_on, consent_source and "
            "consent_proof.",
            code="consent_without_proof",
        )
    if any(told) and not row.consent_channels:
        raise InvalidInput(
            "There is a day, source or proof of consent, and no consent_channels.",
            code="consent_without_channel",
        )
    for day in filter(None, (row.consented_on, row.withdrawn_on)):
        if day.year < _OLDEST or start_of(day) > now:
            raise InvalidInput(f"{day} is no day to have said it.", code="invalid_day")


def _require_theirs(
    unit: CrmUnit, organization_id: str, family: Family, contacts: Contacts
) -> None:
    """Else a contact in the row would be lost: it is another client's, or they have another."""
    for name, one in _each(contacts):
        if any(getattr(member, name) == getattr(one, name) for member in family.members):
            continue
        owner = unit.clients.with_contact(organization_id, one)
        if owner is None:
            raise Conflict(
                f"{family.survivor.client_id} is this client, and has another {name}.",
                code="contact_differs",
            )
        raise Conflict(
            f"The email is of {family.survivor.client_id} and the {name} of {owner.client_id}: "
            "merge them first if they are one person.",
            code="contact_of_another",
        )


def _each(contacts: Contacts) -> Iterator[tuple[str, Contacts]]:
    if contacts.email:
        yield "email", Contacts(contacts.email, None)
    if contacts.phone:
        yield "phone", Contacts(None, contacts.phone)


def _withdrawn(
    unit: CrmUnit, organization_id: str, row: ImportRow, contacts: Contacts, now: datetime
) -> int:
    """For whoever has one of the contacts. It counts from now: the day may be known too late."""
    if row.withdrawn_on is None:
        return 0
    proof = f"{row.withdrawal_proof} (asked on {row.withdrawn_on})"
    entry = withdrawal(row.withdrawal_source, proof, now)
    noted = 0
    for _, one in _each(contacts):
        owner = unit.clients.with_contact(organization_id, one)
        if owner and not _is_known(unit, organization_id, owner, entry):
            withdraw_all(unit, organization_id, owner.client_id, entry)
            noted += 1
    return noted


def _granted(
    unit: CrmUnit, organization_id: str, row: ImportRow, contacts: Contacts, family: Family
) -> int:
    day, source = row.consented_on, row.consent_source
    if day is None or source is None:
        return 0
    noted = 0
    for channel, member in _receivers(row, contacts, family):
        entry = grant(channel, source, f"{row.consent_proof} (given on {day})", start_of(day))
        if not _is_known(unit, organization_id, member, entry):
            unit.consents.append(organization_id, member.client_id, entry)
            noted += 1
    return noted


def _closed(
    unit: CrmUnit, organization_id: str, row: ImportRow, contacts: Contacts, family: Family
) -> set[Channel]:
    standing = standing_of(unit, organization_id, family)
    return {
        channel
        for channel, member in _receivers(row, contacts, family)
        if not standing.open_to(member, channel)
    }


def _receivers(
    row: ImportRow, contacts: Contacts, family: Family
) -> Iterator[tuple[Channel, ClientView]]:
    """Whose address in the row a channel goes to."""
    for channel in sorted(set(row.consent_channels)):
        for member in family.members:
            if address_of(member, channel) == contacts.on(channel):
                yield channel, member


def _is_known(unit: CrmUnit, organization_id: str, client: ClientView, entry: ConsentEntry) -> bool:
    """Whether they said it already, in the same words: what is imported tells its day there."""
    return any(
        known.model_copy(update={"at": entry.at}) == entry
        for known in unit.consents.entries(organization_id, client.client_id)
    )
