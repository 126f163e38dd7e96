"""The catalogue of channels."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain_api.ads.channels.model import ChannelView
from domain_api.kernel import Actor, Channel, Scope


@dataclass(frozen=True, slots=True)
class ChannelEntry:
    """A channel in words, and what is paid for on it: message, impression or click."""

    name: str
    placement: str
    priced_by: str


CATALOGUE: dict[Channel, ChannelEntry] = {
    Channel.EMAIL: ChannelEntry("Email", "A message in the client's mailbox.", "message"),
    Channel.SMS: ChannelEntry("SMS", "A text message on the client's phone.", "message"),
    Channel.WHATSAPP: ChannelEntry(
        "WhatsApp", "A template message in the client's chat.", "message"
    ),
    Channel.FACEBOOK: ChannelEntry("Facebook", "A sponsored post in the feed.", "impression"),
    Channel.INSTAGRAM: ChannelEntry("Instagram", "A sponsored post in the feed.", "impression"),
    Channel.GOOGLE_SEARCH: ChannelEntry("Google Search", "A text ad above the results.", "click"),
    Channel.TIKTOK: ChannelEntry("TikTok", "A sponsored video in the feed.", "impression"),
    Channel.DISPLAY: ChannelEntry(
        "Display", "A banner on sites and apps of the network.", "impression"
    ),
}


class ChannelService:
    """`carriers` says who carries each channel now; a channel without one is a `ValueError`."""

    def __init__(self, carriers: Mapping[Channel, str]) -> None:
        if missing := sorted(CATALOGUE.keys() - carriers.keys()):
            raise ValueError(f"nobody carries {', '.join(missing)}")
        self._carriers = dict(carriers)

    def list(self, actor: Actor) -> list[ChannelView]:
        """Every channel a campaign can use."""
        actor.require(Scope.CAMPAIGN_READ)
        return [
            ChannelView(
                channel=channel,
                name=entry.name,
                owned=channel.owned,
                carrier=self._carriers[channel],
                placement=entry.placement,
                priced_by=entry.priced_by,
            )
            for channel, entry in CATALOGUE.items()
        ]
