"""The slots of a brief, each a value or a doubt, and the brief they make."""

from dataclasses import dataclass, replace

from agents.briefs.flight import Flight
from agents.briefs.model import Brief, Budget, Question, Slot
from agents.briefs.questions import ask
from agents.briefs.readings import Doubtful, certain


@dataclass(frozen=True, slots=True)
class Slots:
    """What was read of the fields that a campaign cannot do without."""

    product: str | Doubtful
    budget: Budget | Doubtful
    channels: tuple[str, ...] | Doubtful
    flight: Flight | Doubtful

    def into(self, brief: Brief) -> Brief:
        """The brief with these slots, and a question in its language for each in doubt."""
        by_slot: tuple[tuple[Slot, object], ...] = (
            (Slot.PRODUCT, self.product),
            (Slot.BUDGET, self.budget),
            (Slot.CHANNELS, self.channels),
            (Slot.DATES, self.flight),
        )
        questions: tuple[Question, ...] = tuple(
            ask(slot, value, brief.language)
            for slot, value in by_slot
            if isinstance(value, Doubtful)
        )
        flight = certain(self.flight) or (None, None)
        return replace(
            brief,
            product=certain(self.product),
            budget=certain(self.budget),
            channels=certain(self.channels) or (),
            start_on=flight[0],
            end_on=flight[1],
            questions=questions,
        )
