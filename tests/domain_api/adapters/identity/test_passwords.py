"""Passwords: only the right one fits, and nobody's takes as long as somebody's."""

from hypothesis import given, settings
from hypothesis import strategies as st

from domain_api.adapters.identity.passwords import Argon2Passwords

QUICK = Argon2Passwords(memory_kib=64, passes=1)


@settings(max_examples=20)
@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
)
def test_only_the_same_password_fits(password: str, other: str):
    kept = QUICK.hash(password)
    assert QUICK.matches(kept, password)
    assert QUICK.matches(kept, other) == (password == other)


def test_one_password_has_a_different_hash_each_time():
    assert QUICK.hash("correct horse battery") != QUICK.hash("correct horse battery")


def test_nobody_has_no_password_not_even_the_one_that_is_compared():
    assert not QUICK.matches(None, "nobody has this password")


def test_a_broken_hash_fits_nothing():
    assert not QUICK.matches("not a hash", "correct horse battery")


def test_the_product_hashes_with_argon2id_and_19_mib():
    assert Argon2Passwords().hash("x").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_comparing_for_nobody_does_the_same_work():
    hashed: list[str] = []

    class Watched(Argon2Passwords):
        def _verify(self, password_hash: str, password: str) -> bool:
            hashed.append(password_hash.rsplit("$", 2)[0])
            return super()._verify(password_hash, password)

    watched = Watched(memory_kib=64, passes=1)
    watched.matches(watched.hash("x"), "y")
    watched.matches(None, "y")
    assert len(hashed) == 2
    assert hashed[0] == hashed[1]
