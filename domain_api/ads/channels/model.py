"""A channel as the catalogue shows it: its kind, its placement and who carries it."""

from pydantic import Field

from domain_api.kernel import Channel, View


class ChannelView(View):
    channel: Channel
    name: str
    owned: bool = Field(description="True: sent to our own clients with consent.")
    carrier: str = Field(description="Who carries it now: sandbox network, console outbox…")
    placement: str
    priced_by: str = Field(description="What is paid for: message, impression, click.")
