"""How plan versions are written as JSON and read back."""

from datetime import datetime
from typing import Any

from domain_api.kernel import Channel, Money, Payload
from domain_api.sales.plans.entity import PlanTerms, PlanVersion, RenderedChannel
from domain_api.sales.plans.model import Audience, Flight, Objective


def terms_document(terms: PlanTerms) -> dict[str, Any]:
    return {
        "name": terms.name,
        "product": terms.product,
        "objective": terms.objective.value,
        "audience": terms.audience.model_dump(mode="json"),
        "assets": [[channel.value, asset_id] for channel, asset_id in terms.assets],
        "caps": list(terms.caps),
        "budget": [terms.budget.minor_units, terms.budget.currency],
        "flight": terms.flight.model_dump(mode="json"),
        "starts_at": terms.starts_at.isoformat(),
        "ends_at": terms.ends_at.isoformat(),
        "brief": terms.brief,
    }


def terms_of(document: dict[str, Any]) -> PlanTerms:
    return PlanTerms(
        name=document["name"],
        product=document["product"],
        objective=Objective(document["objective"]),
        audience=Audience.model_validate(document["audience"]),
        assets=tuple((Channel(channel), asset_id) for channel, asset_id in document["assets"]),
        caps=tuple(document["caps"]),
        budget=Money(*document["budget"]),
        flight=Flight.model_validate(document["flight"]),
        starts_at=datetime.fromisoformat(document["starts_at"]),
        ends_at=datetime.fromisoformat(document["ends_at"]),
        brief=document["brief"],
    )


def channels_document(version: PlanVersion) -> list[dict[str, Any]]:
    return [
        {
            "channel": part.channel.value,
            "asset_id": part.asset_id,
            "asset_digest": part.asset_digest,
            "cap": part.cap,
            "link_id": part.link_id,
            "payload": part.payload.body.decode(),
        }
        for part in version.channels
    ]


def channels_of(document: list[dict[str, Any]]) -> tuple[RenderedChannel, ...]:
    return tuple(
        RenderedChannel(
            channel=Channel(part["channel"]),
            asset_id=part["asset_id"],
            asset_digest=part["asset_digest"],
            cap=part["cap"],
            link_id=part["link_id"],
            payload=Payload(part["payload"].encode()),
        )
        for part in document
    )
