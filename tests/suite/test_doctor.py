"""The doctor finds each fault that was really made, names its setting, and says how to mend it."""

import json
import os
import socket
import sqlite3
from collections.abc import Generator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import typer
from redis import Redis
from sqlalchemy import make_url

from domain_api.adapters.sql.dialects.sqlite import Sqlite
from domain_api.kernel import new_id
from suite.commands.doctor import doctor
from suite.doctor.folder import disk
from suite.local import Installation, free_installation
from tests.suite.command import Done, RunHere
from tests.suite.group import Group
from tests.support.databases import POSTGRES, require_suite
from tests.support.redis_server import RedisServer, own_redis

SECRET = "tops3cret"


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Group:
    app = typer.Typer()
    app.command()(doctor)
    return Group(app, monkeypatch, capsys)


@pytest.fixture
def installation(tmp_path: Path, run_here: RunHere) -> Installation:
    data = tmp_path / "data"
    assert run_here("db", "upgrade", "--data", str(data)).returncode == 0
    return free_installation(data)


class Doctor:
    """Examines one installation, with settings of the moment."""

    def __init__(self, examined: Group, installation: Installation) -> None:
        self._examined, self.installation = examined, installation
        self._options = ("--data", str(installation.data), "--port", str(installation.port))

    def look(self, *more: str, **settings: str) -> Done:
        done = self._examined(*self._options, *more, **settings)
        assert SECRET not in done.stdout + done.stderr
        return done

    def faults(self, **settings: str) -> list[dict[str, str]]:
        done = self.look("--json", **settings)
        found = [each for each in json.loads(done.stdout) if not each["well"]]
        assert done.returncode == (1 if found else 0)
        return found

    def fault(self, **settings: str) -> tuple[str, str, str]:
        """The only one: its setting, what it is, and how to mend it."""
        [found] = self.faults(**settings)
        return found["setting"], found["what"], found["mend"]


@pytest.fixture
def the(examined: Group, installation: Installation) -> Doctor:
    return Doctor(examined, installation)


@pytest.fixture
def postgres() -> str:
    require_suite("postgres", POSTGRES, "PROMPTSALES_TEST_POSTGRES_URL names no server")
    return make_url(POSTGRES).set(password=SECRET).render_as_string(hide_password=False)


def test_a_sound_installation_is_well(the: Doctor) -> None:
    done = the.look()
    assert done.returncode == 0, done.stdout
    assert "MEND" not in done.stdout
    assert the.faults() == []


def test_a_folder_that_is_not_there_is_told_and_not_made(examined: Group, tmp_path: Path) -> None:
    done = examined(
        "--data", str(tmp_path / "none"), "--port", str(free_installation(tmp_path).port)
    )
    assert done.returncode == 1
    assert "is not there" in done.stdout
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("address", "words", "mend"),
    [
        ("no address", "not an address such as", "correct the setting"),
        (f"oracle://ana:{SECRET}@db/crm", "none of the engines", "correct the setting"),
        (f"postgresql+odd://ana:{SECRET}@db/crm", "no driver postgresql+odd", "correct"),
        (f"postgresql+psycopg2://a:{SECRET}@db/crm", "the package psycopg2-binary", "correct"),
        (f"postgresql+psycopg://a:{SECRET}@127.0.0.1:1/crm", "refused", "start the server"),
        (f"postgresql+psycopg://a:{SECRET}@no.such.invalid/crm", "resolve host", "host's name"),
    ],
)
def test_an_address_or_a_server_that_is_none(
    address: str, words: str, mend: str, the: Doctor
) -> None:
    setting, what, told = the.fault(PROMPTCRM_DB_PRIMARY=address)
    assert setting == "PROMPTCRM_DB_PRIMARY"
    assert words in what
    assert mend in told


@pytest.mark.postgres
def test_a_wrong_password_is_told(the: Doctor, postgres: str) -> None:
    user = make_url(postgres).set(username=new_id("usr"))
    setting, what, mend = the.fault(PROMPTCRM_DB_PRIMARY=user.render_as_string(hide_password=False))
    assert setting == "PROMPTCRM_DB_PRIMARY"
    assert "password authentication failed" in what or "does not exist" in what
    assert mend.startswith(("correct the password", "make the database"))


@pytest.mark.postgres
def test_a_database_that_the_server_does_not_have(the: Doctor) -> None:
    require_suite("postgres", POSTGRES, "PROMPTSALES_TEST_POSTGRES_URL names no server")
    address = make_url(POSTGRES).set(database="nobody_made_it")
    setting, what, mend = the.fault(
        PROMPTCRM_DB_PRIMARY=address.render_as_string(hide_password=False)
    )
    assert setting == "PROMPTCRM_DB_PRIMARY"
    assert "does not exist" in what
    assert "make the database" in mend


@pytest.mark.postgres
def test_a_pool_that_the_server_cannot_serve(the: Doctor) -> None:
    require_suite("postgres", POSTGRES, "PROMPTSALES_TEST_POSTGRES_URL names no server")
    found = the.faults(PROMPTCRM_DB_PRIMARY=POSTGRES, PROMPTSALES_DB_POOL_SIZE="100")
    assert {each["setting"] for each in found} >= {"PROMPTSALES_DB_POOL_SIZE"}
    assert any("up to 400 connections" in each["what"] for each in found)


def test_a_secondary_that_is_away(the: Doctor) -> None:
    away = the.installation.data / "away.db"
    setting, what, _ = the.fault(PROMPTSALES_DB_SECONDARY=f"sqlite:///{away}")
    assert setting == "PROMPTSALES_DB_SECONDARY"
    assert "is not there" in what


def test_two_servers_that_both_take_writes(the: Doctor) -> None:
    other = the.installation.data / "other.db"
    with closing(sqlite3.connect(other)) as made:
        made.execute("CREATE TABLE anything (a)")
    setting, what, mend = the.fault(PROMPTSALES_DB_SECONDARY=f"sqlite:///{other}")
    assert setting == "PROMPTSALES_DB_PRIMARY"
    assert what == "primary is writer, secondary is writer"
    assert "fence one of them" in mend


def test_what_the_engine_should_have_set_otherwise(
    the: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def advice(*_: object) -> list[str]:
        return ["Switch it on."]

    monkeypatch.setattr(Sqlite, "advice", advice)
    found = the.faults()
    assert {each["check"] for each in found} == {"options"}
    assert {each["mend"] for each in found} == {"Switch it on."}


def test_a_secondary_of_another_engine(the: Doctor) -> None:
    other = f"postgresql+psycopg://a:{SECRET}@127.0.0.1:1/sales"
    setting, what, _ = the.fault(PROMPTSALES_DB_SECONDARY=other)
    assert setting == "PROMPTSALES_DB_SECONDARY"
    assert "another engine" in what


@pytest.mark.parametrize(
    ("revision", "words", "mend"),
    [
        ("0001", "sales lacks 0002, 0003", "promptsales db upgrade"),
        ("9999", "schema 9999, newer than this program's", "install the newer program"),
    ],
)
def test_a_schema_of_another_time(revision: str, words: str, mend: str, the: Doctor) -> None:
    with closing(sqlite3.connect(the.installation.data / "sales.db")) as database, database:
        database.execute('UPDATE "PSSchema" SET version_num = ?', (revision,))
    setting, what, told = the.fault()
    assert setting == "PROMPTSALES_DB_PRIMARY"
    assert words in what
    assert mend in told


def test_a_database_that_is_missing_or_none(the: Doctor) -> None:
    crm = the.installation.data / "crm.db"
    crm.unlink()
    _, what, mend = the.fault()
    assert "crm.db is not there" in what
    assert "promptsales db upgrade" in mend
    assert not crm.exists()
    crm.write_bytes(b"this was a database once" * 100)
    _, what, mend = the.fault()
    assert "file is not a database" in what
    assert "backup" in mend


def test_a_database_that_somebody_holds(the: Doctor) -> None:
    with closing(sqlite3.connect(the.installation.data / "crm.db")) as holder:
        holder.isolation_level = None
        holder.execute("BEGIN IMMEDIATE")
        _, what, mend = the.fault()
    assert "held by a writer" in what
    assert "end the program" in mend


def test_a_clock_that_was_moved_back(the: Doctor) -> None:
    later = datetime.now(UTC).replace(tzinfo=None) + timedelta(days=1)
    with closing(sqlite3.connect(the.installation.data / "crm.db")) as database, database:
        database.execute(
            'INSERT INTO "PCRJobs" (job_id, kind, job_key, organization_id, data, state, attempts,'
            " next_run_at, created_at, updated_at) VALUES"
            " ('j', 'k', 'k', 'o', '{}', 'ready', 0, :at, :at, :at)",
            {"at": later.isoformat(" ")},
        )
    setting, what, mend = the.fault()
    assert setting == "the machine's clock"
    assert "crm" in what
    assert "NTP" in mend


def test_files_that_may_only_be_read(the: Doctor) -> None:
    database = the.installation.data / "crm.db"
    database.chmod(0o400)
    _, what, mend = the.fault()
    assert what == f"{database} may only be read"
    assert mend.startswith("run `chmod")
    database.chmod(0o600)
    the.installation.data.chmod(0o500)
    try:
        _, what, _ = the.fault()
    finally:
        the.installation.data.chmod(0o700)
    assert "cannot be written" in what


def test_secrets_that_others_can_read(the: Doctor) -> None:
    path = the.installation.data / "secrets.json"
    path.write_text("{}")
    path.chmod(0o644)
    _, what, mend = the.fault()
    assert what == f"{path} can be read by others"
    assert mend == f"run `chmod 600 {path}`"


def test_a_port_that_is_taken(the: Doctor) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", the.installation.port + 1))
        taken.listen()
        setting, what, _ = the.fault()
    assert setting == "--port"
    assert f"port {the.installation.port + 1} is in use" in what


def test_the_ports_of_an_up_that_runs_are_its_own(the: Doctor) -> None:
    with the.installation.held(), socket.socket() as ours:
        ours.bind(("127.0.0.1", the.installation.port))
        assert the.faults() == []


def test_a_disk_that_is_nearly_full(tmp_path: Path) -> None:
    free = os.statvfs(tmp_path)
    [found] = disk(tmp_path, least=free.f_frsize * free.f_blocks + 1)
    assert "MB free" in found.what
    assert found.mend
    [found] = disk(tmp_path, least=0)
    assert found.well


@pytest.fixture
def redis() -> Generator[RedisServer]:
    with own_redis() as server:
        yield server


def test_redis_that_answers_refuses_or_is_away(the: Doctor, redis: RedisServer) -> None:
    assert the.faults(PROMPTSALES_REDIS_URL=redis.url) == []
    with Redis(port=redis.port) as client:
        client.config_set("requirepass", "another")  # pyright: ignore[reportUnknownMemberType] -- its keywords are untyped
    with_password = redis.url.replace("redis://", f"redis://:{SECRET}@")
    setting, what, mend = the.fault(PROMPTSALES_REDIS_URL=with_password)
    assert (setting, what) == ("PROMPTSALES_REDIS_URL", "it refuses the password")
    redis.kill()
    _, what, mend = the.fault(PROMPTSALES_REDIS_URL=redis.url)
    assert "does not answer" in what
    assert "start the server" in mend
    _, what, _ = the.fault(PROMPTSALES_REDIS_URL="no address")
    assert "not an address" in what


def test_files_that_cannot_be_kept(the: Doctor) -> None:
    setting, what, _ = the.fault(PROMPTSALES_BLOBS__CONNECTION_STRING=f"AccountKey={SECRET}")
    assert setting == "PROMPTSALES_BLOBS__CONNECTION_STRING"
    assert "no connection string" in what
