"""The policy of the offline planner: from the conversation so far to the next thing to do."""

from collections.abc import Callable, Sequence
from datetime import date

from langchain_core.messages import AIMessage, BaseMessage

from agents.offline.campaigns import CampaignDesk
from agents.offline.desk import Desk
from agents.offline.failures import failure_reply
from agents.offline.intents import Intent
from agents.offline.plans import PlanDesk
from agents.offline.steps import words
from agents.offline.table import read_table
from agents.offline.transcript import Transcript
from agents.offline.words import say


def next_step(
    messages: Sequence[BaseMessage], tools: Sequence[str], today: Callable[[], date]
) -> AIMessage:
    """A pure function of the conversation: the next tool calls, or words for the person.

    `tools` are those that may be called; `today` tells the date where list_channels does not.
    """
    script = Transcript.of(messages)
    table = read_table(script, today)
    desk = Desk(script, table, frozenset(tools))
    failure = script.failure()
    if failure is not None:
        return words(failure_reply(failure, table.language))
    match table.intent:
        case Intent.RESULTS | Intent.PAUSE | Intent.RESUME | Intent.END:
            return CampaignDesk(desk).next(table.intent)
        case Intent.THANKS:
            return words(say("welcome", table.language))
        case _:
            return PlanDesk(desk).next(table.intent)
