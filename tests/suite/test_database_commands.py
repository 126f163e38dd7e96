"""`promptsales db` tells of each database how far it is, also while another one is away."""

import json
from pathlib import Path

import pytest

from domain_api.bootstrap import connect_databases
from domain_api.settings import Settings
from tests.suite.command import RunHere

NOBODY = "postgresql+psycopg://ana:tops3cret@127.0.0.1:1/crm"


@pytest.fixture
def data(tmp_path: Path, run_here: RunHere) -> Path:
    assert run_here("db", "upgrade", "--data", str(tmp_path)).returncode == 0
    return tmp_path


def behind(data: Path, context: str, table: str, revision: str) -> None:
    """Makes a database say that it is at that revision."""
    databases = connect_databases(Settings(data=data))
    for database, schema in databases.with_schemas():
        if schema.context == context:
            with database.write() as connection:
                connection.exec_driver_sql(f"UPDATE \"{table}\" SET version_num = '{revision}'")  # noqa: S608 -- our own words
        database.close()


def test_the_status_names_what_is_missing(data: Path, run_here: RunHere) -> None:
    behind(data, "sales", "PSSchema", "0001")
    done = run_here("db", "status", "--data", str(data))
    assert done.returncode == 0
    assert "pending: 0002, 0003" in done.stdout.splitlines()[0]
    assert "pending" not in "".join(done.stdout.splitlines()[1:])
    checked = run_here("db", "check", "--data", str(data))
    assert checked.returncode == 1
    assert "promptsales db upgrade" in checked.stderr


def test_the_status_goes_on_when_one_is_down_and_hides_its_password(
    data: Path, run_here: RunHere
) -> None:
    done = run_here("db", "status", "--data", str(data), PROMPTCRM_DB_PRIMARY=NOBODY)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["sales", "crm", "content", "ads", "ads", "ads"]
    assert "unknown of" in lines[1]
    assert sum("unknown" in line for line in lines) == 1
    assert "127.0.0.1:1/crm cannot be used" in done.stderr
    assert "tops3cret" not in done.stdout + done.stderr


def test_the_status_as_json(data: Path, run_here: RunHere) -> None:
    done = run_here("db", "status", "--json", "--data", str(data), PROMPTCRM_DB_PRIMARY=NOBODY)
    states = json.loads(done.stdout)
    assert [state["reachable"] for state in states] == [True, False, True, True, True, True]
    assert all(state["revision"] == state["head"] for state in states if state["reachable"])
    assert states[0]["pending"] == []


@pytest.mark.parametrize("verb", ["upgrade", "check"])
def test_a_server_that_is_away_is_named(verb: str, data: Path, run_here: RunHere) -> None:
    done = run_here("db", verb, "--data", str(data), PROMPTCRM_DB_PRIMARY=NOBODY)
    assert done.returncode == 1
    assert "127.0.0.1:1/crm cannot be used" in done.stderr
    assert "tops3cret" not in done.stderr


def test_a_newer_schema_is_refused(data: Path, run_here: RunHere) -> None:
    behind(data, "crm", "PCRSchema", "9999")
    done = run_here("db", "upgrade", "--data", str(data))
    assert done.returncode == 1
    assert "schema 9999, newer than this program" in done.stderr


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("no address at all", "PROMPTCRM_DB_PRIMARY: not an address such as"),
        ("oracle://ana:tops3cret@db/crm", "oracle is none of the engines"),
        ("postgresql+psycopg2://ana:tops3cret@db/crm", "install the package psycopg2-binary"),
        ("postgresql+odd://ana:tops3cret@db/crm", "there is no driver postgresql+odd"),
    ],
)
def test_an_address_that_is_none_names_its_setting(
    address: str, words: str, data: Path, run_here: RunHere
) -> None:
    for verb in ("status", "check", "upgrade"):
        done = run_here("db", verb, "--data", str(data), PROMPTCRM_DB_PRIMARY=address)
        assert done.returncode == 1
        assert "PROMPTCRM_DB_PRIMARY: " in done.stderr
        assert words in done.stderr
        assert "tops3cret" not in done.stderr
