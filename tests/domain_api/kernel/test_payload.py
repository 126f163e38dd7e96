"""A payload is its bytes: rendered once, bound by their digest, filled without surprises."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain_api.kernel import SLOTS, ApprovalStale, Channel, Payload, digest_of_bytes

LINK = "http://127.0.0.1:8765/l/lnk_1"
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
few = settings(max_examples=60, deadline=None)


def payload(**fields: str) -> Payload:
    return Payload.render(Channel.EMAIL, "es-CR", fields, LINK, "ast_1")


def test_a_payload_says_what_it_carries() -> None:
    made = payload(subject="Café", body="Hola {{first_name}}: {{link}} y {{link}}")
    assert made.channel is Channel.EMAIL
    assert made.locale == "es-CR"
    assert made.link == LINK
    assert made.fields == {"subject": "Café", "body": f"Hola {{{{first_name}}}}: {LINK} y {LINK}"}


@few
@given(st.dictionaries(texts, texts, max_size=4))
def test_the_same_copy_renders_to_the_same_bytes(fields: dict[str, str]) -> None:
    again = payload(**dict(reversed(fields.items())))
    assert payload(**fields).body == again.body
    assert Payload(again.body) == again
    assert again.digest == digest_of_bytes(again.body)
    assert json.loads(again.body)["fields"] == again.fields


@few
@given(texts, texts, st.integers(0), st.integers(1, 255))
def test_any_other_byte_is_another_digest(subject: str, body: str, place: int, turn: int) -> None:
    made = payload(subject=subject, body=body)
    changed = bytearray(made.body)
    changed[place % len(changed)] ^= turn
    made.require(made.digest)
    with pytest.raises(ApprovalStale):
        Payload(bytes(changed)).require(made.digest)


@pytest.mark.parametrize(
    "other",
    [
        Payload.render(Channel.SMS, "es-CR", {"body": "a"}, LINK, "ast_1"),
        Payload.render(Channel.EMAIL, "en-US", {"body": "a"}, LINK, "ast_1"),
        Payload.render(Channel.EMAIL, "es-CR", {"body": "a "}, LINK, "ast_1"),
        Payload.render(Channel.EMAIL, "es-CR", {"text": "a"}, LINK, "ast_1"),
        Payload.render(Channel.EMAIL, "es-CR", {"body": "a"}, LINK + "2", "ast_1"),
        Payload.render(Channel.EMAIL, "es-CR", {"body": "a"}, LINK, "ast_2"),
    ],
)
def test_each_part_counts_in_the_digest(other: Payload) -> None:
    assert other.digest != payload(body="a").digest


def test_slots_are_filled_with_one_persons_values() -> None:
    made = payload(subject="{{first_name}}!", body="Hola {{first_name}}, {{first_name}}")
    assert made.filled({"first_name": "Ana"}) == {"subject": "Ana!", "body": "Hola Ana, Ana"}
    assert made.filled({}) == made.fields


@few
@given(value=texts | st.sampled_from(['"}', "{{first_name}}", "{{link}}", "\\1", "\\g<0>", "{{"]))
def test_a_value_is_text_and_is_not_filled_again(value: str) -> None:
    filled = payload(body="<{{first_name}}>").filled({"first_name": value})
    assert filled == {"body": f"<{value}>"}


def test_a_value_that_names_another_slot_stays_as_it_is() -> None:
    made = payload(body="{{first_name}} {{city}}")
    for slots in (
        {"first_name": "{{city}}", "city": "{{first_name}}"},
        {"city": "{{first_name}}", "first_name": "{{city}}"},
    ):
        assert made.filled(slots) == {"body": "{{city}} {{first_name}}"}


def test_filling_changes_no_byte_that_was_approved() -> None:
    made = payload(body="Hola {{first_name}}")
    before = made.digest
    made.filled({"first_name": "Ana"})
    assert made.digest == before
    assert frozenset({"first_name"}) == SLOTS
