"""The suite's tools in memory: they keep plans and approvals, and refuse what the real ones do.

Arguments and answers are held to the real catalogue, so that the planner cannot pass a test by
agreeing with a fake that nobody else agrees with.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from tests.agents import fake_views as views
from tools.catalogue import tool_named

FACTS = {"today": "2027-01-10", "timezone": "America/Costa_Rica", "currency": "USD"}
NAMES = (
    "list_channels",
    "estimate_audience",
    "draft_plan",
    "request_approval",
    "get_approval",
    "launch_campaign",
    "list_campaigns",
    "pause_campaign",
    "resume_campaign",
    "end_campaign",
    "get_performance",
    "generate_copy",
    "check_content",
    "quote_campaign",
)
"""What the planner works with; the real suite has more."""


class Refused(Exception):
    """A tool's error, as the servers tell it."""

    def __init__(self, code: str, message: str, recovery: str = "correctable", **details: str):
        super().__init__(message)
        self.error = {"code": code, "message": message, "recovery": recovery, "details": details}


@dataclass
class FakeSuite:
    """`trouble` makes a tool refuse; `facts` is what list_channels tells beside the channels."""

    facts: dict[str, Any] = field(default_factory=lambda: dict(FACTS))
    trouble: dict[str, Refused] = field(default_factory=dict[str, Refused])
    blocked: set[str] = field(default_factory=set[str])
    called: list[tuple[str, dict[str, Any]]] = field(default_factory=list[tuple[str, Any]])
    plans: dict[str, dict[str, Any]] = field(default_factory=dict[str, Any])
    approvals: dict[str, dict[str, Any]] = field(default_factory=dict[str, Any])
    launches: dict[str, dict[str, Any]] = field(default_factory=dict[str, Any])
    assets: int = 0

    def call(self, tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """Raises `Refused`."""
        self.called.append((tool, arguments))
        if tool in self.trouble:
            raise self.trouble[tool]
        real = tool_named(tool)
        try:
            command = real.input.model_validate(arguments)
        except ValidationError as error:
            raise Refused("invalid_input", str(error.errors()[0]["msg"])) from None
        run: Callable[[dict[str, Any]], dict[str, Any]] = getattr(self, f"_{tool}")
        answer = run(command.model_dump(mode="json", exclude_none=True))
        real.output.model_validate(answer)
        if tool == "list_channels":
            return {"channels": answer["channels"], **self.facts}
        return answer

    def tools_called(self) -> list[str]:
        return [tool for tool, _ in self.called]

    def arguments_of(self, tool: str) -> dict[str, Any]:
        """Of the latest call."""
        return next(arguments for name, arguments in reversed(self.called) if name == tool)

    def decide(self, status: str, reason: str | None = None) -> None:
        """What a person does with the newest approval, through another door."""
        newest = list(self.approvals.values())[-1]
        newest.update(
            status=status, reason=reason, decided_by="usr_ana", decided_at=views.NOW.isoformat()
        )

    def _list_channels(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"channels": [views.channel_view()], **FACTS}

    def _estimate_audience(self, _: dict[str, Any]) -> dict[str, Any]:
        return views.estimate_view()

    def _generate_copy(self, asked: dict[str, Any]) -> dict[str, Any]:
        assets = [self._asset(channel, asked["locale"]) for channel in asked["channels"]]
        return views.generation_view(assets)

    def _asset(self, channel: str, locale: str) -> dict[str, Any]:
        self.assets += 1
        return views.asset_view(f"ast_{self.assets}_{channel}", channel, locale)

    def _check_content(self, asked: dict[str, Any]) -> dict[str, Any]:
        asset_id = asked["asset_id"]
        return views.report_view(asset_id, asset_id.rsplit("_", 1)[-1] not in self.blocked)

    def _draft_plan(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked["flight"]["start_on"] < views.NOW.date().isoformat():
            raise Refused("flight_in_the_past", "The flight starts in the past.")
        plan = views.plan_view(f"pln_{len(self.plans) + 1}", asked)
        return self.plans.setdefault(plan["plan_id"], plan)

    def _quote_campaign(self, asked: dict[str, Any]) -> dict[str, Any]:
        return views.quote_view(self._plan(asked["plan_id"]))

    def _request_approval(self, asked: dict[str, Any]) -> dict[str, Any]:
        plan = self._plan(asked["plan_id"])
        for approval in self.approvals.values():
            if approval["plan_id"] == plan["plan_id"] and approval["status"] != "expired":
                return approval
        approval = views.approval_view(f"apr_{len(self.approvals) + 1}", plan)
        return self.approvals.setdefault(approval["approval_id"], approval)

    def _get_approval(self, asked: dict[str, Any]) -> dict[str, Any]:
        return _found(self.approvals, asked["approval_id"], "approval")

    def _launch_campaign(self, asked: dict[str, Any]) -> dict[str, Any]:
        plan = self._plan(asked["plan_id"])
        approvals = [one for one in self.approvals.values() if one["plan_id"] == plan["plan_id"]]
        if not approvals or approvals[-1]["status"] != "approved":
            raise Refused("approval_required", "A person decides at the link.", "needs_human")
        return self.launches.setdefault(plan["campaign_id"], views.launch_view(plan))

    def _list_campaigns(self, _: dict[str, Any]) -> dict[str, Any]:
        rows = [
            views.campaign_row(launch, self._plan(launch["plan_id"]))
            for launch in self.launches.values()
        ]
        return {"items": rows, "next_cursor": None, "complete": True}

    def _pause_campaign(self, asked: dict[str, Any]) -> dict[str, Any]:
        return self._change(asked, paused=True)

    def _resume_campaign(self, asked: dict[str, Any]) -> dict[str, Any]:
        return self._change(asked, paused=False)

    def _end_campaign(self, asked: dict[str, Any]) -> dict[str, Any]:
        return self._change(asked, note="It is being ended.")

    def _change(self, asked: dict[str, Any], **changes: object) -> dict[str, Any]:
        launch = _found(self.launches, asked["campaign_id"], "campaign")
        launch.update(changes)
        return launch

    def _get_performance(self, asked: dict[str, Any]) -> dict[str, Any]:
        launch = _found(self.launches, asked["campaign_id"], "campaign")
        return views.performance_view(launch["campaign_id"])

    def _plan(self, plan_id: str) -> dict[str, Any]:
        return _found(self.plans, plan_id, "plan")


def _found(rows: dict[str, dict[str, Any]], row_id: str, kind: str) -> dict[str, Any]:
    if row_id not in rows:
        raise Refused("not_found", f"There is no {kind} {row_id}.")
    return rows[row_id]
