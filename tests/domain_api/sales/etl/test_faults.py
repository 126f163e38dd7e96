"""What sources, clocks and dying processes do to a run: it is told, and nothing is lost by it."""

from datetime import timedelta

import pytest

from domain_api.sales.etl.model import RunState, RunView, SourceCounts, SourceState
from domain_api.sales.etl.service import LEASE, EtlBusy
from tests.domain_api.sales.etl.dying import die_in_a_run
from tests.domain_api.sales.etl.feeds import MemoryFeed, ad, ad_day, lead
from tests.domain_api.sales.etl.yard import T, Yard
from tests.support.actors import ORGANIZATION, OTHER_ORGANIZATION


def only(run: RunView) -> SourceCounts:
    [counts] = run.sources
    return counts


def test_drift_is_told_by_its_fields_and_the_run_goes_on(yard: Yard) -> None:
    drifted = lead() | {"region": "Alajuela"}
    del drifted["market"]
    yard.feed.put("lead", "lead_1", drifted)
    yard.feed.put("lead", "lead_2", lead(captured_at="yesterday, 77 Ana Street"))
    yard.feed.put("lead", "lead_3", lead(), version=2)
    yard.feed.put("tap", "tap_1", {})
    yard.feed.put("lead", "lead_4", lead())
    run = yard.service().run()
    assert run.state is RunState.FINISHED
    assert (only(run).merged, only(run).rejected) == (1, 4)
    status = yard.service().status()
    reasons = {reject.record_id: reject.reason for reject in status.rejects}
    assert reasons == {
        "lead_1": "missing: market; unknown: region",
        "lead_2": "wrong: captured_at",
        "lead_3": "the source gives version 2; this program reads 1",
        "tap_1": "unknown kind: tap",
    }
    assert status.open_rejects == 4


def test_a_reject_keeps_what_was_understood_last_until_the_record_can_be_read(yard: Yard) -> None:
    yard.feed.put("lead", "lead_1", lead(10))
    yard.service().run()
    yard.feed.put("lead", "lead_1", lead(11) | {"region": "Alajuela"})
    yard.service().run()
    assert yard.metrics(day="2027-01-10") == {"leads": 1}
    yard.service().run(whole=True)
    assert yard.metrics(day="2027-01-10") == {"leads": 1}
    yard.feed.put("lead", "lead_1", lead(11))
    yard.service().run()
    assert yard.metrics(day="2027-01-11") == {"leads": 1}
    assert yard.service().status().open_rejects == 0


def test_the_reject_of_an_erased_record_is_forgotten_with_it(yard: Yard) -> None:
    yard.service().run()
    yard.feed.put("lead", "lead_1", {})
    yard.service().run()
    assert yard.service().status().open_rejects == 1
    yard.feed.remove("lead", "lead_1")
    yard.service().run()
    assert yard.service().status().open_rejects == 0


def test_nobody_can_take_another_organizations_record(yard: Yard) -> None:
    yard.feed.put("lead", "lead_1", lead())
    yard.service().run()
    other = MemoryFeed("ads-0")
    other.put("lead", "lead_1", lead(12), OTHER_ORGANIZATION)
    run = yard.service(yard.feed, other).run()
    assert [counts.rejected for counts in run.sources] == [1, 0]
    assert yard.metrics() == {"leads": 1}
    other.remove("lead", "lead_1")
    yard.service(yard.feed, other).run()
    assert yard.metrics(organization_id=ORGANIZATION) == {"leads": 1}


def test_a_dead_source_is_told_and_the_others_are_read(yard: Yard) -> None:
    dead, alive = MemoryFeed("ads-1"), MemoryFeed("ads-2")
    dead.put("ad", "ad_1", ad(ad_day()))
    alive.put("lead", "lead_1", lead())
    dead.dead = True
    run = yard.service(dead, alive).run()
    assert run.state is RunState.PARTIAL
    states = {counts.source: (counts.state, counts.error) for counts in run.sources}
    assert states["ads-1"] == (
        SourceState.UNAVAILABLE,
        "shard_unavailable: ads-1 does not answer now.",
    )
    assert states["ads-2"] == (SourceState.READ, None)
    assert yard.metrics() == {"leads": 1}
    status = yard.service(dead, alive).status()
    assert [source.waiting for source in status.sources] == [None, 0]
    dead.dead = False
    assert yard.service(dead, alive).run().state is RunState.FINISHED
    assert yard.metrics()["impressions"] == 100


@pytest.mark.parametrize("lost", ["forgotten", "restored from a backup"])
def test_a_lost_cursor_makes_the_source_be_read_anew(yard: Yard, lost: str) -> None:
    for number in range(4):
        yard.feed.put("lead", f"lead_{number}", lead())
    yard.service().run()
    yard.feed.put("lead", "lead_9", lead())
    del yard.feed.records["lead", "lead_0"]
    if lost == "forgotten":
        yard.feed.log += yard.feed.log
        yard.feed.forgotten = len(yard.feed.log)
    else:
        yard.feed.log.clear()
    yard.service().run()
    assert sorted(row["lead_id"] for row in yard.rows(T.leads)) == [
        "lead_1",
        "lead_2",
        "lead_3",
        "lead_9",
    ]


def test_one_run_at_a_time_and_a_dead_one_is_told(yard: Yard) -> None:
    service = yard.service()
    held = die_in_a_run(yard.database, yard.clock)
    with pytest.raises(EtlBusy):
        service.run()
    yard.clock.advance(LEASE)
    assert service.run().state is RunState.FINISHED
    states = {run.run_id: run.state for run in service.status().runs}
    assert states[held] is RunState.ABANDONED


def test_a_clock_that_is_put_back_locks_nobody_out(yard: Yard) -> None:
    service = yard.service()
    die_in_a_run(yard.database, yard.clock)
    yard.clock.set(yard.clock.now() - timedelta(days=2))
    yard.feed.put("lead", "lead_1", lead())
    assert service.run().state is RunState.FINISHED
    yard.feed.put("lead", "lead_2", lead())
    yard.clock.set(yard.clock.now() - timedelta(days=2))
    service.run()
    assert yard.metrics() == {"leads": 2}


def test_a_run_that_was_taken_for_dead_stops_and_counts_nothing_twice(yard: Yard) -> None:
    yard.service().run()
    yard.feed.put("lead", "lead_1", lead())

    class Slow(MemoryFeed):
        def changes(self, after: str, limit: int):
            page = yard.feed.changes(after, limit)
            if page.more and not self.dead:
                self.dead = True
                yard.clock.advance(LEASE)
                yard.service().run()
            return page

    with pytest.raises(EtlBusy):
        yard.service(Slow(records=yard.feed.records, log=yard.feed.log)).run()
    assert yard.metrics() == {"leads": 1}
    assert yard.service().run().state is RunState.FINISHED


def test_a_failing_run_is_told_and_lets_the_next_one_in(yard: Yard) -> None:
    class Broken(MemoryFeed):
        def head(self) -> str:
            raise RuntimeError("Ana's telephone is 8888")

    with pytest.raises(RuntimeError):
        yard.service(Broken()).run()
    [failed] = yard.service().status().runs
    assert (failed.state, failed.error) == (RunState.FAILED, "unexpected RuntimeError")
    assert only(failed).state is SourceState.FAILED
    assert yard.service().run().state is RunState.FINISHED
