"""Launches through MCP, from copy to dispatched, each on its own plan."""

import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import anyio
import httpx2
from mcp import Client

from suite.bench.asking import BenchBroke, answer_of, mcp_client
from suite.bench.counting import Counts
from suite.bench.figures import Launch
from suite.bench.house import COUNTS, WORK
from suite.rest import Rest

CHANNELS = ("email", "whatsapp", "facebook")
DISPATCHED = "dispatched"
_SETTLES_S = 0.02


@dataclass(frozen=True, slots=True)
class Launcher:
    """`person` approves; `door` is the bench's own, to the worker and the counts."""

    content: Client
    campaign: Client
    person: Rest
    door: httpx2.AsyncClient
    today: date

    @classmethod
    async def open(cls, stack: AsyncExitStack, url: str, token: str, person: Rest) -> "Launcher":
        content = await stack.enter_async_context(mcp_client(f"{url}/mcp/content", token))
        campaign = await stack.enter_async_context(mcp_client(f"{url}/mcp/campaign", token))
        door = httpx2.AsyncClient(base_url=url, timeout=120, trust_env=False)
        await stack.enter_async_context(door)
        here = await answer_of(campaign, "list_channels")
        return cls(content, campaign, person, door, date.fromisoformat(here["today"]))

    async def launch(self, number: int) -> Launch:
        """One whole job. Raises `BenchBroke` unless it comes to be dispatched."""
        began = time.perf_counter()
        plan_id = await self._approved(number)
        prepared = time.perf_counter() - began
        before, called = await self._counts(), time.perf_counter()
        launched = await answer_of(self.campaign, "launch_campaign", plan_id=plan_id)
        working = time.perf_counter()
        (await self.door.post(WORK)).raise_for_status()
        done = time.perf_counter()
        cost = (await self._counts()).since(before)
        await self._require_dispatched(launched["campaign_id"])
        return Launch(prepared, working - called, done - working, cost)

    async def _approved(self, number: int) -> str:
        copy = await answer_of(
            self.content,
            "generate_copy",
            product=f"coffee shop number {number}",
            channels=list(CHANNELS),
            offer="2x1",
        )
        plan = await answer_of(self.campaign, "draft_plan", **self._terms(number, copy["assets"]))
        plan_id: str = plan["plan_id"]
        asked = await answer_of(self.campaign, "request_approval", plan_id=plan_id)
        path = f"/approvals/{asked['approval_id']}/approve"
        self.person.post(path, {"digest": asked["digest"]})
        return plan_id

    def _terms(self, number: int, assets: list[dict[str, Any]]) -> dict[str, Any]:
        """A flight that has begun today, so that nothing waits for a later hour."""
        return {
            "name": f"Launch {number}",
            "product": f"coffee shop number {number}",
            "channels": [
                {"channel": asset["channel"], "asset_id": asset["asset_id"]} for asset in assets
            ],
            "budget": {"minor_units": 50_000, "currency": "USD"},
            "flight": {
                "start_on": self.today.isoformat(),
                "end_on": (self.today + timedelta(days=9)).isoformat(),
            },
        }

    async def _counts(self) -> Counts:
        """Once they stand still: who asked for a change is noted a moment after the answer."""
        counts = await self._counted()
        while counts != (again := await self._counted()):
            counts = again
        return counts

    async def _counted(self) -> Counts:
        await anyio.sleep(_SETTLES_S)
        return Counts.read((await self.door.get(COUNTS)).raise_for_status().json())

    async def _require_dispatched(self, campaign_id: str) -> None:
        shown = await answer_of(self.campaign, "get_campaign", campaign_id=campaign_id)
        state = shown["launch"]["state"]
        if state != DISPATCHED:
            raise BenchBroke(f"the launch of {campaign_id} is {state}, not {DISPATCHED}")
