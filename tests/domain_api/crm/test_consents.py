"""The consent ledger and its one rule."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Delete, Update, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from domain_api.adapters.sql.crm.tables import consents
from domain_api.crm.clients.model import AddClient
from domain_api.crm.consents.model import (
    ConsentAction,
    ConsentEntry,
    RecordConsent,
    allowed_channels,
)
from domain_api.crm.consents.service import grant, withdrawal
from domain_api.kernel import OWNED, Channel, InvalidInput, NotFound
from tests.domain_api.crm.house import CAMPAIGN, House, order_of
from tests.support.actors import START

_ENTRIES = st.lists(
    st.one_of(
        st.sampled_from(sorted(OWNED)).map(lambda channel: grant(channel, "s", "p", START)),
        st.just(withdrawal("s", "p", START)),
    ),
    max_size=12,
)


def _naively(entries: list[ConsentEntry], channel: Channel) -> bool:
    """As the rule is said: the last entry for this channel, or for all, is a grant."""
    about_it = [entry for entry in entries if entry.channel in (channel, None)]
    return bool(about_it) and about_it[-1].action is ConsentAction.GRANT


@settings(max_examples=200)
@given(_ENTRIES)
def test_the_last_word_on_a_channel_counts(entries: list[ConsentEntry]) -> None:
    assert allowed_channels(entries) == {one for one in OWNED if _naively(entries, one)}


@settings(max_examples=100)
@given(_ENTRIES)
def test_after_a_withdrawal_nothing_is_allowed(entries: list[ConsentEntry]) -> None:
    assert allowed_channels([*entries, withdrawal("s", "p", START)]) == frozenset()


def test_without_an_entry_nothing_is_allowed(crm: House) -> None:
    assert crm.allowed(crm.client("Ana")) == []


def test_stop_is_for_every_channel_and_a_grant_for_one(crm: House) -> None:
    ana = crm.client("Ana", Channel.EMAIL, Channel.SMS)
    crm.withdraw(ana)
    assert crm.allowed(ana) == []
    crm.grant(ana, Channel.SMS)
    assert crm.allowed(ana) == [Channel.SMS]


def test_entries_are_shown_with_their_proof_newest_first(crm: House) -> None:
    ana = crm.client("Ana", Channel.EMAIL)
    crm.withdraw(ana)
    view = crm.consents.get(crm.actor, ana)
    assert [(entry.action.value, entry.channel) for entry in view.entries] == [
        ("withdraw", None),
        ("grant", Channel.EMAIL),
    ]
    assert view.entries[1].proof == "signed card"


def test_order_is_by_number_when_the_clock_goes_back(crm: House) -> None:
    ana = crm.client("Ana", Channel.EMAIL)
    crm.clock.set(START.replace(year=2020))
    crm.withdraw(ana)
    assert crm.allowed(ana) == []


def test_entries_are_numbered_client_by_client(crm: House) -> None:
    ana = crm.client("Ana", Channel.EMAIL, Channel.SMS)
    luis = crm.client("Luis", Channel.EMAIL)
    numbers = select(consents.c.client_id, consents.c.seq).where(
        consents.c.organization_id == crm.organization_id
    )
    with crm.database.read() as connection:
        found = {tuple(row) for row in connection.execute(numbers)}
    assert found == {(ana, 1), (ana, 2), (luis, 1)}


def test_the_table_takes_no_number_twice(crm: House) -> None:
    ana = crm.client("Ana", Channel.EMAIL)
    row = {
        "client_id": ana,
        "seq": 1,
        "organization_id": crm.organization_id,
        "action": "withdraw",
        "source": "s",
        "proof": "p",
        "at": START,
    }
    with pytest.raises(IntegrityError), crm.database.write() as connection:
        connection.execute(consents.insert().values(**row))


def test_consent_is_for_channels_that_we_send_on(crm: House) -> None:
    command = RecordConsent(
        client_id=crm.client("Ana"), channel=Channel.TIKTOK, source="shop", proof="signed"
    )
    with pytest.raises(InvalidInput) as refused:
        crm.consents.record(crm.actor, command)
    assert refused.value.code == "channel_not_owned"


def test_consent_of_an_unknown_client_is_refused(crm: House) -> None:
    with pytest.raises(NotFound):
        crm.grant("cli_" + "0" * 26, Channel.EMAIL)


def test_the_reader_of_a_message_can_unsubscribe_by_it(crm: House) -> None:
    ana = crm.client("Ana", Channel.EMAIL, Channel.SMS)
    crm.dispatches.dispatch(crm.actor, order_of())
    message_id = crm.message_to(ana, CAMPAIGN).message_id
    crm.consents.unsubscribe(message_id, "pressed the button")
    crm.consents.unsubscribe(message_id, "pressed it again")
    view = crm.consents.get(crm.actor, ana)
    assert view.allowed == []
    assert [entry.source for entry in view.entries].count("unsubscribe link") == 1


def test_an_unknown_message_unsubscribes_nobody(crm: House) -> None:
    for message_id in ("msg_" + "0" * 26, "", "\x00"):
        with pytest.raises(NotFound):
            crm.consents.unsubscribe(message_id, "pressed")


@pytest.mark.parametrize("change", [consents.update().values(source="x"), consents.delete()])
def test_the_consent_ledger_is_append_only_in_the_database(
    crm: House, change: Update | Delete
) -> None:
    crm.grant(crm.client("Ana", email="ana@clients.test"), Channel.EMAIL)
    with pytest.raises(DBAPIError), crm.database.write() as connection:
        connection.execute(change)


def test_consent_without_an_address_is_refused_and_opens_none_that_turns_up_later(
    crm: House,
) -> None:
    ana = crm.client("Ana")
    with pytest.raises(InvalidInput) as refused:
        crm.grant(ana, Channel.SMS)
    assert (refused.value.code, refused.value.details) == (
        "consent_without_contact",
        {"field": "channel"},
    )
    crm.clients.add(crm.actor, AddClient(name="Ana", email="ana@example.com", phone="88887777"))
    assert crm.allowed(ana) == []
