"""Turns a brief into the arguments of the tools."""

from typing import Any

from agents.briefs.model import Brief
from agents.offline.transcript import Answer, Transcript, records


def audience_of(brief: Brief) -> dict[str, Any]:
    youngest, oldest = brief.ages or (None, None)
    found: dict[str, Any] = {"places": list(brief.places), "interests": list(brief.interests)}
    if youngest is not None:
        found["age_min"] = max(youngest, 13)
    if oldest is not None:
        found["age_max"] = oldest
    return found


def audience_question(brief: Brief) -> dict[str, Any]:
    return audience_of(brief)


def copy_request(brief: Brief) -> dict[str, Any]:
    """What is known of the brief; what is not is left out, so that nothing is invented."""
    wanted: dict[str, Any] = {
        "product": brief.product,
        "channels": list(brief.channels),
        "locale": brief.language.value,
        "offer": brief.offer,
        "audience": ", ".join(brief.interests) or None,
        "places": list(brief.places),
        "tone": brief.tone,
        "start_on": brief.start_on.isoformat() if brief.start_on else None,
        "end_on": brief.end_on.isoformat() if brief.end_on else None,
    }
    return {key: value for key, value in wanted.items() if value not in (None, [])}


def assets_of(script: Transcript, since: int) -> dict[str, str]:
    """The first asset written for each channel."""
    written = script.latest("generate_copy", since)
    assets: dict[str, str] = {}
    for asset in records(written.result["assets"]) if written else []:
        assets.setdefault(asset["channel"], asset["asset_id"])
    return assets


def problems_of(reports: list[Answer]) -> list[str]:
    """The blocking findings of the checks, in words."""
    return [
        str(finding["message"])
        for report in reports
        for finding in records(report.result.get("findings"))
        if finding["severity"] == "blocking"
    ]


def plan_of(brief: Brief, assets: dict[str, str]) -> dict[str, Any]:
    if brief.budget is None or brief.start_on is None or brief.end_on is None:
        raise ValueError("only a complete brief becomes a plan")
    return {
        "name": name_of(brief),
        "product": brief.product,
        "objective": brief.objective or "leads",
        "audience": audience_of(brief),
        "channels": [
            {"channel": channel, "asset_id": assets[channel]}
            for channel in brief.channels
            if channel in assets
        ],
        "budget": {
            "minor_units": brief.budget.minor_units,
            "currency": brief.budget.currency,
        },
        "flight": {"start_on": brief.start_on.isoformat(), "end_on": brief.end_on.isoformat()},
        "brief": brief.text[:4000],
    }


def name_of(brief: Brief) -> str:
    """`Coffee shop, 2027-03`: what and when."""
    month = f", {brief.start_on:%Y-%m}" if brief.start_on else ""
    product = (brief.product or "").strip()
    return f"{product[:1].upper()}{product[1:190]}{month}"
