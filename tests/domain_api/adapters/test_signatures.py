"""A signature holds for its very bytes, its secret and its time, and for nothing else."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain_api.adapters.signatures import sign, verify
from domain_api.kernel import InvalidInput, Unauthenticated

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
STAMP = int(NOW.timestamp())


def test_it_is_the_hmac_of_the_time_a_dot_and_the_body() -> None:
    mac = hmac.new(b"s3cret", f"{STAMP}.".encode() + b'{"a":1}', hashlib.sha256).hexdigest()
    assert sign("s3cret", b'{"a":1}', NOW) == f"t={STAMP},v1={mac}"


@settings(max_examples=40)
@given(secret=st.text(st.characters(codec="utf-8"), min_size=1, max_size=40), body=st.binary())
def test_what_was_signed_verifies(secret: str, body: bytes) -> None:
    verify(secret, sign(secret, body, NOW), body, NOW)


@settings(max_examples=40)
@given(body=st.binary(min_size=1), place=st.integers(0), bit=st.integers(0, 7))
def test_one_changed_bit_does_not_verify(body: bytes, place: int, bit: int) -> None:
    changed = bytearray(body)
    changed[place % len(body)] ^= 1 << bit
    with pytest.raises(Unauthenticated):
        verify("s3cret", sign("s3cret", body, NOW), bytes(changed), NOW)


def test_another_secret_or_another_time_in_the_header_does_not_verify() -> None:
    header = sign("s3cret", b"body", NOW)
    with pytest.raises(Unauthenticated):
        verify("another", header, b"body", NOW)
    with pytest.raises(Unauthenticated):
        verify("s3cret", header.replace(str(STAMP), str(STAMP + 1)), b"body", NOW)


@pytest.mark.parametrize(
    ("age_s", "holds"), [(300, True), (-300, True), (301, False), (-301, False)]
)
def test_it_holds_for_five_minutes_both_ways(age_s: int, holds: bool) -> None:
    header, now = sign("s3cret", b"body", NOW), NOW + timedelta(seconds=age_s)
    if holds:
        verify("s3cret", header, b"body", now)
        return
    with pytest.raises(Unauthenticated) as refused:
        verify("s3cret", header, b"body", now)
    assert refused.value.code == "stale_signature"


@pytest.mark.parametrize(
    "header",
    [
        "",
        "t=,v1=",
        f"t={STAMP}",
        f"t={STAMP},v1=abc",
        f"v1={'0' * 64},t={STAMP}",
        f"t={STAMP},v1={'0' * 64}",
        f"t={STAMP},v1={'0' * 64}\n",
        f"t=-1,v1={'0' * 64}",
        f"t={'9' * 400},v1={'0' * 64}",
        f"t=١٢٣,v1={'0' * 64}",
        "\x00" * 10_000,
    ],
)
def test_a_malformed_or_forged_header_does_not_verify(header: str) -> None:
    with pytest.raises(Unauthenticated):
        verify("s3cret", header, b"body", NOW)


def test_no_secret_signs_nothing_and_verifies_nothing() -> None:
    with pytest.raises(InvalidInput):
        sign("", b"body", NOW)
    mac = hmac.new(b"", f"{STAMP}.body".encode(), hashlib.sha256).hexdigest()
    with pytest.raises(Unauthenticated):
        verify("", f"t={STAMP},v1={mac}", b"body", NOW)
