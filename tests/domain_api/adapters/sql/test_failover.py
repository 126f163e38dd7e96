"""A pair follows the roles of its servers: one writer at a time, and no hopping."""

import threading
import time
from collections.abc import Generator

import pytest
from prometheus_client import CollectorRegistry
from structlog.testing import capture_logs

from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.failover.breaker import Breaker
from domain_api.adapters.sql.failover.metrics import FailoverMetrics
from domain_api.adapters.sql.failover.model import Role
from domain_api.adapters.sql.failover.pair import Rests
from domain_api.kernel import Recovery, Unavailable
from tests.domain_api.adapters.sql.failing_servers import Cluster, cluster

WRITER, READER, AWAY = Role.WRITER, Role.READER, Role.AWAY


@pytest.fixture
def healthy() -> Generator[Cluster]:
    made = cluster()
    assert made.writer() == "primary"
    yield made
    made.pair.close()


def test_the_primary_takes_reads_and_writes_and_the_replica_none(healthy: Cluster) -> None:
    healthy.look(3)
    assert (healthy.writer(), healthy.reader()) == ("primary", "primary")
    assert healthy.primary.proofs > 0
    assert healthy.secondary.proofs == 0


def test_a_dead_primary_is_followed_by_the_promoted_secondary(healthy: Cluster) -> None:
    term = healthy.pair.term
    healthy.primary.role = AWAY
    healthy.look(2)
    assert (healthy.writer(), healthy.reader()) == (None, "secondary")
    healthy.secondary.role = WRITER
    healthy.look()
    assert (healthy.writer(), healthy.reader()) == ("secondary", "secondary")
    assert healthy.pair.term > term
    assert healthy.primary.left > 0


def test_one_lost_answer_is_no_death(healthy: Cluster) -> None:
    """Even with another that takes writes: a blink must not be the reason to hop."""
    for _ in range(5):
        healthy.primary.role, healthy.secondary.role = AWAY, WRITER
        healthy.look()
        healthy.primary.role, healthy.secondary.role = WRITER, READER
        healthy.look()
        assert healthy.writer() == "primary"
    assert healthy.pair.standing().switches == 0
    assert healthy.primary.left == 0


def test_a_flapping_secondary_changes_nothing(healthy: Cluster) -> None:
    for role in (AWAY, READER, AWAY, AWAY, READER, READER, AWAY):
        healthy.secondary.role = role
        healthy.look()
        assert healthy.writer() == "primary"


def test_a_server_that_comes_and_goes_is_not_moved_to(healthy: Cluster) -> None:
    healthy.primary.role = healthy.secondary.role = AWAY
    healthy.look(2)
    for _ in range(4):
        healthy.secondary.role = WRITER
        healthy.look()
        assert healthy.writer() is None
        healthy.secondary.role = AWAY
        healthy.look()


def test_a_secondary_that_takes_no_writes_is_read_and_never_written_to(healthy: Cluster) -> None:
    healthy.primary.role = AWAY
    healthy.look(10)
    assert (healthy.writer(), healthy.reader()) == (None, "secondary")
    assert healthy.secondary.proofs == 0
    with pytest.raises(Unavailable) as refused:
        healthy.pair.writer()
    assert refused.value.code == "database_unavailable"
    assert refused.value.recovery is Recovery.TRANSIENT


def test_a_secondary_that_says_writer_and_keeps_no_write_is_not_moved_to(healthy: Cluster) -> None:
    healthy.primary.role, healthy.secondary.role = AWAY, WRITER
    healthy.secondary.keeps_writes = False
    healthy.look(3)
    assert healthy.writer() is None
    assert healthy.pair.standing().in_use == "primary"
    healthy.secondary.keeps_writes = True
    healthy.look()
    assert healthy.writer() == "secondary"


def test_a_primary_that_keeps_no_write_any_more_takes_none(healthy: Cluster) -> None:
    healthy.primary.keeps_writes = False
    healthy.look()
    assert (healthy.writer(), healthy.reader()) == (None, "primary")
    healthy.secondary.role = WRITER  # promoted, and the primary was not fenced
    healthy.look(3)
    assert (healthy.writer(), healthy.reader()) == (None, "primary")
    assert healthy.pair.standing().two_writers
    healthy.primary.role = READER
    healthy.look()
    assert healthy.writer() == "secondary"


def test_with_both_dead_nothing_is_served_until_one_is_back(healthy: Cluster) -> None:
    healthy.primary.role = healthy.secondary.role = AWAY
    healthy.look(3)
    assert (healthy.writer(), healthy.reader()) == (None, None)
    healthy.primary.role = WRITER
    healthy.look(2)
    assert healthy.writer() == "primary"
    assert healthy.pair.standing().switches == 0


def test_the_primary_that_returns_as_a_replica_is_left_alone_until_it_takes_writes(
    healthy: Cluster,
) -> None:
    healthy.primary.role, healthy.secondary.role = AWAY, WRITER
    healthy.look(2)
    proofs = healthy.primary.proofs
    healthy.primary.role = READER
    healthy.look(5)
    assert healthy.writer() == "secondary"
    assert healthy.primary.proofs == proofs
    healthy.primary.role, healthy.secondary.role = WRITER, READER
    healthy.look()
    assert healthy.writer() == "primary"
    assert healthy.pair.standing().switches == 2


def test_two_that_take_writes_raise_an_alarm_and_nobody_moves(healthy: Cluster) -> None:
    healthy.secondary.role = WRITER
    with capture_logs() as lines:
        healthy.look(4)
    assert healthy.writer() == "primary"
    assert healthy.secondary.proofs == 0
    alarms = [line for line in lines if line["event"] == "database_two_writers"]
    assert [(line["log_level"], line["over"]) for line in alarms] == [("error", False)]
    assert healthy.pair.standing().two_writers


def test_after_two_writers_the_death_of_the_one_in_use_moves_nobody(healthy: Cluster) -> None:
    """What the other holds is another truth: a person decides which one is right."""
    healthy.secondary.role = WRITER
    healthy.look(2)
    healthy.primary.role = AWAY
    healthy.look(5)
    assert (healthy.writer(), healthy.reader()) == (None, None)
    healthy.primary.role = READER
    healthy.look(2)
    assert healthy.writer() == "secondary"
    assert not healthy.pair.standing().two_writers


def test_roles_that_change_hands_within_a_look_are_no_two_writers(healthy: Cluster) -> None:
    healthy.secondary.role = WRITER  # the primary was asked a moment before it fell
    healthy.look()
    healthy.primary.role = AWAY
    healthy.look(2)
    assert healthy.writer() == "secondary"


def test_a_primary_that_is_just_back_and_takes_writes_is_counted_before_anyone_moves(
    healthy: Cluster,
) -> None:
    healthy.primary.role = AWAY
    healthy.look(2)
    healthy.primary.role = healthy.secondary.role = WRITER
    healthy.look()
    assert healthy.writer() is None
    healthy.look()
    assert healthy.writer() == "primary"
    assert healthy.pair.standing().two_writers
    assert healthy.secondary.proofs == 0


def test_who_begins_between_two_writers_writes_to_none() -> None:
    begun = cluster(WRITER, WRITER)
    assert (begun.writer(), begun.reader()) == (None, None)
    begun.primary.role = READER
    begun.look()
    assert begun.writer() == "secondary"
    begun.pair.close()


def test_who_begins_while_the_primary_blinks_asks_once_more() -> None:
    begun = cluster(AWAY, WRITER)
    begun.look()
    assert begun.pair.standing().in_use is None
    begun.primary.role, begun.secondary.role = WRITER, READER
    begun.look()
    assert begun.pair.standing().in_use == "primary"


def test_who_begins_after_a_failover_finds_the_promoted_one() -> None:
    begun = cluster(AWAY, WRITER)
    assert begun.writer() == "secondary"
    assert begun.pair.standing().switches == 0
    begun.pair.close()


def test_a_look_that_breaks_does_not_end_the_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = cluster(rests=Rests(well=0.02, ill=0.01))
    assert begun.writer() == "primary"
    broken, healed = threading.Event(), threading.Event()
    look = begun.pair.look

    def break_once() -> None:
        if not broken.is_set():
            broken.set()
            raise RuntimeError("no thread can be started")
        look()
        healed.set()

    monkeypatch.setattr(begun.pair, "look", break_once)
    with capture_logs() as lines:
        assert broken.wait(10)
        assert healed.wait(10)
    assert "database_look_failed" in [line["event"] for line in lines]
    begun.pair.close()


def test_statements_that_fail_bring_the_next_look_but_never_two_at_once() -> None:
    begun = cluster(rests=Rests(well=3600, ill=0.2))
    assert begun.writer() == "primary"
    begun.primary.role = AWAY
    began, left = time.monotonic(), begun.primary.left
    while begun.primary.left == left:
        assert time.monotonic() < began + 20
        begun.pair.suspect()
        time.sleep(0.001)
    assert time.monotonic() - began > 0.3
    begun.pair.close()


def test_seconds_without_a_writer_and_moves_are_counted(healthy: Cluster) -> None:
    healthy.primary.role = AWAY
    healthy.look(6)
    healthy.secondary.role = WRITER
    healthy.look(4)
    standing = healthy.pair.standing()
    assert standing.switches == 1
    assert standing.without_writer == 5  # the first look left the benefit of the doubt


def test_the_breaker_opens_on_the_second_silence_and_closes_on_the_second_answer() -> None:
    breaker = Breaker()
    heard = (READER, AWAY, READER, AWAY, AWAY, AWAY, WRITER, AWAY, WRITER, WRITER, READER)
    roles = [breaker.hear(role) for role in heard]
    assert roles == [
        READER, READER, READER, READER, AWAY, AWAY, AWAY, AWAY, AWAY, WRITER, READER,
    ]  # fmt: skip


def test_metrics_say_who_is_written_to() -> None:
    database = Database(
        "postgresql+psycopg://ana@127.0.0.1:1/sales", "postgresql+psycopg://ana@127.0.0.1:2/sales"
    )
    alone = Database("sqlite://")
    registry = CollectorRegistry()
    registry.register(FailoverMetrics({"sales": database, "crm": alone}))

    def value(name: str, **more: str) -> float | None:
        return registry.get_sample_value(f"promptsales_database_{name}", more)

    assert value("in_use", database="sales", endpoint="primary") == 0
    made = cluster()
    assert made.writer() == "primary"
    database.pair = made.pair
    registry = CollectorRegistry()
    registry.register(FailoverMetrics({"sales": database, "crm": alone}))
    assert value("in_use", database="sales", endpoint="primary") == 1
    assert value("in_use", database="sales", endpoint="secondary") == 0
    assert value("switches_total", database="sales") == 0
    assert value("two_writers", database="sales") == 0
    assert value("without_writer_seconds_total", database="sales") == 0
    assert value("in_use", database="crm", endpoint="primary") is None
    made.pair.close()
    alone.close()
    database.close()
