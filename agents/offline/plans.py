"""From a brief to a launched campaign: the order of the work, and the person who decides."""

from langchain_core.messages import AIMessage

from agents.briefs import Brief
from agents.offline import work
from agents.offline.answers import (
    Approval,
    Channels,
    Copy,
    Estimate,
    Launch,
    Plan,
    Quote,
    Report,
    Requested,
)
from agents.offline.desk import Desk
from agents.offline.intents import Intent
from agents.offline.replies import Prepared, approval_reply, launched_reply
from agents.offline.steps import words
from agents.offline.transcript import UNREADABLE
from agents.offline.words import channel_name, listed, quoted


class PlanDesk:
    """Nothing here decides an approval, and only one seen approved in this turn is launched."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def next(self, intent: Intent) -> AIMessage:
        desk = self._desk
        brief = desk.table.brief
        if brief is None and intent is not Intent.PLAN:
            return self._nothing_on_the_table()
        request = desk.for_brief(Requested)
        if brief is None or request is None or intent is Intent.PLAN:
            return self._plan()
        match intent:
            case Intent.LAUNCH:
                return self._launch(request)
            case Intent.ASK:
                return self._ask(brief, request.plan_id)
            case _:
                return self.status(request)

    def status(self, request: Requested) -> AIMessage:
        """Whether anybody has decided, as it is now."""
        seen = self._desk.in_turn(Approval)
        if seen is None:
            return self._desk.call(Approval, approval_id=request.approval_id)
        return words(approval_reply(seen, self._desk.language))

    def _plan(self) -> AIMessage:
        desk = self._desk
        if desk.may(Channels) and not desk.in_turn(Channels):
            return desk.call(Channels)
        if desk.table.too_long:
            return desk.say("too_long")
        brief = desk.table.brief
        if brief is None:
            return desk.say("nothing")
        if not brief.complete:
            return words("\n".join(question.text for question in brief.questions))
        return self._prepare(brief)

    def _prepare(self, brief: Brief) -> AIMessage:
        """Each step once for a brief; one that failed in an earlier turn is taken again."""
        desk = self._desk
        if desk.may(Estimate) and not desk.was_asked(Estimate):
            return desk.call(Estimate, **work.audience_of(brief))
        copy = desk.for_brief(Copy)
        if copy is None:
            return desk.call(Copy, **work.copy_request(brief))
        assets = work.assets_of(brief, copy)
        held_up = self._missing(brief, assets) or self._check(list(assets.values()))
        if held_up is not None:
            return held_up
        plan = desk.for_brief(Plan)
        if plan is None:
            return desk.call(Plan, **work.plan_of(brief, assets))
        if desk.may(Quote) and not desk.was_asked(Quote):
            return desk.call(Quote, plan_id=plan.plan_id)
        request = desk.for_brief(Requested)
        if request is not None and desk.in_turn(Requested) is None:
            return self.status(request)
        return self._ask(brief, plan.plan_id)

    def _missing(self, brief: Brief, assets: dict[str, str]) -> AIMessage | None:
        """A plan is for every channel of the brief, or not at all."""
        language = self._desk.language
        missing = [channel_name(code, language) for code in brief.channels if code not in assets]
        if not missing:
            return None
        named = listed(missing, language)
        return self._desk.could_not(Copy, code="missing_copy", message=named, recovery="transient")

    def _check(self, assets: list[str]) -> AIMessage | None:
        """Every asset passes; one that did not is looked at again in a later turn."""
        began = self._desk.script.turn_began
        reports = self._desk.script.all_of(Report, self._desk.table.since)
        newest = {report.asset_id: (at, report) for at, report in reports}
        settled = {asset for asset, (at, report) in newest.items() if report.passed or at > began}
        waiting = [{"asset_id": asset} for asset in assets if asset not in settled]
        if waiting:
            return self._desk.call_each(Report, waiting)
        refused = [newest[asset][1] for asset in assets if not newest[asset][1].passed]
        return self._blocked(refused) if refused else None

    def _blocked(self, refused: list[Report]) -> AIMessage:
        findings = [
            " ".join(part for part in (finding.message, finding.suggestion) if part)
            for report in refused
            for finding in report.findings
            if finding.severity != "warning"
        ]
        told = quoted("; ".join(findings) or ", ".join(report.asset_id for report in refused))
        return self._desk.could_not(
            Report, code="content_blocked", message=told, recovery="correctable"
        )

    def _ask(self, brief: Brief, plan_id: str) -> AIMessage:
        desk = self._desk
        request = desk.in_turn(Requested)
        if request is None:
            return desk.call(Requested, plan_id=plan_id)
        plan, copy = desk.for_brief(Plan), desk.for_brief(Copy)
        if plan is None or copy is None or request.status != "pending":
            return words(approval_reply(request, brief.language))
        prepared = Prepared(
            plan=plan,
            copy=copy,
            estimate=desk.for_brief(Estimate) or Estimate(),
            quote=desk.for_brief(Quote) or Quote(),
            replaces=self._replaces(),
        )
        return words(prepared.asked(request, brief.language))

    def _replaces(self) -> bool:
        """Whether another plan, not launched, asked for approval before this one."""
        script = self._desk.script
        launched = script.place_of_latest(Launch) or 0
        return any(launched < at < self._desk.table.since for at, _ in script.all_of(Requested))

    def _launch(self, request: Requested) -> AIMessage:
        desk = self._desk
        plan, seen = desk.for_brief(Plan), desk.in_turn(Approval)
        if seen is None or seen.status != "approved":
            return self.status(request)
        if plan is None or seen.plan_id != plan.plan_id:
            return desk.could_not(Approval, code=UNREADABLE, recovery="transient")
        launch = desk.in_turn(Launch)
        if launch is None:
            return desk.call(Launch, plan_id=plan.plan_id)
        facts = desk.script.latest(Channels) or Channels()
        return words(launched_reply(launch, plan.budget, facts.timezone, desk.language))

    def _nothing_on_the_table(self) -> AIMessage:
        launch = self._desk.script.latest(Launch)
        if launch is None:
            return self._desk.say("nothing")
        return self._desk.say("already_launched", campaign=quoted(launch.campaign_id))
