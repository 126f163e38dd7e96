"""An audience: features and their values, and an estimate of how many people have them."""

from typing import Annotated

from pydantic import Field

from domain_api.kernel import Channel, Command, ShortText, View

Age = Annotated[int, Field(ge=13, le=120)]


class AudienceFeatures(Command):
    """Whom a network should show ads to."""

    places: Annotated[list[ShortText], Field(max_length=20)] = []
    age_min: Age | None = None
    age_max: Age | None = None
    interests: Annotated[list[ShortText], Field(max_length=20)] = []


class ReachEstimate(View):
    """People a network channel could reach, as a range, with what the estimate rests on."""

    channel: Channel
    low: int
    high: int
    basis: str


class EstimateAudience(Command):
    """Ask how many people network channels could reach; without channels, all of them."""

    features: AudienceFeatures
    channels: Annotated[list[Channel], Field(max_length=8)] = []
