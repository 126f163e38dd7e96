"""The catalogue shows every channel once, with who carries it."""

import pytest

from domain_api.ads.channels.service import ChannelService
from domain_api.kernel import Channel, Forbidden
from tests.support.actors import person

CARRIERS = {channel: f"carrier of {channel}" for channel in Channel}


def test_every_channel_is_listed_once_with_its_carrier() -> None:
    listed = ChannelService(CARRIERS).list(person())
    assert [view.channel for view in listed] == list(Channel)
    for view in listed:
        assert view.owned is view.channel.owned
        assert view.carrier == f"carrier of {view.channel}"
        assert view.priced_by in {"message", "impression", "click"}


def test_a_channel_that_nobody_carries_is_noticed_at_the_start() -> None:
    with pytest.raises(ValueError, match="tiktok"):
        ChannelService({channel: "x" for channel in Channel if channel is not Channel.TIKTOK})


def test_listing_needs_the_right_to_read_campaigns() -> None:
    with pytest.raises(Forbidden):
        ChannelService(CARRIERS).list(person(scopes=frozenset()))
