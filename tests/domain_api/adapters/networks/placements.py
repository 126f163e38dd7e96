"""One sound placement for tests of networks."""

from datetime import timedelta

from domain_api.ads.campaigns.network import NetworkPlacement
from domain_api.kernel import Channel, Money
from tests.support.actors import ORGANIZATION, START


def placement(key: str = "ad_spring") -> NetworkPlacement:
    return NetworkPlacement(
        placement_key=key,
        organization_id=ORGANIZATION,
        campaign_id="cmp_spring",
        channel=Channel.INSTAGRAM,
        fields={"body": "Dos por uno esta primavera ☕"},
        link="http://127.0.0.1/l/latte",
        budget=Money(30_000, "USD"),
        starts_at=START,
        ends_at=START + timedelta(days=14),
    )
