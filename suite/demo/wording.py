"""How the demo words what happens: an event, a channel's material, a receipt, in one line each."""

from typing import Any

from agents.events import Event, Failed, Said, ToolAnswered, ToolCalled, ToolProgress
from suite.demo.record import Record

SHOWN = 90
"""Characters of a channel's material that one line shows."""


def tell_event(record: Record, event: Event) -> None:
    match event:
        case ToolCalled():
            record.working(f"the agent calls {event.tool}")
        case ToolProgress():
            record.working(f"{event.tool}: {event.message or event.done}")
        case ToolAnswered(ok=True):
            record.step(f"agent → {event.tool}{_id_in(event.result)}")
        case ToolAnswered():
            record.step(f"agent → {event.tool} refused: {event.result.get('message')}")
        case Said():
            for line in event.text.splitlines():
                record.step(f"agent: {line}")
        case Failed():
            record.step(f"agent failed: {event.message}")


def one_line(fields: dict[str, str]) -> str:
    """The headline of what a channel carries, or the beginning of its text."""
    for name in ("subject", "headline", "headline_1", "text", "body"):
        if name in fields:
            words = " ".join(fields[name].split())
            return words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"
    return ""


def receipt_line(receipt: dict[str, Any]) -> str:
    left_out = ", ".join(f"{count} {why}" for why, count in receipt["left_out"].items())
    people = f"; reached {receipt['reached']}" if receipt["reached"] or left_out else ""
    rest = f"; left out: {left_out}" if left_out else ""
    done = "published" if receipt["published"] else "NOT published"
    return f"{receipt['channel']}: {done} ({receipt['reference']}){people}{rest}"


def _id_in(result: dict[str, Any]) -> str:
    for name in ("launch_id", "approval_id", "plan_id", "generation_id", "asset_id"):
        if name in result:
            return f"  {result[name]}"
    return ""
