"""What the fake suite's tools answer, as the real views have it."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import Any

NOW = datetime(2027, 1, 10, 15, 0, tzinfo=UTC)
LINK = "http://127.0.0.1:8765/approvals"
CLIENTS = {"email": 6, "sms": 5, "whatsapp": 7}


def money(minor_units: int, currency: str = "USD") -> dict[str, Any]:
    display = f"{currency} {minor_units // 100:,}.{minor_units % 100:02d}"
    return {"minor_units": minor_units, "currency": currency, "display": display}


def channel_view() -> dict[str, Any]:
    return {
        "channel": "email",
        "name": "Email",
        "owned": True,
        "carrier": "outbox folder",
        "placement": "inbox",
        "priced_by": "message",
    }


def estimate_view() -> dict[str, Any]:
    reach = [
        {"channel": code, "reachable": people, "without_contact": 1, "without_consent": 2}
        for code, people in CLIENTS.items()
    ]
    network = {"channel": "instagram", "low": 12000, "high": 30000, "basis": "the network"}
    return {"networks": [network], "clients": {"matched": 12, "channels": reach}}


def generation_view(assets: list[dict[str, Any]]) -> dict[str, Any]:
    usage = {"input_tokens": 0, "output_tokens": 0, "cost": money(0)}
    return {
        "generation_id": "gen_1",
        "assets": assets,
        "usage": {"model": "offline-composer-1", **usage},
        "offline": True,
        "note": "Composed offline.",
        "created_at": NOW.isoformat(),
    }


def asset_view(asset_id: str, channel: str, locale: str) -> dict[str, Any]:
    return {
        "asset_id": asset_id,
        "channel": channel,
        "locale": locale,
        "angle": "offer",
        "fields": {"text": "Come in."},
        "digest": _digest(channel),
        "status": "draft",
        "provenance": {
            "generation_id": "gen_1",
            "template": "copy@1",
            "model": "offline-composer-1",
            "offline": True,
        },
        "created_at": NOW.isoformat(),
    }


def report_view(asset_id: str, passed: bool) -> dict[str, Any]:
    finding = {
        "severity": "blocking",
        "field": "text",
        "message": "The text says a word that the brand does not use.",
        "suggestion": "Take out “cheap”.",
    }
    return {"asset_id": asset_id, "passed": passed, "findings": [] if passed else [finding]}


def plan_view(plan_id: str, asked: dict[str, Any]) -> dict[str, Any]:
    budget, flight = asked["budget"], asked["flight"]
    cap = money(budget["minor_units"] // len(asked["channels"]), budget["currency"])
    return {
        "plan_id": plan_id,
        "version": 1,
        "status": "draft",
        **{key: asked[key] for key in ("name", "product", "objective", "audience", "flight")},
        "channels": [
            {
                **part,
                "asset_digest": _digest(part["asset_id"]),
                "cap": cap,
                "link": "http://127.0.0.1:8765/l/1",
                "payload_digest": _digest(plan_id),
            }
            for part in asked["channels"]
        ],
        "budget": money(budget["minor_units"], budget["currency"]),
        # Midnight in Costa Rica.
        "starts_at": f"{flight['start_on']}T06:00:00Z",
        "ends_at": f"{_after(flight['end_on'])}T06:00:00Z",
        "brief": asked.get("brief"),
        "digest": _digest(plan_id),
        "campaign_id": f"cmp_{plan_id.removeprefix('pln_')}aaaaaa",
        "created_by": "agent for usr_ana",
        "created_at": NOW.isoformat(),
        "note": "Ask for approval.",
    }


def quote_view(plan: dict[str, Any]) -> dict[str, Any]:
    channels = [
        {
            "channel": part["channel"],
            "cap": part["cap"],
            "people": CLIENTS.get(part["channel"]),
            "price_per_thousand": None,
            "expected_cost": money(48, plan["budget"]["currency"]),
        }
        for part in plan["channels"]
    ]
    return {
        "plan_id": plan["plan_id"],
        "plan_version": 1,
        "most": plan["budget"],
        "channels": channels,
        "note": "At most the budget.",
    }


def approval_view(approval_id: str, plan: dict[str, Any]) -> dict[str, Any]:
    return {
        "approval_id": approval_id,
        "plan_id": plan["plan_id"],
        "plan_version": 1,
        "status": "pending",
        "digest": plan["digest"],
        "budget": plan["budget"],
        "payloads": [],
        "requested_by": "agent for usr_ana",
        "requested_at": NOW.isoformat(),
        "expires_at": (NOW + timedelta(days=3)).isoformat(),
        "decided_by": None,
        "decided_at": None,
        "reason": None,
        "link": f"{LINK}/{approval_id}",
        "note": "A person decides.",
    }


def launch_view(plan: dict[str, Any]) -> dict[str, Any]:
    return {
        "launch_id": "lch_1",
        "plan_id": plan["plan_id"],
        "plan_version": 1,
        "campaign_id": plan["campaign_id"],
        "state": "committed",
        "paused": False,
        "digest": plan["digest"],
        "charged": money(0, plan["budget"]["currency"]),
        "charge_at": plan["starts_at"],
        "starts_at": plan["starts_at"],
        "ends_at": plan["ends_at"],
        "receipts": [],
        "requested_by": "agent for usr_ana",
        "created_at": NOW.isoformat(),
        "reason": None,
        "note": "Committed.",
    }


def campaign_row(launch: dict[str, Any], plan: dict[str, Any]) -> dict[str, Any]:
    return {
        "campaign_id": launch["campaign_id"],
        "plan_id": launch["plan_id"],
        "name": plan["name"],
        "state": "active",
        "budget": plan["budget"],
        "starts_at": launch["starts_at"],
        "ends_at": launch["ends_at"],
    }


def performance_view(campaign_id: str) -> dict[str, Any]:
    return {
        "campaign_id": campaign_id,
        "reached": 13,
        "impressions": 12500,
        "clicks": 5,
        "reactions": 0,
        "leads": 2,
        "sales": 1,
        "revenue": [money(4000)],
        "spend": [money(1600)],
        "return_on_spend": 250,
        "channels": [],
        "note": "So far.",
    }


def _after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _digest(of: str) -> str:
    return hashlib.sha256(of.encode()).hexdigest()
