"""The jobs of an ad: tell its network what it may do, and watch that its spend is reported."""

from datetime import datetime

from domain_api.ads.campaigns.entity import Ad
from domain_api.kernel import Job

NETWORK_JOB = "ads.network"
"""The kind of the jobs that `CampaignService.carry_out` works on."""

WATCH_JOB = "ads.watch"
"""The kind of the jobs that `ReactionService.watch` works on."""


def network_job(ad: Ad, occasion: object, now: datetime) -> Job:
    """Tells the ad's network what it may do now; once for each occasion."""
    return _job(NETWORK_JOB, ad, occasion, now)


def watch_job(ad: Ad, occasion: object, run_at: datetime) -> Job:
    """Looks then whether the ad reports; once for each occasion."""
    return _job(WATCH_JOB, ad, occasion, run_at)


def _job(kind: str, ad: Ad, occasion: object, run_at: datetime) -> Job:
    data = {
        "organization_id": ad.organization_id,
        "campaign_id": ad.campaign_id,
        "ad_id": ad.ad_id,
    }
    return Job(kind, f"{ad.ad_id}:{occasion}", ad.organization_id, data, run_at)
