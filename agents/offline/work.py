"""Turns a brief into the arguments of the tools. What the brief does not say is left out."""

from typing import Any

from agents.briefs import Brief
from agents.offline import dates
from agents.offline.answers import Copy

LONGEST_BRIEF = 4000
LONGEST_NAME = 200


def audience_of(brief: Brief) -> dict[str, Any]:
    youngest, oldest = brief.ages or (None, None)
    return _said(
        places=list(brief.places),
        interests=list(brief.interests),
        age_min=youngest,
        age_max=oldest,
    )


def copy_request(brief: Brief) -> dict[str, Any]:
    return _said(
        product=brief.product,
        channels=list(brief.channels),
        locale=brief.language.value,
        offer=brief.offer,
        audience=", ".join(brief.interests) or None,
        places=list(brief.places),
        tone=brief.tone,
        season=brief.season,
        start_on=brief.start_on.isoformat() if brief.start_on else None,
        end_on=brief.end_on.isoformat() if brief.end_on else None,
    )


def assets_of(brief: Brief, copy: Copy) -> dict[str, str]:
    """The first asset written for each channel of the brief."""
    assets: dict[str, str] = {}
    for asset in copy.assets:
        if asset.channel in brief.channels:
            assets.setdefault(asset.channel, asset.asset_id)
    return assets


def plan_of(brief: Brief, assets: dict[str, str]) -> dict[str, Any]:
    """The arguments of draft_plan. Raises `ValueError` for a brief that is not complete."""
    if brief.budget is None or brief.start_on is None or brief.end_on is None:
        raise ValueError("only a complete brief becomes a plan")
    return {
        "name": name_of(brief),
        "product": brief.product,
        "objective": brief.objective or "leads",
        "audience": audience_of(brief),
        "channels": [
            {"channel": channel, "asset_id": assets[channel]} for channel in brief.channels
        ],
        "budget": {
            "minor_units": brief.budget.minor_units,
            "currency": brief.budget.currency,
        },
        "flight": {"start_on": brief.start_on.isoformat(), "end_on": brief.end_on.isoformat()},
        "brief": "\n".join((brief.text, *brief.replies))[:LONGEST_BRIEF],
    }


def name_of(brief: Brief) -> str:
    """`Coffee shop, March 2027`: what and when."""
    when = f", {dates.month(brief.start_on, brief.language)}" if brief.start_on else ""
    product = (brief.product or "").strip()[: LONGEST_NAME - len(when)]
    return f"{product[:1].upper()}{product[1:]}{when}"


def _said(**fields: object) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, [])}
