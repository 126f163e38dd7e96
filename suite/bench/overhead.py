"""Tool calls beside those of a bare tool: one of each, in turns, so that noise falls on both."""

import time

from mcp import Client

from suite.bench.asking import answer_of
from suite.bench.bare import TOOL
from suite.bench.figures import Overhead, Spread

CALLS = 200
_WARM = 10


async def measured_overhead(ours: Client, bare: Client) -> Overhead:
    """Of the product's tool that does the least, over one that does nothing; the same answer."""
    of_ours, of_bare = list[float](), list[float]()
    pair = [(ours, of_ours), (bare, of_bare)]
    for number in range(_WARM + CALLS):
        for client, spent in pair if number % 2 else reversed(pair):
            seconds = await _timed(client)
            if number >= _WARM:
                spent.append(seconds)
    return Overhead(ours=Spread.of(of_ours), bare=Spread.of(of_bare))


async def _timed(client: Client) -> float:
    began = time.perf_counter()
    await answer_of(client, TOOL)
    return time.perf_counter() - began
