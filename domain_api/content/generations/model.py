"""A generation: one request to a text model for a coherent set of copy across channels."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from domain_api.content.assets.model import AssetView, Locale
from domain_api.kernel import AiUsage, Channel, Command, IdempotencyKey, ShortText, View


class GenerateCopy(Command):
    """Have copy written for channels from the facts of a brief. Nothing is invented.

    A field that is absent does not appear in the copy: no price, date or claim is made up.
    """

    product: ShortText = Field(description="What is advertised, as a noun phrase.")
    channels: Annotated[list[Channel], Field(min_length=1, max_length=8)]
    locale: Locale = "en"
    offer: ShortText | None = Field(default=None, description="Such as 2x1 or 20% off.")
    audience: ShortText | None = Field(default=None, description="Whom it speaks to.")
    places: Annotated[list[ShortText], Field(max_length=10)] = []
    tone: Annotated[str, StringConstraints(max_length=40)] | None = None
    season: ShortText | None = Field(default=None, description="Occasion, such as spring.")
    start_on: date | None = None
    end_on: date | None = None
    variants: Annotated[int, Field(ge=1, le=3)] = 1
    idempotency_key: IdempotencyKey | None = None


class GenerationView(View):
    """One asset a channel and variant, with what it cost and a sentence that says who wrote it."""

    generation_id: str
    assets: list[AssetView]
    usage: AiUsage
    offline: bool
    note: str
    created_at: datetime
