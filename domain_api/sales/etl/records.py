"""The shapes in which other contexts give out their records, and what each comes to here.

A record that does not fit its shape exactly is refused with the reason: an unknown or missing
field means that the source changed and this program did not.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from domain_api.kernel import Metric
from domain_api.kernel.changes import ChangedRecord

_Id = Annotated[str, Field(min_length=1, max_length=40)]
_MaybeId = Annotated[str, Field(max_length=40)] | None
_Word = Annotated[str, Field(max_length=20)]
_Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
_Count = Annotated[int, Field(ge=0, lt=2**63)]
_Day = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]


@dataclass(frozen=True, slots=True)
class Measure:
    """What a record adds to one metric of one day. Unknown parts are empty text."""

    day: str
    metric: Metric
    quantity: int
    currency: str
    campaign_id: str
    channel: str
    creative_id: str


@dataclass(frozen=True, slots=True)
class Summary:
    """`columns` are those of the kind's own summary, if it has one."""

    record_id: str
    organization_id: str
    columns: Mapping[str, object] | None
    measures: Sequence[Measure] = ()


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _Attributed(_Shape):
    campaign_id: _MaybeId
    channel: _Word | None
    creative_id: _MaybeId

    def origin(self) -> dict[str, str]:
        return {
            "campaign_id": self.campaign_id or "",
            "channel": self.channel or "",
            "creative_id": self.creative_id or "",
        }


class CampaignShape(_Shape):
    plan_id: _Id
    name: Annotated[str, Field(max_length=200)]
    objective: Annotated[str, Field(max_length=60)]
    state: Annotated[str, Field(max_length=10)]
    budget_minor: _Count
    currency: _Currency
    starts_at: AwareDatetime
    ends_at: AwareDatetime


class AdDayShape(_Shape):
    day: _Day
    impressions: _Count
    clicks: _Count
    reactions: _Count
    spend_minor: _Count


class AdShape(_Attributed):
    """`currency` is absent for an ad on an owned channel, which no network reports on."""

    published_at: AwareDatetime | None
    currency: _Currency | None
    days: list[AdDayShape]


class LeadShape(_Attributed):
    source: Annotated[str, Field(max_length=200)]
    market: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None
    captured_at: AwareDatetime


class SaleShape(_Attributed):
    total_minor: _Count
    currency: _Currency
    market: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None
    sold_at: AwareDatetime


class EventShape(_Attributed):
    """A message that was sent, or a click on a link."""

    at: AwareDatetime


class SpendShape(_Attributed):
    minor_units: _Count
    currency: _Currency
    at: AwareDatetime


class AssetShape(_Shape):
    channel: _Word
    locale: Annotated[str, Field(max_length=5)]
    status: _Word


class PaymentShape(_Shape):
    launch_id: _Id
    campaign_id: _Id
    status: Annotated[str, Field(max_length=10)]
    minor_units: _Count
    refunded: _Count
    currency: _Currency
    asked_at: AwareDatetime


_Parts = tuple[Mapping[str, object] | None, list[Measure]]


def _own_columns(shape: _Shape) -> _Parts:
    return dict(shape.__dict__), []


def _ad(shape: AdShape) -> _Parts:
    currency, origin = shape.currency or "", shape.origin()
    totals = {"impressions": 0, "clicks": 0, "reactions": 0, "spend_minor": 0}
    measures: list[Measure] = []
    for day in shape.days:
        for name in totals:
            quantity: int = getattr(day, name)
            totals[name] += quantity
            metric, money = _AD_METRICS[name]
            if quantity:
                in_money = currency if money else ""
                measures.append(Measure(day.day, metric, quantity, in_money, **origin))
    columns = {**origin, **totals, "currency": currency, "published_at": shape.published_at}
    return columns, measures


_AD_METRICS = {
    "impressions": (Metric.IMPRESSIONS, False),
    "clicks": (Metric.CLICKS, False),
    "reactions": (Metric.REACTIONS, False),
    "spend_minor": (Metric.SPEND, True),
}


def _lead(shape: LeadShape) -> _Parts:
    return {
        **shape.origin(),
        "source": shape.source,
        "market": shape.market or "",
        "day": day_of(shape.captured_at),
        "captured_at": shape.captured_at,
    }, []


def _sale(shape: SaleShape) -> _Parts:
    return {
        **shape.origin(),
        "total_minor": shape.total_minor,
        "currency": shape.currency,
        "market": shape.market or "",
        "day": day_of(shape.sold_at),
        "sold_at": shape.sold_at,
    }, []


def _event(metric: Metric) -> Callable[[EventShape], _Parts]:
    def counted(shape: EventShape) -> _Parts:
        return None, [Measure(day_of(shape.at), metric, 1, "", **shape.origin())]

    return counted


def _spend(shape: SpendShape) -> _Parts:
    day, amount = day_of(shape.at), shape.minor_units
    return None, [Measure(day, Metric.SPEND, amount, shape.currency, **shape.origin())]


@dataclass(frozen=True, slots=True)
class _Kind:
    shape: type[_Shape]
    comes_to: Callable[[Any], _Parts]


KINDS: Mapping[str, _Kind] = {
    "ad": _Kind(AdShape, _ad),
    "asset": _Kind(AssetShape, _own_columns),
    "campaign": _Kind(CampaignShape, _own_columns),
    "click": _Kind(EventShape, _event(Metric.CLICKS)),
    "lead": _Kind(LeadShape, _lead),
    "message": _Kind(EventShape, _event(Metric.REACHED)),
    "payment": _Kind(PaymentShape, _own_columns),
    "sale": _Kind(SaleShape, _sale),
    "spend": _Kind(SpendShape, _spend),
}
_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
VERSION = 1
"""Of every shape, as this program reads them."""


class Unreadable(ValueError):
    """A record that does not fit its shape. The message names fields and no values of theirs."""


def summary_of(record: ChangedRecord, payload: bytes) -> Summary:
    """Raises `Unreadable`. `payload` is the record's fields as JSON."""
    kind = KINDS.get(record.kind)
    if kind is None:
        raise Unreadable(f"unknown kind: {record.kind[:20]}")
    if record.version != VERSION:
        raise Unreadable(f"the source gives version {record.version}; this program reads {VERSION}")
    try:
        shape = kind.shape.model_validate_json(payload)
    except ValidationError as error:
        raise Unreadable(_told(error)) from error
    columns, measures = kind.comes_to(shape)
    return Summary(record.record_id, record.organization_id, columns, measures)


def payload_of(fields: Mapping[str, object]) -> bytes:
    """Always the same for the same fields."""
    return _ENCODER.encode(fields).encode()


def day_of(moment: datetime) -> str:
    """In UTC."""
    return moment.astimezone(UTC).date().isoformat()


def _told(error: ValidationError) -> str:
    """Drift in the operator's words: `missing: market; unknown: region`."""
    found: dict[str, list[str]] = {}
    for problem in error.errors(include_url=False, include_input=False, include_context=False):
        said = {"missing": "missing", "extra_forbidden": "unknown"}.get(problem["type"], "wrong")
        found.setdefault(said, []).append(".".join(str(part)[:40] for part in problem["loc"]))
    return "; ".join(f"{said}: {', '.join(fields[:10])}" for said, fields in sorted(found.items()))
