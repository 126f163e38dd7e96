"""A campaign plan: what is to be published, to whom, on which channels, for how much and when.

draft → proposed → approved | refused | expired; an edit makes a new version and a new draft.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain_api.kernel import (
    Amount,
    Channel,
    Command,
    Cursor,
    IdempotencyKey,
    Limit,
    LongText,
    MoneyView,
    ShortText,
    View,
)

PlanId = Annotated[str, Field(max_length=40, description="A plan's id, pln_….")]
Age = Annotated[int, Field(ge=13, le=120)]


class PlanStatus(StrEnum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    EXPIRED = "expired"


class Objective(StrEnum):
    AWARENESS = "awareness"
    TRAFFIC = "traffic"
    LEADS = "leads"
    SALES = "sales"


class Audience(Command):
    """Whom the campaign speaks to; on owned channels it picks clients, on networks features."""

    places: Annotated[list[ShortText], Field(max_length=20)] = []
    age_min: Age | None = None
    age_max: Age | None = None
    interests: Annotated[list[ShortText], Field(max_length=20)] = []


class PlanChannel(Command):
    """One channel, the asset it carries, and the most it may cost.

    Without a cap the budget that is left over is shared evenly among the channels without one.
    """

    channel: Channel
    asset_id: Annotated[str, Field(max_length=40, description="The asset, ast_…, to publish.")]
    cap_minor_units: Annotated[int, Field(gt=0, strict=True)] | None = Field(
        default=None, description="In minor units of the budget's currency."
    )


class Flight(Command):
    """First and last day, both included, in the organization's time zone."""

    start_on: date
    end_on: date


class DraftPlan(Command):
    """Write a campaign plan. Nothing is published, charged or sent by it."""

    name: ShortText
    product: ShortText = Field(description="What is advertised.")
    objective: Objective = Objective.LEADS
    audience: Audience = Audience()
    channels: Annotated[list[PlanChannel], Field(min_length=1, max_length=8)]
    budget: Amount = Field(description="All that the campaign may cost, as the marketer said.")
    flight: Flight
    brief: LongText | None = Field(default=None, description="The marketer's own words.")
    idempotency_key: IdempotencyKey | None = None


class PlanChanges(Command):
    """What to change of a plan; what is left out stays. An approval of it no longer fits."""

    expected_version: Annotated[int, Field(ge=1)] | None = Field(
        default=None, description="The version you read; another one there is a conflict."
    )
    name: ShortText | None = None
    product: ShortText | None = None
    objective: Objective | None = None
    audience: Audience | None = None
    channels: Annotated[list[PlanChannel], Field(min_length=1, max_length=8)] | None = None
    budget: Amount | None = None
    flight: Flight | None = None
    idempotency_key: IdempotencyKey | None = None


class RevisePlan(PlanChanges):
    """Change some fields of a plan; the others stay. An approval of it no longer fits."""

    plan_id: PlanId


class PlannedChannel(View):
    """A channel of a plan with what it will carry: the link and the digest of its bytes."""

    channel: Channel
    asset_id: str
    asset_digest: str
    cap: MoneyView
    link: str
    payload_digest: str


class PlanView(View):
    """`digest` is the SHA-256 of the plan's canonical form with every payload's digest."""

    plan_id: str
    version: int
    status: PlanStatus
    name: str
    product: str
    objective: Objective
    audience: Audience
    channels: list[PlannedChannel]
    budget: MoneyView
    flight: Flight
    starts_at: datetime
    ends_at: datetime
    brief: str | None
    digest: str
    campaign_id: str = Field(description="The id its campaign has, or would have, once launched.")
    created_by: str
    created_at: datetime
    note: str = Field(description="What can be done next.")


class HomeView(View):
    """Where the organization is at home: plans are in its dates, its zone and its currency."""

    today: date
    timezone: str
    currency: str


class ListPlans(Command):
    status: PlanStatus | None = None
    limit: Limit = 20
    cursor: Cursor | None = None


class GetPlan(Command):
    plan_id: PlanId
