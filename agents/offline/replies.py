"""The planner's words about what the tools answered."""

from typing import Any

from agents.briefs.model import Brief, Language
from agents.offline.transcript import Answer, Transcript, record, records
from agents.offline.words import listed, say


def asked_reply(script: Transcript, brief: Brief, since: int) -> str:
    plan, asked = script.latest("draft_plan", since), script.latest("request_approval", since)
    if plan is None or asked is None:
        raise ValueError("said only after both")
    channels = [str(part["channel"]) for part in records(plan.result["channels"])]
    return say(
        "asked",
        brief.language,
        name=plan.result["name"],
        budget=plan.result["budget"]["display"],
        channels=listed(channels, brief.language),
        start=plan.result["flight"]["start_on"],
        end=plan.result["flight"]["end_on"],
        reach=_reach(script, brief, since),
        link=asked.result["link"],
    )


def approval_reply(approval: dict[str, Any], language: Language) -> str:
    if approval["status"] == "pending":
        return say("pending", language, link=approval["link"])
    reason = approval.get("reason") or "—"
    return say("refused", language, status=approval["status"], reason=reason)


def launched_reply(script: Transcript, launch: dict[str, Any], language: Language) -> str:
    plan = script.latest("draft_plan")
    return say(
        "launched",
        language,
        campaign=launch["campaign_id"],
        amount=plan.result["budget"]["display"] if plan else "",
        charge=str(launch["charge_at"])[:16],
        start=str(launch["starts_at"])[:16],
    )


def results_reply(figures: dict[str, Any], language: Language) -> str:
    hundredths = figures.get("return_on_spend")
    value = f"{hundredths // 100}.{hundredths % 100:02d}" if hundredths is not None else None
    return say(
        "results",
        language,
        reached=figures["reached"],
        impressions=figures["impressions"],
        clicks=figures["clicks"],
        leads=figures["leads"],
        sales=figures["sales"],
        revenue=_money(figures["revenue"], language),
        spend=_money(figures["spend"], language),
        returned=say("return", language, value=value) if value else "",
    )


def changed_reply(launch: dict[str, Any], language: Language) -> str:
    return say("changed", language, note=launch.get("note", ""))


def failure_reply(failure: Answer, language: Language) -> str:
    """What went wrong, as the tool told it, and what can be done."""
    told = failure.result
    recovery = str(told.get("recovery", "terminal"))
    link = str(record(told.get("details")).get("link", ""))
    known = recovery in ("transient", "correctable", "needs_human")
    following = say(f"next_{recovery}", language, link=link) if known else ""
    return say("failed", language, message=told.get("message", ""), next=following).strip()


def _reach(script: Transcript, brief: Brief, since: int) -> str:
    estimate = script.latest("estimate_audience", since)
    clients = record(estimate.result.get("clients")) if estimate else {}
    people = [
        int(reach["reachable"])
        for reach in records(clients.get("channels"))
        if reach["channel"] in brief.channels
    ]
    return say("reach", brief.language, people=max(people)) if people else ""


def _money(amounts: object, language: Language) -> str:
    return listed([str(amount["display"]) for amount in records(amounts)], language) or "0"
