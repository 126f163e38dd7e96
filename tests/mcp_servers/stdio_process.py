"""A process that serves one server over stdio from services in memory, and prints out of turn."""

import sys
from dataclasses import replace

from domain_api.ads.channels.model import ChannelView
from domain_api.kernel import Actor
from mcp_servers.stdio import run_stdio
from tests.support.audit import unheard
from tests.tools.fakes.material import FakeChannels
from tests.tools.world import World, furnished


class Talkative(FakeChannels):
    def list(self, actor: Actor) -> list[ChannelView]:
        print("this is not JSON-RPC", flush=True)  # noqa: T201 -- what the wire must survive
        return super().list(actor)


def talkative() -> World:
    world = furnished()
    return replace(world, services=replace(world.services, channels=Talkative()))


if __name__ == "__main__":
    world = talkative()
    run_stdio(sys.argv[1], world.services.typed(), world.store, unheard, world.actor)
