"""The summaries with a cache before them: the same service, asked the same questions."""

from domain_api.adapters.cache.answers import Answers
from domain_api.kernel import Actor, Cache, Fact, OpenUnit, Scope
from domain_api.sales.summaries.model import (
    GetPerformance,
    MetricTable,
    PerformanceView,
    QueryMetrics,
)
from domain_api.sales.summaries.service import SummaryService
from domain_api.sales.unit import SalesUnit

TAG = "summaries"
TTL_S = 30.0
"""How old figures can be where an invalidation was lost; else they are as old as the last fact."""


class CachedSummaries(SummaryService):
    """Rights are looked at before the cache: it knows the organization, not who asks.

    Every fact that is taken in forgets the figures of its organization.
    """

    def __init__(self, open_unit: OpenUnit[SalesUnit], cache: Cache) -> None:
        super().__init__(open_unit)
        self._cache = cache
        self._tables = Answers(cache, "metrics", MetricTable, TTL_S, (TAG,))
        self._performances = Answers(cache, "performance", PerformanceView, TTL_S, (TAG,))

    def record(self, fact: Fact) -> None:
        super().record(fact)
        self._cache.invalidate(fact.organization_id, TAG)

    def query(self, actor: Actor, query: QueryMetrics) -> MetricTable:
        actor.require(Scope.INSIGHTS_READ)
        asked = query.model_dump_json()
        return self._tables.read(
            actor.organization_id, asked, lambda: super(CachedSummaries, self).query(actor, query)
        )

    def performance(self, actor: Actor, query: GetPerformance) -> PerformanceView:
        actor.require(Scope.CAMPAIGN_READ)
        asked = query.model_dump_json()
        return self._performances.read(
            actor.organization_id,
            asked,
            lambda: super(CachedSummaries, self).performance(actor, query),
        )
