"""Contacts in their one form."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain_api.crm.clients.contacts import Contacts, email_of, phone_of
from domain_api.kernel import InvalidInput


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana.Mora+shop@Example.COM ", "ana.mora+shop@example.com"),
        ("ana@café.example", "ana@xn--caf-dma.example"),
        ("a@b.co", "a@b.co"),
    ],
)
def test_an_email_has_one_form(typed: str, kept: str) -> None:
    assert email_of(typed) == kept
    assert email_of(kept) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ana",
        "@example.com",
        "ana@",
        "ana@localhost",
        "ana@127.0.0.1",
        "a b@example.com",
        "ana@example.com, eva@example.com",
        "ana@example.com\r\nBcc: eva@example.com",
        "ana..mora@example.com",
        "<ana@example.com>",
        "ana@-example.com",
        "á@example.com",
        "x" * 65 + "@example.com",
        "ana@" + "x." * 130 + "com",
        "ana@exam\x00ple.com",
    ],
)
def test_what_is_no_email_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        email_of(typed)
    assert refused.value.code == "invalid_email"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("8888-7777", "+50688887777"),
        ("+506 8888 7777", "+50688887777"),
        ("00506 8888 7777", "+50688887777"),
        ("+1 (202) 555-0123", "+12025550123"),
    ],
)
def test_a_phone_has_one_form(typed: str, kept: str) -> None:
    assert phone_of(typed, "CR") == kept


@pytest.mark.parametrize("typed", ["", "12345", "phone", "+", "+999999999999999999", "ana@x.cr"])
def test_what_is_no_phone_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        phone_of(typed, "CR")
    assert refused.value.code == "invalid_phone"


def test_a_phone_without_code_is_of_the_region() -> None:
    assert phone_of("612 345 678", "ES") == "+34612345678"


def test_somebody_without_contact_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        Contacts.of("", None, "CR")
    assert refused.value.code == "contact_missing"


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_any_text_is_an_address_or_a_clear_error(text: str) -> None:
    for read in (email_of, _phone):
        try:
            kept = read(text)
        except InvalidInput:
            continue
        assert kept.isascii()
        assert kept.isprintable()
        assert read(kept) == kept


def _phone(text: str) -> str:
    return phone_of(text, "CR")
