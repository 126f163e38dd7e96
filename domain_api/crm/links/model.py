"""A link: the address a message carries, which leads back to its campaign and creative."""

from datetime import datetime

from domain_api.kernel import Channel, View


class RegisterLink(View):
    """Makes a link live. Repeating it changes nothing."""

    link_id: str
    campaign_id: str
    channel: Channel
    creative_id: str
    product: str
    locale: str


class LinkView(View):
    link_id: str
    organization_id: str
    campaign_id: str
    channel: Channel
    creative_id: str
    product: str
    locale: str
    created_at: datetime
