"""The policy of the offline planner: from the conversation so far to the next thing to do."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from langchain_core.messages import AIMessage, BaseMessage

from agents.briefs import BriefTooLong, read_brief
from agents.briefs.model import Brief, Language
from agents.offline import work
from agents.offline.intents import Intent, intent_of
from agents.offline.replies import (
    approval_reply,
    asked_reply,
    changed_reply,
    failure_reply,
    launched_reply,
    results_reply,
)
from agents.offline.transcript import Transcript
from agents.offline.words import say

Today = Callable[[], date]


def next_step(messages: Sequence[BaseMessage], tools: Sequence[str], today: Today) -> AIMessage:
    """A pure function of the conversation: the next tool calls, or words for the person."""
    transcript = Transcript.of(messages)
    return _Turn(transcript, frozenset(tools), today).next()


def call(tool: str, **arguments: Any) -> AIMessage:
    return calls([(tool, arguments)])


def calls(wanted: Sequence[tuple[str, dict[str, Any]]]) -> AIMessage:
    """Several tools at once. A call's id says nothing: it only ties the answer to it."""
    return AIMessage(
        content="",
        tool_calls=[
            {"name": tool, "args": arguments, "id": f"call_{uuid4().hex[:12]}", "type": "tool_call"}
            for tool, arguments in wanted
        ],
    )


class _Turn:
    """The present turn: from the person's latest words to the agent's answer."""

    def __init__(self, transcript: Transcript, tools: frozenset[str], today: Today) -> None:
        self._script = transcript
        self._tools = tools
        self._today = today

    def next(self) -> AIMessage:
        facts = self._script.latest("list_channels")
        if facts is None and self._script.failure() is None:
            return call("list_channels")
        failure = self._script.failure()
        if failure is not None:
            return AIMessage(failure_reply(failure, self._language()))
        words = self._script.said[-1][1] if self._script.said else ""
        intent = intent_of(words) if self._script.latest("request_approval") else Intent.PLAN
        if intent is Intent.PLAN:
            return self._plan()
        return self._follow_up(intent)

    def _plan(self) -> AIMessage:
        try:
            brief, since = self._brief()
        except BriefTooLong:
            return AIMessage(say("too_long", self._language()))
        if not brief.complete:
            return AIMessage("\n".join(question.text for question in brief.questions))
        for step in (self._look, self._write, self._check, self._draft, self._quote, self._ask):
            message = step(brief, since)
            if message is not None:
                return message
        return AIMessage(asked_reply(self._script, brief, since))

    def _look(self, brief: Brief, since: int) -> AIMessage | None:
        if self._script.all_of("estimate_audience", since):
            return None
        return call("estimate_audience", **work.audience_question(brief))

    def _write(self, brief: Brief, since: int) -> AIMessage | None:
        if self._script.latest("generate_copy", since):
            return None
        return call("generate_copy", **work.copy_request(brief))

    def _check(self, brief: Brief, since: int) -> AIMessage | None:
        written = work.assets_of(self._script, since)
        reports = self._script.all_of("check_content", since)
        if not reports:
            return calls([("check_content", {"asset_id": asset}) for asset in written.values()])
        problems = work.problems_of(reports)
        if problems:
            return AIMessage(say("blocked", brief.language, problem="; ".join(problems)))
        return None

    def _draft(self, brief: Brief, since: int) -> AIMessage | None:
        if self._script.latest("draft_plan", since):
            return None
        return call("draft_plan", **work.plan_of(brief, work.assets_of(self._script, since)))

    def _quote(self, brief: Brief, since: int) -> AIMessage | None:
        plan = self._script.latest("draft_plan", since)
        if plan is None or "quote_campaign" not in self._tools:
            return None
        if self._script.latest("quote_campaign", since):
            return None
        return call("quote_campaign", plan_id=plan.result["plan_id"])

    def _ask(self, brief: Brief, since: int) -> AIMessage | None:
        plan = self._script.latest("draft_plan", since)
        if plan is None or self._script.latest("request_approval", since):
            return None
        return call("request_approval", plan_id=plan.result["plan_id"])

    def _follow_up(self, intent: Intent) -> AIMessage:
        match intent:
            case Intent.LAUNCH:
                return self._launch()
            case Intent.RESULTS:
                return self._results()
            case Intent.PAUSE:
                return self._change("pause_campaign")
            case Intent.RESUME:
                return self._change("resume_campaign")
            case Intent.END:
                return self._change("end_campaign")
            case Intent.PLAN:
                return self._plan()

    def _launch(self) -> AIMessage:
        began, language = self._script.turn_began, self._language()
        asked = self._script.latest("request_approval")
        seen = self._script.latest("get_approval", began)
        if seen is None:
            return call("get_approval", approval_id=asked.result["approval_id"] if asked else "")
        if seen.result["status"] != "approved":
            return AIMessage(approval_reply(seen.result, language))
        launched = self._script.latest("launch_campaign", began)
        if launched is None:
            return call("launch_campaign", plan_id=seen.result["plan_id"])
        return AIMessage(launched_reply(self._script, launched.result, language))

    def _results(self) -> AIMessage:
        campaign = self._campaign()
        if campaign is None:
            return AIMessage(say("nothing", self._language()))
        figures = self._script.latest("get_performance", self._script.turn_began)
        if figures is None:
            return call("get_performance", campaign_id=campaign)
        return AIMessage(results_reply(figures.result, self._language()))

    def _change(self, tool: str) -> AIMessage:
        campaign = self._campaign()
        if campaign is None:
            return AIMessage(say("nothing", self._language()))
        done = self._script.latest(tool, self._script.turn_began)
        if done is None:
            reason = self._script.said[-1][1][:500]
            return call(tool, campaign_id=campaign, reason=reason)
        return AIMessage(changed_reply(done.result, self._language()))

    def _campaign(self) -> str | None:
        launched = self._script.latest("launch_campaign")
        return str(launched.result["campaign_id"]) if launched else None

    def _brief(self) -> tuple[Brief, int]:
        """The brief on the table, and the place in the conversation where it became that."""
        facts = self._script.latest("list_channels")
        known = facts.result if facts else {}
        currency = str(known.get("currency") or "USD")
        today = date.fromisoformat(known["today"]) if "today" in known else self._today()
        brief: Brief | None = None
        since = 0
        for place, words in self._script.said:
            if brief is not None and brief.complete and intent_of(words) is not Intent.PLAN:
                continue
            brief = read_brief(words, today=today, home_currency=currency, earlier=brief)
            since = place
        if brief is None:
            brief = read_brief("", today=today, home_currency=currency)
        return brief, since

    def _language(self) -> Language:
        try:
            return self._brief()[0].language
        except BriefTooLong:
            return Language.ENGLISH
