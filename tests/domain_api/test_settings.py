"""Settings come from the environment; secrets stay secret; production is told or does not start."""

import json
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import ValidationError
from sqlalchemy import make_url

from domain_api.adapters.sql.engine import Database
from domain_api.kernel import Recovery, Unavailable
from domain_api.settings import Profile, Settings, own_secrets
from tests.support.servers import ROOT

WORD = "s3cret-word"
PRODUCTION = {
    "PROMPTSALES_PROFILE": "production",
    "PROMPTSALES_DB_PRIMARY": f"postgresql+psycopg://ana:{WORD}@db/sales",
    "PROMPTCRM_DB_PRIMARY": f"postgresql+psycopg://ana:{WORD}@db/crm",
    "PROMPTCONTENT_DB_PRIMARY": f"postgresql+psycopg://ana:{WORD}@db/content",
    "PROMPTADS_DB_PRIMARY": f"postgresql+psycopg://ana:{WORD}@ads:5433",
    "PROMPTSALES_GATEWAY_KEY": f"{WORD}-gateway",
    "PROMPTSALES_WEBHOOK_SECRET": f"{WORD}-webhook",
}


@pytest.fixture(autouse=True)
def nothing_around(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of whoever runs the tests does not count."""
    for name in [name for name in os.environ if name.startswith("PROMPT")]:
        monkeypatch.delenv(name)


def told(monkeypatch: pytest.MonkeyPatch, values: Mapping[str, str]) -> Settings:
    for name, value in values.items():
        monkeypatch.setenv(name if name.startswith("PROMPT") else f"PROMPTSALES_{name}", value)
    return Settings()


def test_without_an_environment_all_is_embedded_in_one_folder(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    assert settings.profile is Profile.EMBEDDED
    found = [settings.sales_database(), settings.crm_database(), settings.content_database()]
    found += settings.ads_databases()
    assert [Path(str(make_url(at.primary).database)).name for at in found] == [
        "sales.db",
        "crm.db",
        "content.db",
        "ads-0.db",
        "ads-1.db",
        "ads-2.db",
    ]
    assert all(Path(str(make_url(at.primary).database)).parent == tmp_path for at in found)
    assert list(tmp_path.iterdir()) == [], "asking for addresses makes nothing"


@pytest.mark.parametrize("name", ["with space", "50% off", "café", "a#b", "a:b", "a&b=c", "~"])
def test_the_folder_may_have_almost_any_name(tmp_path: Path, name: str) -> None:
    settings = Settings(data=tmp_path / name)
    settings.data.mkdir()
    database = Database(settings.sales_database().primary)
    with database.read():
        pass
    database.close()
    assert (tmp_path / name / "sales.db").exists()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_production_takes_what_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = told(monkeypatch, PRODUCTION)
    assert settings.sales_database() == (PRODUCTION["PROMPTSALES_DB_PRIMARY"], "")
    assert settings.crm_database() == (PRODUCTION["PROMPTCRM_DB_PRIMARY"], "")
    assert settings.content_database() == (PRODUCTION["PROMPTCONTENT_DB_PRIMARY"], "")
    assert settings.gateway_secret() == f"{WORD}-gateway"
    assert settings.webhooks_secret() == f"{WORD}-webhook"
    shards = [make_url(at.primary) for at in settings.ads_databases()]
    assert [(url.host, url.database) for url in shards] == [
        ("ads", f"promptads_{number}") for number in range(3)
    ]
    assert all(url.password == WORD for url in shards)


@pytest.mark.parametrize("value", [None, "", "  "])
@pytest.mark.parametrize("name", [name for name in PRODUCTION if name != "PROMPTSALES_PROFILE"])
def test_production_names_what_is_missing_and_shows_no_secret(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str | None
) -> None:
    values = {key: kept for key, kept in PRODUCTION.items() if key != name}
    with pytest.raises(ValidationError) as refused:
        told(monkeypatch, values if value is None else {**values, name: value})
    assert f"production needs {name}" in str(refused.value)
    assert WORD not in str(refused.value)


def test_production_names_all_that_is_missing_at_once() -> None:
    with pytest.raises(ValidationError) as refused:
        Settings(profile=Profile.PRODUCTION)
    for name in PRODUCTION:
        assert name == "PROMPTSALES_PROFILE" or name in str(refused.value)


def test_production_makes_no_secret_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = told(monkeypatch, {**PRODUCTION, "DATA": str(tmp_path / "data")})
    settings.gateway_secret()
    settings.webhooks_secret()
    assert not (tmp_path / "data").exists()


def test_secrets_are_not_in_what_is_printed_or_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = told(monkeypatch, {**PRODUCTION, "MODEL__API_KEY": f"{WORD}-model"})
    assert settings.model.api_key.get_secret_value() == f"{WORD}-model"
    for shown in (repr(settings), str(settings), f"{settings.model}"):
        assert WORD not in shown


def test_a_value_that_is_wrong_is_named_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValidationError, match="timeout_s") as refused:
        told(monkeypatch, {"MODEL__TIMEOUT_S": WORD})
    assert WORD not in str(refused.value)


@pytest.mark.parametrize(
    ("listed", "shards"),
    [
        ("a", ["a"]),
        ("a,b,c", ["a", "b", "c"]),
        (" a , b ,, ", ["a", "b"]),
        ("sqlite:///x?a=1,sqlite:///y", ["sqlite:///x?a=1", "sqlite:///y"]),
    ],
)
def test_shards_are_listed_in_one_variable(
    monkeypatch: pytest.MonkeyPatch, listed: str, shards: list[str]
) -> None:
    assert [at.primary for at in told(monkeypatch, {"DB_ADS": listed}).ads_databases()] == shards


def test_one_database_is_not_two_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValidationError, match="PROMPTSALES_DB_ADS names a shard twice"):
        told(monkeypatch, {"DB_ADS": "sqlite:///x,sqlite:///y, sqlite:///x"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PROFILE", "staging"),
        ("DATA", "what?"),
        ("PUBLIC_URL", "ftp://x"),
        ("PUBLIC_URL", "http://x/"),
        ("PUBLIC_URL", "x"),
        ("MODEL__KIND", "psychic"),
        ("MODEL__TIMEOUT_S", "0"),
        ("MODEL__UNKNOWN", "1"),
        ("PHONE_REGION", "Costa Rica"),
    ],
)
def test_a_value_out_of_range_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    with pytest.raises(ValidationError):
        told(monkeypatch, {name: value})


def test_settings_do_not_change(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings(data=tmp_path).data = tmp_path / "other"


def test_embedded_mode_makes_its_secrets_once(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"
    settings = Settings(data=folder)
    first = (settings.gateway_secret(), settings.webhooks_secret())
    assert len(set(first)) == 2
    assert min(map(len, first)) >= 40
    again = Settings(data=folder)
    assert (again.gateway_secret(), again.webhooks_secret()) == first
    assert Settings(data=tmp_path / "other").gateway_secret() != first[0]


def test_what_is_told_comes_before_what_was_made(tmp_path: Path) -> None:
    made = own_secrets(tmp_path)
    settings = Settings.model_validate({"data": tmp_path, "gateway_key": "told"})
    assert settings.gateway_secret() == "told"
    assert settings.webhooks_secret() == made["webhook_secret"]


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_only_the_owner_can_read_them(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        own_secrets(tmp_path / "data")
    finally:
        os.umask(before)
    [path] = (tmp_path / "data").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text()).keys() == {"gateway_key", "webhook_secret"}


def test_processes_that_start_at_once_share_one_set(tmp_path: Path) -> None:
    asked = (
        "import pathlib, json, domain_api.settings as s\n"
        f"print(json.dumps(s.own_secrets(pathlib.Path({str(tmp_path / 'data')!r}))))"
    )
    started = [
        subprocess.Popen(  # noqa: S603 -- our own interpreter
            [sys.executable, "-c", asked],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    printed = [process.communicate(timeout=60)[0] for process in started]
    assert len(set(printed)) == 1
    assert json.loads(printed[0]) == own_secrets(tmp_path / "data")
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secrets.json"]


def test_threads_that_start_at_once_share_one_set(tmp_path: Path) -> None:
    start = threading.Barrier(8, timeout=20)

    def ask(_number: int) -> str:
        start.wait()
        return json.dumps(own_secrets(tmp_path / "data"))

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ask, range(8)))) == 1
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secrets.json"]


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"gateway_key": "a"}', '{"gateway_key": ""}'])
def test_a_file_of_secrets_that_is_broken_is_named(tmp_path: Path, kept: str) -> None:
    path = tmp_path / "secrets.json"
    path.write_text(kept)
    with pytest.raises(Unavailable) as refused:
        own_secrets(tmp_path)
    assert refused.value.code == "invalid_secrets_file"
    assert refused.value.recovery is Recovery.NEEDS_HUMAN
    assert str(path) in refused.value.message
    assert path.read_text() == kept


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("USER", "600"),
        ("ORGANIZATION", "0/minute"),
        ("SIGN_IN", "5/day"),
        ("FORM", ""),
        ("TRUSTED_PROXIES", "proxy.example.com"),
        ("TRUSTED_PROXIES", "10.0.0.0/33"),
    ],
)
def test_a_limit_that_cannot_be_kept_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    monkeypatch.setenv(f"PROMPTSALES_LIMITS__{name}", text)
    with pytest.raises(ValueError, match=name.lower()):
        Settings()


def test_limits_and_proxies_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROMPTSALES_LIMITS__USER", "5/second")
    monkeypatch.setenv("PROMPTSALES_LIMITS__TRUSTED_PROXIES", "10.0.0.0/8, 2001:db8::1,")
    limits = Settings().limits
    assert (limits.user, limits.sign_in) == ("5/second", "120/minute")
    assert limits.proxies() == ["10.0.0.0/8", "2001:db8::1"]
