"""The insights server's tools: what can be counted, and the counts."""

from domain_api.kernel import Scope
from domain_api.sales.summaries.model import MetricTable
from tools.inputs import AskMetrics, ListMetrics
from tools.tool import AnyTool, Effect, Examples, ServerName, Tool
from tools.views import MetricList

LIST_METRICS = Tool(
    name="list_metrics",
    server=ServerName.INSIGHTS,
    title="List metrics",
    description=(
        "Lists what can be counted, what each metric means and whether it is money. Use it "
        "before query_metrics when it is not clear which metric answers the question."
    ),
    input=ListMetrics,
    output=MetricList,
    scope=Scope.INSIGHTS_READ,
    effect=Effect.READ,
    examples=Examples(
        english=("What can you measure?",),
        spanish=("¿Qué puedes medir?",),
    ),
    run=lambda services, actor, _: MetricList(metrics=services.summaries.metrics(actor)),
)

QUERY_METRICS = Tool(
    name="query_metrics",
    server=ServerName.INSIGHTS,
    title="Query metrics",
    description=(
        "Counts metrics by campaign, channel, creative or day, within a time and with filters. "
        "Use it to compare campaigns or channels, or to see a trend. Currencies are never added "
        "together. `truncated` means that there are more rows: narrow the question. For one "
        "campaign as a whole use get_performance."
    ),
    input=AskMetrics,
    output=MetricTable,
    scope=Scope.INSIGHTS_READ,
    effect=Effect.READ,
    examples=Examples(
        english=("Compare leads by channel for last month.",),
        spanish=("Compara los leads por canal del mes pasado.",),
    ),
    run=lambda services, actor, command: services.summaries.query(actor, command),
)

TOOLS: tuple[AnyTool, ...] = (LIST_METRICS, QUERY_METRICS)
