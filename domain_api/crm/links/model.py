"""A link: the address a message carries, which leads back to its campaign and creative."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from domain_api.kernel import Channel, ShortText, View


class RegisterLink(View):
    """Makes a link live. Repeating it changes nothing."""

    link_id: Annotated[str, Field(pattern=r"^[0-9A-Za-z_-]{1,40}$")]
    campaign_id: Annotated[str, Field(max_length=40)]
    channel: Channel
    creative_id: Annotated[str, Field(max_length=40)]
    product: ShortText
    locale: Annotated[str, Field(pattern=r"^(en|es)(-[A-Z]{2})?$")]


class LinkView(View):
    link_id: str
    organization_id: str
    campaign_id: str
    channel: Channel
    creative_id: str
    product: str
    locale: str
    created_at: datetime
