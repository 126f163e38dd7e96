"""Clients: one for each contact, completed as more is known, found again."""

import pytest

from domain_api.crm.clients.model import AddClient, SearchClients
from domain_api.crm.leads.model import CaptureLead
from domain_api.crm.sales.model import RecordSale, SaleLine
from domain_api.kernel import Amount, Channel, Forbidden, InvalidInput, NotFound, Scope
from tests.domain_api.crm.house import House, order_of
from tests.support.actors import person


def test_the_same_email_is_the_same_client(crm: House) -> None:
    first = crm.clients.add(crm.actor, AddClient(name="Ana", email="ana@example.com"))
    second = crm.clients.add(crm.actor, AddClient(name="Ana M.", email=" ANA@example.com"))
    assert second == first


def test_the_same_phone_is_the_same_client(crm: House) -> None:
    first = crm.client("Ana", phone="8888 7777")
    assert crm.client("Ana", phone="+506 8888-7777") == first


def test_missing_fields_are_completed_and_known_ones_stay(crm: House) -> None:
    crm.client("Ana", email="ana@example.com", place="San José")
    command = AddClient(
        name="Ana Mora",
        email="ana@example.com",
        phone="88887777",
        place="Cartago",
        birth_year=1990,
        interests=["coffee"],
    )
    client = crm.clients.add(crm.actor, command)
    assert (client.name, client.place) == ("Ana", "San José")
    assert (client.phone, client.birth_year) == ("+50688887777", 1990)
    assert client.interests == ["coffee"]
    assert crm.clients.get(crm.actor, client.client_id).client == client


def test_the_email_decides_and_a_phone_of_another_client_stays_theirs(crm: House) -> None:
    ana = crm.client("Ana", email="ana@example.com")
    luis = crm.client("Luis", phone="88886666")
    both = AddClient(name="Ana", email="ana@example.com", phone="88886666")
    assert crm.clients.add(crm.actor, both).client_id == ana
    assert crm.clients.get(crm.actor, ana).client.phone is None
    assert crm.clients.get(crm.actor, luis).client.phone == "+50688886666"


def test_a_client_has_one_address_of_each_kind(crm: House) -> None:
    ana = crm.client("Ana", email="ana@example.com", phone="88887777")
    again = AddClient(name="Ana", email="ana@example.com", phone="88886666")
    assert crm.clients.add(crm.actor, again).phone == "+50688887777"
    assert crm.client("Somebody", phone="88886666") != ana


def test_a_contact_is_needed(crm: House) -> None:
    with pytest.raises(InvalidInput) as refused:
        crm.clients.add(crm.actor, AddClient(name="Nobody"))
    assert refused.value.code == "contact_missing"


def test_search_finds_without_case_and_accents(crm: House) -> None:
    jose = crm.client("José Núñez", email="jn@example.com", phone="88887777")
    crm.client("Ana")
    for text in ("jose nunez", "NÚÑEZ", "jn@EXAMPLE", "8888-7777", "+506 8888 7777"):
        found = crm.clients.search(crm.actor, SearchClients(text=text))
        assert [client.client_id for client in found.items] == [jose], text


def test_search_takes_signs_of_the_database_as_text(crm: House) -> None:
    crm.client("Ana")
    for text in ("%", "_", "a%a", "\\", "' OR 1=1 --"):
        assert crm.clients.search(crm.actor, SearchClients(text=text)).items == []


def test_pages_hold_every_client_once_newest_first(crm: House) -> None:
    made = [crm.client(f"client{number}") for number in range(7)]
    seen: list[str] = []
    cursor = None
    while True:
        page = crm.clients.search(crm.actor, SearchClients(limit=3, cursor=cursor))
        seen += [client.client_id for client in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert sorted(seen) == sorted(made)
    assert seen == sorted(made, reverse=True)


@pytest.mark.parametrize("cursor", ["!", "W10", "WyJhIiwiYiJd", "WyIyMDI3LTAxLTAxIiwiY2xpXzEiXQ"])
def test_a_forged_cursor_is_refused(crm: House, cursor: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        crm.clients.search(crm.actor, SearchClients(cursor=cursor))
    assert refused.value.code == "invalid_cursor"


def test_the_timeline_tells_what_happened_newest_first(crm: House) -> None:
    ana = crm.client("Ana", Channel.EMAIL)
    crm.dispatches.dispatch(crm.actor, order_of())
    lead = CaptureLead(name="Ana", email="ana@example.com", source="shop")
    crm.leads.capture(crm.actor, lead)
    line = SaleLine(description="Coffee", unit_price=Amount(minor_units=1250, currency="USD"))
    crm.sales.record(crm.actor, RecordSale(client_id=ana, lines=[line]))
    timeline = crm.clients.get(crm.actor, ana).timeline
    assert {entry.kind for entry in timeline} == {"message", "lead", "consent", "sale"}
    assert [entry.at for entry in timeline] == sorted(
        (entry.at for entry in timeline), reverse=True
    )


@pytest.mark.parametrize("client_id", ["", "cli_1", "cli_" + "0" * 26, "\x00", "x" * 5000])
def test_an_unknown_client_is_not_found(crm: House, client_id: str) -> None:
    with pytest.raises(NotFound):
        crm.clients.get(crm.actor, client_id)


def test_reading_and_writing_need_their_rights(crm: House) -> None:
    reader = person(organization=crm.organization_id, scopes=frozenset({Scope.CRM_READ}))
    writer = person(organization=crm.organization_id, scopes=frozenset({Scope.CRM_WRITE}))
    with pytest.raises(Forbidden):
        crm.clients.add(reader, AddClient(name="Ana", email="ana@example.com"))
    with pytest.raises(Forbidden):
        crm.clients.search(writer, SearchClients())
