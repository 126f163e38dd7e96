"""The failover drill measures a real failover, and finds what a worse product would do."""

import json
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection

from domain_api.adapters.sql.engine import Database
from domain_api.kernel import Unavailable
from suite.drills.failover import drill, servers
from suite.drills.failover.drill import KILLED, one_switch
from suite.drills.failover.load import metadata, rows
from suite.drills.failover.report import TARGET_S, FailoverReport, Switch
from tests.suite.command import RunHere
from tests.support.replication import postgres_programs


@pytest.mark.postgres
@pytest.mark.timeout(300)  # much longer than it takes: the machine may be busy
@pytest.mark.xdist_group("replication")
def test_nothing_is_lost_when_a_primary_is_killed_under_load(run_here: RunHere) -> None:
    postgres_programs()
    done = run_here("drill", "failover", "--times", "1", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["ok"], told["lost"]) == (0, True, 0)
    assert [switch["what"] for switch in told["switches"]] == [KILLED, "moved back"]
    for switch in told["switches"]:
        assert 0 < switch["seconds"] < TARGET_S
        assert switch["kept"] >= 200
        assert switch["errors"] > 0
        assert switch["undead"] == switch["broken"] == 0
    assert "round 1, primary killed" in done.stderr


def nowhere(_program: str) -> str | None:
    return None


def test_without_postgresql_the_package_is_named(
    run_here: RunHere, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(servers, "_DEBIAN", tmp_path)
    monkeypatch.setattr(shutil, "which", nowhere)
    done = run_here("drill", "failover", "--times", "1")
    assert done.returncode == 1
    assert "apt-get install postgresql" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("times", ["0", "-3", "many"])
def test_a_number_of_rounds_that_is_none_is_refused(run_here: RunHere, times: str) -> None:
    assert run_here("drill", "failover", "--times", times).returncode == 2


def _ended(sqlite: Database, end: Callable[[], None]) -> Switch:
    return one_switch(1, KILLED, sqlite, end, lambda: None)


@pytest.fixture
def sqlite(tmp_path: Path) -> Generator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'drill.db'}")
    metadata.create_all(opened.engine)
    yield opened
    opened.close()


def test_a_server_that_stays_is_no_loss(sqlite: Database) -> None:
    assert _ended(sqlite, lambda: None).held


def test_a_row_that_was_acknowledged_and_is_gone_is_found(sqlite: Database) -> None:
    def lose() -> None:
        with sqlite.write() as connection:
            connection.execute(rows.delete().where(rows.c.number == 1))

    switch = _ended(sqlite, lose)
    assert (switch.lost, switch.undead, switch.held) == (1, 0, False)


class _Liar(Database):
    """Says of some work that it was not done, after it was; or breaks in a way of its own."""

    fault: Exception | None = None

    @contextmanager
    def write(self) -> Generator[Connection]:
        with super().write() as connection:
            yield connection
        fault, self.fault = self.fault, None
        if fault:
            raise fault


@pytest.mark.parametrize(
    ("fault", "undead", "broken", "unknown"),
    [
        (Unavailable("The database does not answer now."), 1, 0, 0),
        (Unavailable("It may have been done.", code="outcome_unknown"), 0, 0, 1),
        (RuntimeError("a defect"), 0, 1, 0),
    ],
)
def test_what_callers_are_told_is_held_against_what_there_is(
    fault: Exception, undead: int, broken: int, unknown: int, tmp_path: Path
) -> None:
    liar = _Liar(f"sqlite:///{tmp_path / 'drill.db'}")
    metadata.create_all(liar.engine)

    def lie() -> None:
        liar.fault = fault

    switch = _ended(liar, lie)
    assert (switch.undead, switch.broken, switch.unknown) == (undead, broken, unknown)
    assert switch.lost == 0
    assert switch.held is (unknown == 1)
    liar.close()


def test_a_service_that_does_not_come_back_misses_the_target(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drill, "_GIVE_UP_AFTER_S", 0.2)
    monkeypatch.setattr(drill, "_ROWS_AFTER", 10**9)
    assert not _ended(sqlite, lambda: None).came_back


def test_one_miss_fails_the_whole() -> None:
    good = Switch(1, KILLED, 1.0, True, 300, 5, 1, 0, 0, 0)
    late = Switch(2, KILLED, 25.0, True, 300, 5, 1, 0, 0, 0)
    assert FailoverReport([good], 9.0).held
    assert not FailoverReport([good, late], 9.0).held
    assert not FailoverReport([], 9.0).held
    assert FailoverReport([good, late], 9.0).longest(KILLED) == 25.0
