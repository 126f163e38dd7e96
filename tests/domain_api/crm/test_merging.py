"""Two clients are one person: nothing of either is lost, and it can be undone."""

from collections.abc import Callable

import pytest

from domain_api.crm.clients.merging import MOST_MEMBERS
from domain_api.crm.clients.model import AddClient, MergeClients, SearchClients
from domain_api.crm.leads.model import CaptureLead
from domain_api.crm.sales.model import RecordSale, SaleLine
from domain_api.crm.segments.model import SegmentRule
from domain_api.kernel import Amount, Channel, DomainError, Forbidden, NotFound, Scope
from tests.domain_api.crm.house import House, order_of
from tests.support.actors import person

LINE = SaleLine(description="Coffee", unit_price=Amount(minor_units=1250, currency="USD"))


def _two(crm: House) -> tuple[str, str]:
    """Ana by her email, and Ana by her phone."""
    return crm.client("Ana", email="ana@example.com"), crm.client("A. Mora", phone="88887777")


def _refusal(call: Callable[[], object]) -> DomainError:
    with pytest.raises(DomainError) as refused:
        call()
    return refused.value


def test_both_ids_lead_to_the_one_who_is_kept_with_the_contacts_of_both(crm: House) -> None:
    email, phone = _two(crm)
    crm.merge(email, phone)
    for client_id in (email, phone):
        client = crm.clients.get(crm.actor, client_id).client
        assert client.client_id == email
        assert (client.name, client.email, client.phone) == (
            "Ana",
            "ana@example.com",
            "+50688887777",
        )


def test_what_only_the_other_told_completes_the_one_who_is_kept(crm: House) -> None:
    kept = crm.client("Ana", email="ana@example.com", place="Heredia")
    merged = crm.client("Eva", phone="88887777", place="Limón", birth_year=1990, interests=["tea"])
    crm.merge(kept, merged)
    client = crm.clients.get(crm.actor, kept).client
    assert (client.place, client.birth_year, client.interests) == ("Heredia", 1990, ["tea"])


def test_a_person_known_by_an_address_only_takes_the_others_name(crm: House) -> None:
    crm.inbound.receive(crm.organization_id, crm.write("+50688887777", "hola"))
    [nameless] = crm.clients.search(crm.actor, SearchClients()).items
    crm.merge(nameless.client_id, crm.client("Ana"))
    assert crm.clients.get(crm.actor, nameless.client_id).client.name == "Ana"


def test_the_timeline_tells_all_of_both_and_the_merge(crm: House) -> None:
    email, phone = _two(crm)
    for client_id in (email, phone):
        crm.sales.record(crm.actor, RecordSale(client_id=client_id, lines=[LINE]))
    crm.grant(email, Channel.EMAIL)
    crm.grant(phone, Channel.SMS)
    crm.dispatches.dispatch(crm.actor, order_of())
    crm.leads.capture(crm.actor, CaptureLead(name="Ana", phone="88887777", source="shop"))
    merge_id = crm.merge(email, phone)
    timeline = crm.clients.get(crm.actor, phone).timeline
    kinds = [entry.kind for entry in timeline]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "sale": 2,
        "consent": 2,
        "message": 1,
        "lead": 1,
        "merge": 1,
    }
    assert any(merge_id in entry.summary for entry in timeline)


def test_a_list_shows_the_person_once_found_by_any_name_or_address(crm: House) -> None:
    email, phone = _two(crm)
    crm.merge(email, phone)
    for text in (None, "ana", "mora", "8888-7777", "ana@example"):
        found = crm.clients.search(crm.actor, SearchClients(text=text)).items
        assert [client.client_id for client in found] == [email], text


def test_a_segment_counts_the_person_once_by_what_both_tell(crm: House) -> None:
    kept = crm.client("Ana", email="ana@example.com")
    crm.merge(kept, crm.client("Eva", phone="88887777", place="Limón"))
    assert crm.segments.preview(crm.actor, SegmentRule(places=["Limón"])).matched == 1
    assert crm.segments.preview(crm.actor, SegmentRule(places=["Heredia"])).matched == 0


def test_a_sale_to_either_closes_the_lead_of_the_other(crm: House) -> None:
    email, phone = _two(crm)
    command = CaptureLead(name="Ana", email="ana@example.com", source="page")
    lead = crm.leads.capture(crm.actor, command)
    crm.merge(phone, email)
    latest = crm.sales.record(crm.actor, RecordSale(client_id=phone, lines=[LINE]))
    named = RecordSale(client_id=phone, lines=[LINE], lead_id=lead.lead_id)
    assert latest.lead_id == crm.sales.record(crm.actor, named).lead_id == lead.lead_id


def test_undone_each_is_who_they_were_with_what_came_for_them_meanwhile(crm: House) -> None:
    email, phone = _two(crm)
    crm.grant(email, Channel.EMAIL)
    before = [crm.clients.get(crm.actor, one).client for one in (email, phone)]
    merge_id = crm.merge(email, phone)
    lead = CaptureLead(
        name="A. Mora",
        phone="88887777",
        source="shop",
        consent_channels=[Channel.SMS],
        consent_proof="yes",
    )
    crm.leads.capture(crm.actor, lead)
    crm.undo(merge_id)
    details = [crm.clients.get(crm.actor, one) for one in (email, phone)]
    assert [detail.client for detail in details] == before
    assert [{entry.kind for entry in detail.timeline} for detail in details] == [
        {"consent", "merge"},
        {"lead", "consent", "merge"},
    ]
    assert crm.allowed(email) == [Channel.EMAIL]
    assert crm.allowed(phone) == [Channel.SMS]


def test_merges_are_listed_with_who_made_and_undid_them(crm: House) -> None:
    email, phone = _two(crm)
    first = crm.merge(email, phone)
    crm.undo(first)
    second = crm.merge(phone, email)
    listed = {one.merge_id: one for one in crm.clients.merges(crm.actor, email)}
    assert set(listed) == {first, second}
    assert listed[first].undone_by == listed[second].merged_by == crm.actor.user_id
    assert listed[second].undone_at is None


def test_a_chain_is_one_person_and_is_undone_from_its_end(crm: House) -> None:
    one, two, three = (crm.client(name) for name in ("One", "Two", "Three"))
    first = crm.merge(two, one)
    second = crm.merge(three, two)
    assert {crm.clients.get(crm.actor, each).client.name for each in (one, two, three)} == {"Three"}
    refused = _refusal(lambda: crm.undo(first))
    assert (refused.code, refused.details) == ("merge_not_last", {"merge_id": second})
    crm.undo(second)
    names = [crm.clients.get(crm.actor, each).client.name for each in (one, two, three)]
    assert names == ["Two", "Two", "Three"]
    crm.undo(first)
    assert crm.clients.get(crm.actor, one).client.name == "One"


def test_two_merged_into_one_are_parted_in_any_order(crm: House) -> None:
    one, two, three = (crm.client(name) for name in ("One", "Two", "Three"))
    first = crm.merge(one, two)
    crm.merge(one, three)
    crm.undo(first)
    names = [crm.clients.get(crm.actor, each).client.name for each in (one, two, three)]
    assert names == ["One", "Two", "One"]


def test_what_cannot_be_merged_is_refused_with_the_reason(crm: House) -> None:
    one, two, three = (crm.client(name) for name in ("One", "Two", "Three"))
    crm.merge(one, two)
    tries = [
        (three, three, "merge_with_itself", {"field": "merge"}),
        (one, two, "client_merged", {"field": "merge", "client_id": one}),
        (two, one, "client_merged", {"field": "keep", "client_id": one}),
        (three, two, "client_merged", {"field": "merge", "client_id": one}),
        (two, three, "client_merged", {"field": "keep", "client_id": one}),
    ]
    for keep, merge, code, details in tries:
        refused = _refusal(lambda keep=keep, merge=merge: crm.merge(keep, merge))
        assert (refused.code, refused.details) == (code, details)


@pytest.mark.parametrize("unknown", ["", "cli_1", "cli_" + "0" * 26, "\x7f", "x" * 40])
def test_a_client_or_a_merge_that_is_none_is_not_found(crm: House, unknown: str) -> None:
    known = crm.client("Ana")
    for pair in ((known, unknown), (unknown, known)):
        assert _refusal(lambda pair=pair: crm.merge(*pair)).code == "client_not_found"
    assert _refusal(lambda: crm.undo(unknown)).code == "merge_not_found"


def test_undoing_twice_is_refused(crm: House) -> None:
    merge_id = crm.merge(*_two(crm))
    crm.undo(merge_id)
    assert _refusal(lambda: crm.undo(merge_id)).code == "merge_undone"


def test_another_organizations_clients_and_merges_do_not_exist(crm: House) -> None:
    neighbour = crm.neighbour()
    ours, theirs = crm.client("Ana"), neighbour.client("Eva")
    merge_id = neighbour.merge(theirs, neighbour.client("EvaM"))
    for pair in ((ours, theirs), (theirs, ours)):
        assert _refusal(lambda pair=pair: crm.merge(*pair)).code == "client_not_found"
    assert _refusal(lambda: crm.undo(merge_id)).code == "merge_not_found"
    with pytest.raises(NotFound):
        crm.clients.merges(crm.actor, theirs)
    with crm.open_unit() as unit:
        assert unit.merges.get(crm.organization_id, merge_id) is None
        assert not unit.merges.of_clients(crm.organization_id, [theirs], 5)
        assert not unit.merges.merged_into(crm.organization_id, [theirs])
        assert not unit.clients.merged_into(crm.organization_id, [theirs])
        unit.clients.part(crm.organization_id, [theirs])
    assert neighbour.clients.merges(neighbour.actor, theirs)[0].undone_at is None


def test_a_person_is_so_many_clients_at_most(crm: House) -> None:
    kept = crm.client("Kept")
    for number in range(MOST_MEMBERS - 1):
        crm.merge(kept, crm.client(f"client{number}"))
    refused = _refusal(lambda: crm.merge(kept, crm.client("Another")))
    assert (refused.code, refused.details) == ("too_many_merged", {"limit": MOST_MEMBERS})


def test_merging_needs_the_right_to_write(crm: House) -> None:
    reader = person(organization=crm.organization_id, scopes=frozenset({Scope.CRM_READ}))
    email, phone = _two(crm)
    merge_id = crm.merge(email, phone)
    with pytest.raises(Forbidden):
        crm.clients.undo_merge(reader, merge_id)
    crm.undo(merge_id)
    with pytest.raises(Forbidden):
        crm.clients.merge(reader, MergeClients(keep=email, merge=phone))


def test_a_search_finds_nobody_by_a_client_merged_into_somebody_else(crm: House) -> None:
    for house in (crm, crm.neighbour()):
        house.merge(house.client("Ana"), house.client("Mora", phone="88887777"))
    luis = crm.client("Luis")
    for text in ("mora", "8888-7777"):
        found = crm.clients.search(crm.actor, SearchClients(text=text)).items
        assert len(found) == 1
        assert luis not in [client.client_id for client in found]


def test_whoever_adds_a_contact_of_the_merged_client_finds_the_person(crm: House) -> None:
    email, phone = _two(crm)
    crm.merge(email, phone)
    command = AddClient(name="Ana", phone="88887777", place="Heredia")
    found = crm.clients.add(crm.actor, command)
    assert (found.client_id, found.email, found.place) == (email, "ana@example.com", "Heredia")
