"""What CRM counts for the summaries, and where it came from."""

from dataclasses import dataclass
from datetime import datetime

from domain_api.crm.leads.model import Attribution
from domain_api.kernel import Channel, Fact, Metric, derived_id


@dataclass(frozen=True, slots=True)
class Origin:
    """The campaign, channel and creative that something came from."""

    campaign_id: str
    channel: Channel
    creative_id: str

    def attribution(self) -> Attribution:
        """With the UTM values that a web analytics tool would show for it."""
        utm = {
            "utm_source": self.channel.value,
            "utm_medium": "owned" if self.channel.owned else "paid",
            "utm_campaign": self.campaign_id,
            "utm_content": self.creative_id,
        }
        return Attribution(
            campaign_id=self.campaign_id,
            channel=self.channel,
            creative_id=self.creative_id,
            utm=utm,
        )


def fact_of(
    metric: Metric,
    source_id: str,
    organization_id: str,
    attribution: Attribution,
    at: datetime,
    quantity: int = 1,
    currency: str | None = None,
) -> Fact:
    """The fact that `source_id` (a lead, a message, a page, a sale) gives for a metric."""
    return Fact(
        fact_id=derived_id("fct", metric.value, source_id),
        organization_id=organization_id,
        metric=metric,
        quantity=quantity,
        at=at,
        campaign_id=attribution.campaign_id,
        channel=attribution.channel,
        creative_id=attribution.creative_id,
        currency=currency,
    )
