"""Two real PostgreSQL servers: one dies, freezes, or is joined by a second that takes writes."""

import tempfile
import threading
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.failover.health import endpoints_health
from domain_api.adapters.sql.failover.model import Role
from domain_api.kernel import Unavailable
from tests.domain_api.adapters.sql.toys import cups, drunk, metadata, pour, sip
from tests.support.replication import Replicated, replicated_servers

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.timeout(300),  # much longer than it takes: the machine may be busy
    pytest.mark.xdist_group("replication"),
]
TARGET_S = 25.0


@pytest.fixture
def replicated() -> Generator[Replicated]:
    # Not in the tests' own folder, which is closed to the user who runs the servers.
    with (
        tempfile.TemporaryDirectory(prefix="promptsales-pair-") as folder,
        replicated_servers(Path(folder)) as pair,
    ):
        yield pair


@pytest.fixture
def paired(replicated: Replicated) -> Generator[Database]:
    with replicated.database() as opened:
        metadata.create_all(opened.engine)
        pour(opened)
        yield opened


def sip_at_last(database: Database) -> float:
    """Asks again until it is done once; seconds that it took, or a failure after the target."""
    began = time.monotonic()
    while time.monotonic() < began + TARGET_S:
        try:
            sip(database)
        except Unavailable:
            time.sleep(0.05)
        else:
            return time.monotonic() - began
    pytest.fail(f"not served within {TARGET_S} seconds")


def test_without_a_writer_a_replica_is_read_and_after_its_promotion_written_to(
    replicated: Replicated, paired: Database
) -> None:
    assert [one.role for one in endpoints_health(paired)] == [Role.WRITER, Role.READER]
    sip(paired)
    replicated.primary.kill()
    deadline = time.monotonic() + TARGET_S
    while True:
        try:
            assert drunk(paired) == 1
            break
        except Unavailable:
            assert time.monotonic() < deadline
            time.sleep(0.05)
    with pytest.raises(Unavailable) as refused:
        sip(paired)
    assert refused.value.code == "database_unavailable"
    replicated.secondary.promote()
    sip_at_last(paired)
    assert drunk(paired) == 2
    told = endpoints_health(paired)
    assert [one.role for one in told] == [Role.AWAY, Role.WRITER]
    assert "refused" in told[0].error.lower()


def test_a_primary_that_freezes_is_left_and_who_waited_for_it_is_told(
    replicated: Replicated, paired: Database
) -> None:
    told: list[str] = []

    def wait_in_vain() -> None:
        try:
            with paired.write() as connection:
                connection.execute(cups.update().values(drunk=9))
                frozen.wait(30)
                connection.execute(cups.update().values(drunk=10))
        except Unavailable as error:
            told.append(error.code)

    frozen = threading.Event()
    waiter = threading.Thread(target=wait_in_vain, daemon=True)
    waiter.start()
    replicated.primary.freeze()
    frozen.set()
    replicated.secondary.promote()
    assert sip_at_last(paired) < TARGET_S
    waiter.join(TARGET_S)
    assert not waiter.is_alive()
    assert told == ["unavailable"]
    assert drunk(paired) == 1


def test_a_primary_that_acknowledges_nothing_without_its_replica_is_left_for_it(
    replicated: Replicated, paired: Database
) -> None:
    """It takes writes by its role; that no commit comes back from it makes them one writer."""
    sip(paired)
    replicated.secondary.promote()  # and nobody stopped the primary
    with pytest.raises(Unavailable) as lost:
        sip(paired)
    assert lost.value.code == "outcome_unknown"
    sip_at_last(paired)
    pair = paired.pair
    assert pair is not None
    assert (pair.standing().in_use, pair.standing().two_writers) == ("secondary", False)
    assert replicated.secondary.execute('SELECT drunk FROM "TSCups"') == [(2,)]


def test_a_second_that_takes_writes_gets_none_while_the_first_does(
    replicated: Replicated, paired: Database
) -> None:
    sip(paired)
    replicated.primary.execute("ALTER SYSTEM SET synchronous_standby_names = ''")
    replicated.primary.execute("SELECT pg_reload_conf()")
    replicated.secondary.promote()  # and nobody stopped the primary
    pair = paired.pair
    assert pair is not None
    deadline = time.monotonic() + TARGET_S
    while not pair.standing().two_writers:
        assert time.monotonic() < deadline
        sip(paired)
    assert pair.standing().in_use == "primary"
    assert pair.standing().switches == 0
    sips = drunk(paired)
    assert replicated.primary.execute('SELECT drunk FROM "TSCups"') == [(sips,)]
    assert replicated.secondary.execute('SELECT drunk FROM "TSCups"') < [(sips,)]
    replicated.primary.kill()
    time.sleep(1.0)  # several looks: time enough for the change that must not come
    with pytest.raises(Unavailable):
        sip(paired)
