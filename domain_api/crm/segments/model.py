"""A segment: a rule that picks clients. It leaves out only who is known to be outside it."""

from typing import Annotated

from pydantic import Field

from domain_api.kernel import Channel, Command, ShortText, View

Age = Annotated[int, Field(ge=13, le=120)]


class SegmentRule(Command):
    """Places, ages and interests. A client with no known place, age or interests is kept."""

    places: Annotated[list[ShortText], Field(max_length=20)] = []
    age_min: Age | None = None
    age_max: Age | None = None
    interests: Annotated[list[ShortText], Field(max_length=20)] = []


class ChannelReach(View):
    """Clients who can be written to on a channel, and why the others cannot."""

    channel: Channel
    reachable: int
    without_contact: int
    without_consent: int


class SegmentPreview(View):
    matched: int = Field(description="Clients the rule picks.")
    channels: list[ChannelReach]
