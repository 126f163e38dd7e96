"""A fact survives its way through an outbox, as JSON, without losing anything."""

import json
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from domain_api.kernel import MONEY_METRICS, Channel, Fact, Metric, canonical_json

ids = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1)
zones = st.just(UTC) | st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
facts = st.builds(
    Fact,
    fact_id=ids,
    organization_id=ids,
    metric=st.sampled_from(Metric),
    quantity=st.integers(-(2**63), 2**63),
    at=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=zones),  # noqa: DTZ001
    campaign_id=st.none() | ids,
    channel=st.none() | st.sampled_from(Channel),
    creative_id=st.none() | ids,
    currency=st.none() | st.sampled_from(["USD", "JPY"]),
)


@settings(max_examples=80, deadline=None)
@given(facts)
def test_a_fact_comes_back_from_its_job(fact: Fact) -> None:
    job = fact.job()
    carried = json.loads(canonical_json(dict(job.data)))
    assert Fact.from_job(carried) == fact
    assert (job.kind, job.key) == ("fact.record", fact.fact_id)
    assert (job.organization_id, job.run_at) == (fact.organization_id, fact.at)


def test_a_job_holds_only_what_is_known() -> None:
    fact = Fact("fct_1", "org_1", Metric.CLICKS, 3, datetime(2027, 1, 10, tzinfo=UTC))
    assert set(fact.job().data) == {"fact_id", "organization_id", "metric", "quantity", "at"}


def test_what_is_money_is_told_from_what_is_counted() -> None:
    assert {Metric.REVENUE, Metric.SPEND} == MONEY_METRICS
