"""What is asked about a campaign that is launched: its results, a pause, its end."""

from dataclasses import dataclass

from langchain_core.messages import AIMessage

from agents.briefs import Language
from agents.offline.answers import (
    Campaigns,
    Ended,
    Launch,
    Paused,
    Performance,
    Plan,
    Requested,
    Resumed,
)
from agents.offline.desk import Desk
from agents.offline.intents import Intent, campaign_named, folded
from agents.offline.plans import PlanDesk
from agents.offline.replies import launch_reply, results_reply
from agents.offline.steps import words
from agents.offline.words import quoted

_CHANGES: dict[Intent, type[Launch]] = {
    Intent.PAUSE: Paused,
    Intent.RESUME: Resumed,
    Intent.END: Ended,
}
_EXAMPLES = {
    Language.ENGLISH: {
        Intent.RESULTS: "results of",
        Intent.PAUSE: "pause",
        Intent.RESUME: "resume",
        Intent.END: "end",
    },
    Language.SPANISH: {
        Intent.RESULTS: "resultados de",
        Intent.PAUSE: "pause",
        Intent.RESUME: "reanude",
        Intent.END: "termine",
    },
}
_MOST_NAMED = 5
_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class _Known:
    campaign_id: str
    name: str


class CampaignDesk:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def next(self, intent: Intent) -> AIMessage:
        """`intent` is RESULTS, PAUSE, RESUME or END."""
        campaign = self._campaign(intent)
        if isinstance(campaign, AIMessage):
            return campaign
        if intent is Intent.RESULTS:
            return self._results(campaign)
        return self._change(_CHANGES[intent], campaign)

    def _results(self, campaign: str) -> AIMessage:
        figures = self._desk.in_turn(Performance)
        if figures is None:
            return self._desk.call(Performance, campaign_id=campaign)
        return words(results_reply(figures, self._desk.language))

    def _change(self, shape: type[Launch], campaign: str) -> AIMessage:
        changed = self._desk.in_turn(shape)
        if changed is None:
            reason = self._desk.script.newest_words[:_LONGEST_REASON]
            return self._desk.call(shape, campaign_id=campaign, reason=reason)
        return words(launch_reply(changed, self._desk.language))

    def _campaign(self, intent: Intent) -> str | AIMessage:
        """The campaign that is meant, or what has to be done or said first."""
        desk = self._desk
        named = campaign_named(desk.script.newest_words)
        if named:
            return named
        launched = self._launched_here()
        if launched:
            return self._one_of(launched, intent, newest=launched[-1])
        if desk.table.brief is not None:
            return self._not_launched(intent)
        if not desk.may(Campaigns):
            return desk.say("nothing")
        listed = desk.in_turn(Campaigns)
        if listed is None:
            return desk.call(Campaigns)
        rows = [_Known(row.campaign_id, row.name) for row in listed.items]
        return self._one_of(rows, intent) if rows else desk.say("nothing")

    def _not_launched(self, intent: Intent) -> AIMessage:
        request = self._desk.for_brief(Requested)
        if intent is Intent.RESULTS and request is not None:
            return PlanDesk(self._desk).status(request)
        return self._desk.say("not_launched")

    def _launched_here(self) -> list[_Known]:
        """The campaigns that this conversation launched, oldest first."""
        script = self._desk.script
        plans = script.all_of(Plan)
        known: dict[str, _Known] = {}
        for at, launch in script.all_of(Launch):
            names = [plan.name for place, plan in plans if place < at]
            known[launch.campaign_id] = _Known(launch.campaign_id, (names or [""])[-1])
        return list(known.values())

    def _one_of(
        self, known: list[_Known], intent: Intent, newest: _Known | None = None
    ) -> str | AIMessage:
        """The only one, or the one that the words name. What cannot be undone is never guessed."""
        if len(known) == 1:
            return known[0].campaign_id
        spoken = set(folded(self._desk.script.newest_words).split())
        meant = [one for one in known if spoken & _telling(one.name)]
        if len(meant) == 1:
            return meant[0].campaign_id
        if newest is not None and intent is not Intent.END and not meant:
            return newest.campaign_id
        shown = (meant or known)[:_MOST_NAMED]
        named = "; ".join(f"“{quoted(one.name, 80)}” ({quoted(one.campaign_id)})" for one in shown)
        verb = _EXAMPLES[self._desk.language][intent]
        example = f"{verb} {quoted(shown[0].campaign_id)}"
        return self._desk.say("which", campaigns=named, example=example)


def _telling(name: str) -> set[str]:
    """The words of a name that tell it from others."""
    return {word for word in folded(name).split() if len(word) > 3} - {"campaign", "campana"}
