"""What a brief says once it is read, and what is still to be asked."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Language(StrEnum):
    ENGLISH = "en"
    SPANISH = "es"


class Doubt(StrEnum):
    """Why a field has to be asked for."""

    MISSING = "missing"  # the brief does not say
    AMBIGUOUS = "ambiguous"  # it can be read in more than one way
    INVALID = (
        "invalid"  # it says something that cannot be: a negative budget, an end before the start
    )


class Slot(StrEnum):
    """The fields that a campaign cannot do without."""

    PRODUCT = "product"
    BUDGET = "budget"
    CHANNELS = "channels"
    DATES = "dates"


@dataclass(frozen=True, slots=True)
class Budget:
    """Whole minor units of an ISO 4217 currency (50000 and USD for 500 dollars)."""

    minor_units: int
    currency: str


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask the marketer, in the language of the brief."""

    slot: Slot
    doubt: Doubt
    text: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief as read. A slot that is in doubt is empty here and has its question.

    `text` is the first brief; `replies` are the later texts of the conversation, in order.

    `channels` holds codes: email, sms, whatsapp, facebook, instagram, google_search,
    tiktok, display. `objective` is awareness, traffic, leads or sales. Dates are the first
    and the last day of the flight. `ages` is (youngest, oldest), None where open. `season` is
    the occasion or the season the campaign is for, in the words of the brief.
    """

    text: str
    language: Language
    product: str | None = None
    offer: str | None = None
    season: str | None = None
    places: tuple[str, ...] = ()
    ages: tuple[int | None, int | None] | None = None
    interests: tuple[str, ...] = ()
    tone: str | None = None
    objective: str | None = None
    budget: Budget | None = None
    channels: tuple[str, ...] = ()
    start_on: date | None = None
    end_on: date | None = None
    questions: tuple[Question, ...] = field(default=())
    replies: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        return not self.questions
