"""Views through a cache: the same view comes out, and another shape is another answer."""

from collections.abc import Callable
from datetime import date

from domain_api.adapters.cache.answers import Answers
from domain_api.adapters.cache.memory import InProcessCache
from domain_api.kernel import Cache, CacheKey, Channel, Metric, Money, MoneyView, View
from domain_api.sales.summaries.model import MetricRow, MetricTable, MetricValue
from tests.support.actors import ORGANIZATION


def tables(cache: Cache) -> Answers[MetricTable]:
    return Answers(cache, "metrics", MetricTable, 60, ("summaries",))


def table() -> MetricTable:
    value = MetricValue(
        metric=Metric.REVENUE, quantity=1999, money=MoneyView.of(Money(1999, "CRC"))
    )
    row = MetricRow(
        campaign_id="cmp_1", channel=Channel.EMAIL, day=date(2027, 1, 10), values=[value]
    )
    return MetricTable(rows=[row], truncated=True)


def test_a_view_comes_out_as_it_went_in():
    answers = tables(InProcessCache())
    first = answers.read(ORGANIZATION, "all", table)
    again = answers.read(ORGANIZATION, "all", lambda: MetricTable(rows=[], truncated=False))
    assert first == again == table()


def test_a_long_question_is_told_from_another_one_by_its_end():
    answers = tables(InProcessCache())
    answers.read(ORGANIZATION, "x" * 10_000 + "1", table)
    empty = MetricTable(rows=[], truncated=False)
    assert answers.read(ORGANIZATION, "x" * 10_000 + "2", lambda: empty) == empty


class _Before(View):
    count: int


class _After(View):
    count: int
    more: int = 0


def test_a_view_of_another_shape_reads_no_answer_of_the_one_before():
    cache = InProcessCache()
    before = Answers(cache, "counts", _Before, 60, ("facts",))
    after = Answers(cache, "counts", _After, 60, ("facts",))
    before.read(ORGANIZATION, "all", lambda: _Before(count=1))
    assert after.read(ORGANIZATION, "all", lambda: _After(count=2, more=3)).more == 3


class _Spoiled(InProcessCache):
    """A place where somebody else writes too."""

    def read(self, key: CacheKey, ttl_s: float, load: Callable[[], bytes]) -> bytes:
        return b'{"count": "many"}'


def test_what_somebody_else_wrote_there_is_not_believed():
    counts = Answers(_Spoiled(), "counts", _Before, 60, ("facts",))
    assert counts.read(ORGANIZATION, "all", lambda: _Before(count=7)).count == 7
