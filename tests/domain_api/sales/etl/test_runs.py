"""A run brings the summaries to what the sources have, and says what became of every record."""

from datetime import timedelta

from sqlalchemy import text

from domain_api.sales.etl.model import RunState, RunView, SourceCounts
from domain_api.sales.etl.service import LOG_KEPT
from tests.domain_api.sales.etl.feeds import MemoryFeed, ad, ad_day, event, lead, sale
from tests.domain_api.sales.etl.yard import SUMMARIES, T, Yard, books
from tests.support.actors import ORGANIZATION


def only(run: RunView) -> SourceCounts:
    [counts] = run.sources
    return counts


def test_leads_come_into_the_summaries_by_campaign_day_and_market(yard: Yard) -> None:
    for number in range(7):
        yard.feed.put(
            "lead", f"lead_{number}", lead(10 + number % 2, market="CR" if number else "MX")
        )
    run = yard.service().run()
    assert run.state is RunState.FINISHED
    assert only(run).merged == only(run).read == 7
    assert yard.metrics() == {"leads": 7}
    assert yard.metrics(day="2027-01-10") == {"leads": 4}
    assert yard.metrics(market="MX") == {"leads": 1}
    assert {row["organization_id"] for row in yard.rows(T.leads)} == {ORGANIZATION}


def test_every_kind_counts_for_its_metrics(yard: Yard) -> None:
    yard.feed.put("lead", "lead_1", lead())
    yard.feed.put("sale", "sale_1", sale(900))
    yard.feed.put("sale", "sale_2", sale(500, currency="CRC"))
    yard.feed.put("message", "msg_1", event())
    yard.feed.put("click", "vis_1", event())
    yard.feed.put("ad", "ad_1", ad(ad_day(10), ad_day(11, clicks=0)))
    spend = event() | {"minor_units": 40, "currency": "USD"}
    yard.feed.put("spend", "fct_1", spend)
    yard.service().run()
    assert yard.metrics() == {
        "leads": 1,
        "sales": 2,
        "revenue USD": 900,
        "revenue CRC": 500,
        "reached": 1,
        "clicks": 6,
        "impressions": 200,
        "reactions": 4,
        "spend USD": 640,
    }
    [published] = yard.rows(T.published_ads)
    assert (published["impressions"], published["spend_minor"]) == (200, 600)


def test_content_usage_counts_campaigns_and_publications_of_an_asset(yard: Yard) -> None:
    asset: dict[str, object] = {"channel": "instagram", "locale": "es-CR", "status": "draft"}
    yard.feed.put("ad", "ad_1", ad())
    yard.feed.put("ad", "ad_2", ad(campaign_id="cmp_autumn"))
    yard.feed.put("ad", "ad_3", ad(published=False, campaign_id="cmp_winter"))
    yard.feed.put("asset", "ast_latte", asset)
    yard.service().run()
    [usage] = yard.rows(T.content_usage)
    assert (usage["campaigns"], usage["published"], usage["channel"]) == (2, 2, "instagram")
    yard.feed.remove("ad", "ad_1")
    yard.feed.put("ad", "ad_3", ad(campaign_id="cmp_winter", creative_id="ast_mocha"))
    yard.service().run()
    [usage] = yard.rows(T.content_usage)
    assert (usage["campaigns"], usage["published"]) == (1, 1)


def test_running_again_changes_nothing(yard: Yard) -> None:
    yard.feed.put("lead", "lead_1", lead())
    yard.feed.put("sale", "sale_1", sale())
    yard.service().run()
    before = books(yard.database)
    again = yard.service().run()
    assert only(again).read == 0
    yard.feed.put("lead", "lead_1", lead())
    told_again = yard.service().run()
    assert (only(told_again).read, only(told_again).unchanged) == (1, 1)
    assert only(yard.service().run(whole=True)).merged == 2
    assert books(yard.database) == before


def test_a_record_that_changes_leaves_the_day_it_was_counted_on(yard: Yard) -> None:
    yard.feed.put("lead", "lead_1", lead(10))
    yard.feed.put("ad", "ad_1", ad(ad_day(10)))
    yard.service().run()
    yard.feed.put("lead", "lead_1", lead(11, campaign="cmp_autumn"))
    yard.feed.put("ad", "ad_1", ad(ad_day(12, impressions=7)))
    yard.service().run()
    assert yard.metrics(campaign_id="cmp_spring", day="2027-01-10") == {}
    assert yard.metrics(campaign_id="cmp_autumn", day="2027-01-11") == {"leads": 1}
    assert yard.metrics(day="2027-01-12")["impressions"] == 7


def test_what_is_unknown_is_counted_too(yard: Yard) -> None:
    yard.feed.put(
        "lead", "lead_1", lead(campaign=None, channel=None, creative_id=None, market=None)
    )
    yard.service().run()
    [row] = yard.rows(T.metrics)
    assert (row["campaign_id"], row["market"], row["quantity"]) == ("", "", 1)


def test_an_erased_record_leaves_nothing_behind_not_even_raw(yard: Yard) -> None:
    yard.feed.put("lead", "lead_1", lead(source="somebody told by hand"))
    yard.feed.put("lead", "lead_2", lead())
    yard.service().run()
    yard.feed.remove("lead", "lead_1")
    run = yard.service().run()
    assert only(run).removed == 1
    assert [row["record_id"] for row in yard.rows(T.landing)] == ["lead_2"]
    assert [row["lead_id"] for row in yard.rows(T.leads)] == ["lead_2"]
    assert yard.metrics() == {"leads": 1}
    with yard.database.read() as connection:
        for table in (*SUMMARIES, T.landing, T.rejects):
            rows = connection.execute(text(f'SELECT * FROM "{table.name}"'))  # noqa: S608 -- our own tables
            assert "by hand" not in repr(rows.all())


def test_a_record_born_and_erased_between_two_runs_is_never_landed(yard: Yard) -> None:
    yard.service().run()
    yard.feed.put("lead", "lead_1", lead())
    yard.feed.remove("lead", "lead_1")
    assert only(yard.service().run()).unchanged == 1
    assert yard.rows(T.landing) == []


def test_a_record_that_moves_to_another_source_is_counted_once(yard: Yard) -> None:
    left, right = MemoryFeed("ads-0"), MemoryFeed("ads-1")
    left.put("ad", "ad_1", ad(ad_day()))
    yard.service(right, left).run()
    right.put("ad", "ad_1", ad(ad_day()))
    left.remove("ad", "ad_1")
    yard.service(right, left).run()
    assert yard.metrics()["impressions"] == 100
    right.put("ad", "ad_1", ad(ad_day(impressions=250)))
    yard.service(left, right).run()
    assert yard.metrics()["impressions"] == 250


def test_the_first_run_takes_in_what_was_there_before_the_feed(yard: Yard) -> None:
    for number in range(8):
        yard.feed.put("lead", f"lead_{number}", lead())
    yard.feed.log.clear()
    assert only(yard.service().run()).merged == 8


def test_a_whole_run_drops_what_the_source_has_no_more(yard: Yard) -> None:
    for number in range(8):
        yard.feed.put("lead", f"lead_{number}", lead())
    yard.service().run()
    for number in range(5):
        del yard.feed.records["lead", f"lead_{number}"]  # and no change says so
    assert yard.metrics() == {"leads": 8}
    run = yard.service().run(whole=True)
    assert run.whole
    assert (only(run).merged, only(run).removed) == (3, 5)
    assert yard.metrics() == {"leads": 3}
    assert len(yard.rows(T.landing)) == 3


def test_status_tells_how_far_each_source_is(yard: Yard) -> None:
    [before] = yard.service().status().sources
    assert (before.cursor, before.filling, before.waiting) == (None, True, None)
    yard.feed.put("lead", "lead_1", lead())
    yard.service().run()
    yard.feed.put("lead", "lead_2", lead())
    status = yard.service().status()
    [after] = status.sources
    assert (after.cursor, after.filling, after.waiting) == ("1", False, 1)
    assert after.read_at == status.finished_at == yard.clock.now()
    assert status.days_due == 0


def test_the_log_of_runs_is_kept_for_thirty_days(yard: Yard) -> None:
    yard.service().run()
    yard.clock.advance(LOG_KEPT + timedelta(seconds=1))
    yard.service().run()
    assert len(yard.service().status().runs) == 1
    assert len(yard.rows(T.run_sources)) == 1
