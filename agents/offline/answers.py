"""What the tools answer, as far as the planner reads it. Anything else in an answer is left out."""

from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

Named = Annotated[str, StringConstraints(min_length=1, max_length=400)]
Count = Annotated[int, Field(ge=0, lt=10**15)]


def _or_nothing(value: Any, read: ValidatorFunctionWrapHandler) -> Any:
    try:
        return read(value)
    except ValidationError:
        return None


IfReadable = WrapValidator(_or_nothing)
"""For facts that only help: one that cannot be read counts as absent."""


class Part(BaseModel):
    """An answer or a part of one. Where it is an answer, `tool` names who gives it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    tool: ClassVar[str] = ""


class Shown(Part):
    """Money, as the tools write it for people."""

    display: Named
    currency: Annotated[str, StringConstraints(max_length=3)] = ""


class Channels(Part):
    """`today` and `timezone` are the organization's own."""

    tool: ClassVar[str] = "list_channels"

    today: Annotated[date | None, IfReadable] = None
    timezone: Annotated[Named | None, IfReadable] = None
    currency: Annotated[
        Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None, IfReadable
    ] = None


class ClientReach(Part):
    channel: Named
    reachable: Count


class Clients(Part):
    channels: list[ClientReach] = []


class NetworkReach(Part):
    channel: Named
    low: Count
    high: Count


class Estimate(Part):
    tool: ClassVar[str] = "estimate_audience"

    networks: list[NetworkReach] = []
    clients: Clients | None = None


class Asset(Part):
    asset_id: Named
    channel: Named


class Copy(Part):
    tool: ClassVar[str] = "generate_copy"

    assets: list[Asset]
    offline: bool = False


class Finding(Part):
    severity: str = ""
    message: str = ""
    suggestion: str = ""


class Report(Part):
    tool: ClassVar[str] = "check_content"

    asset_id: Named
    passed: bool
    findings: list[Finding] = []


class PlannedChannel(Part):
    channel: Named
    cap: Annotated[Shown | None, IfReadable] = None


class Flight(Part):
    start_on: date
    end_on: date


class Plan(Part):
    tool: ClassVar[str] = "draft_plan"

    plan_id: Named
    name: Named
    channels: list[PlannedChannel]
    budget: Shown
    flight: Flight


class ChannelQuote(Part):
    channel: Named
    people: Count | None = None
    cap: Shown | None = None
    expected_cost: Shown | None = None


class Quote(Part):
    tool: ClassVar[str] = "quote_campaign"

    channels: list[ChannelQuote] = []


class Approval(Part):
    tool: ClassVar[str] = "get_approval"

    approval_id: Named
    plan_id: Named
    status: Named
    link: Annotated[str, StringConstraints(max_length=2000)] = ""
    reason: str | None = None


class Requested(Approval):
    tool: ClassVar[str] = "request_approval"


class Launch(Part):
    tool: ClassVar[str] = "launch_campaign"

    campaign_id: Named
    state: str = ""
    paused: bool = False
    charge_at: AwareDatetime
    starts_at: AwareDatetime
    reason: str | None = None


class Paused(Launch):
    tool: ClassVar[str] = "pause_campaign"


class Resumed(Launch):
    tool: ClassVar[str] = "resume_campaign"


class Ended(Launch):
    tool: ClassVar[str] = "end_campaign"


class CampaignRow(Part):
    campaign_id: Named
    name: Named
    state: str = ""


class Campaigns(Part):
    tool: ClassVar[str] = "list_campaigns"

    items: list[CampaignRow]


class Performance(Part):
    """`return_on_spend` is in hundredths: 250 is 2.50 earned for each unit spent."""

    tool: ClassVar[str] = "get_performance"

    reached: Count
    impressions: Count
    clicks: Count
    leads: Count
    sales: Count
    revenue: list[Shown]
    spend: list[Shown]
    return_on_spend: Count | None = None


_SHAPES: tuple[type[Part], ...] = (
    Channels,
    Estimate,
    Copy,
    Report,
    Plan,
    Quote,
    Approval,
    Requested,
    Launch,
    Paused,
    Resumed,
    Ended,
    Campaigns,
    Performance,
)
_BY_TOOL = {shape.tool: shape for shape in _SHAPES}


def read_answer(tool: str, result: dict[str, Any]) -> Part | None:
    """The answer of a tool; None when it is not what that tool answers."""
    try:
        return _BY_TOOL.get(tool, Part).model_validate(result)
    except ValidationError:
        return None
