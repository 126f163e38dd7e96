"""Signing keys: their file, their rotation, and that they show themselves to nobody."""

import json
import stat
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from domain_api.adapters.identity.issuer import BuiltInIssuer
from domain_api.adapters.identity.keys import KeyFile, SigningKeys, load_or_create_keys
from domain_api.kernel import InvalidInput, Unauthenticated
from domain_api.sales.organizations.tokens import Audience
from tests.support.actors import person

API = "https://marketing.example/api/v1"


def ids(keys: SigningKeys) -> list[str | None]:
    return [key.kid for key in keys.keys]


def private_parts(keys: SigningKeys) -> list[str]:
    return [str(key.as_dict(private=True)["d"]) for key in keys.keys]


def issuer(keys: KeyFile) -> BuiltInIssuer:
    return BuiltInIssuer(keys, "https://marketing.example", API, [])


def test_a_new_file_is_ours_alone_and_is_read_back(tmp_path: Path):
    path = tmp_path / "secrets" / "keys.json"
    keys = load_or_create_keys(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert ids(load_or_create_keys(path)) == ids(keys)
    assert [file.name for file in path.parent.iterdir()] == ["keys.json"]


def test_processes_that_start_at_once_agree_on_one_set(tmp_path: Path):
    path, together = tmp_path / "keys.json", threading.Barrier(6)
    found: list[list[str | None]] = []

    def start() -> None:
        together.wait(10)
        found.append(ids(load_or_create_keys(path)))

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(found) == 6
    assert all(each == found[0] for each in found)


def test_a_file_that_everybody_may_read_is_refused(tmp_path: Path):
    path = tmp_path / "keys.json"
    load_or_create_keys(path)
    path.chmod(0o644)
    with pytest.raises(InvalidInput) as caught:
        load_or_create_keys(path)
    assert caught.value.code == "open_key_file"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b'{"keys": []}',
        b"\xff\xfe",
        b'{"keys": [{"kty": "oct", "k": "c2VjcmV0", "kid": "a"}]}',
        b'{"keys": [{"kty":"EC","crv":"P-256","x":"AA","y":"AA","d":"AAsecretAA","kid":"a"}]}',
    ],
)
def test_a_file_with_anything_else_is_an_error_that_quotes_nothing(tmp_path: Path, content: bytes):
    path = tmp_path / "keys.json"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(InvalidInput) as caught:
        load_or_create_keys(path)
    assert caught.value.code == "invalid_key_file"
    assert "secret" not in repr(caught.value)
    assert path.read_bytes() == content


def test_a_public_set_is_no_file_to_sign_with():
    with pytest.raises(InvalidInput):
        SigningKeys.parse(json.dumps(SigningKeys.generate().public_set()))


def test_no_repr_and_no_published_set_shows_a_private_part():
    keys = SigningKeys.generate().rotated()
    shown = repr(keys) + str(keys) + json.dumps(keys.public_set())
    assert not any(part in shown for part in private_parts(keys))


def test_after_a_rotation_the_newest_signs_and_the_old_ones_still_verify(tmp_path: Path):
    path = tmp_path / "keys.json"
    here, there = issuer(KeyFile(path)), issuer(KeyFile(path))
    before = here.issue(person(), Audience.API, timedelta(hours=1)).text
    there.verify(before, API)
    KeyFile(path).rotate()
    after = here.issue(person(), Audience.API, timedelta(hours=1)).text
    for token in (before, after):
        there.verify(token, API)
    assert json.dumps(there.jwks()).count('"kid"') == 2
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_key_goes_with_the_third_rotation_and_so_do_its_tokens(tmp_path: Path):
    keys = KeyFile(tmp_path / "keys.json")
    old = issuer(keys).issue(person(), Audience.API, timedelta(hours=1)).text
    for _ in range(2):
        keys.rotate()
    issuer(keys).verify(old, API)
    keys.rotate()
    with pytest.raises(Unauthenticated):
        issuer(keys).verify(old, API)
