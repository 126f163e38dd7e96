"""The held-out briefs: what a marketer wrote, on which day, and what must be read from it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter, model_validator

from agents.briefs.model import Doubt, Language, Slot

DATA = Path(__file__).with_name("briefs.jsonl")

Keyword = Annotated[str, StringConstraints(min_length=1)]
Channel = Literal[
    "email", "sms", "whatsapp", "facebook", "instagram", "google_search", "tiktok", "display"
]


class Expectation(BaseModel):
    """What is judged of one brief; a field that is not set is not judged.

    `*_has` are keywords that the field must contain, matched at the start of a word without
    case or accents; `a|b` means that either will do. `places_has` set to nothing means that
    no place may be read, and `ages` set to None that no age may be. `budget` is (minor units,
    ISO 4217), `dates` the first and last day. `asks` holds, for each slot that the brief
    leaves in doubt, the doubts that name it well.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: Language
    product_has: tuple[Keyword, ...] = ()
    product_lacks: tuple[Keyword, ...] = ()
    offer_has: tuple[Keyword, ...] = ()
    places_has: tuple[Keyword, ...] = ()
    ages: tuple[int | None, int | None] | None = None
    budget: tuple[int, str] | None = None
    channels: frozenset[Channel] = frozenset()
    dates: tuple[date, date] | None = None
    asks: Mapping[Slot, frozenset[Doubt]] = {}

    def judges(self, field: str) -> bool:
        return field in self.model_fields_set

    @property
    def read_slots(self) -> frozenset[Slot]:
        """The slots that the brief states clearly."""
        stated = {
            Slot.PRODUCT: self.product_has,
            Slot.BUDGET: self.budget,
            Slot.CHANNELS: self.channels,
            Slot.DATES: self.dates,
        }
        return frozenset(slot for slot, value in stated.items() if value)

    @model_validator(mode="after")
    def _every_slot_is_read_or_asked(self) -> "Expectation":
        asked = frozenset(self.asks)
        if self.read_slots & asked or self.read_slots | asked < frozenset(Slot):
            raise ValueError("each slot is either read or asked, and never both")
        if not all(self.asks.values()):
            raise ValueError("an asked slot names its doubts")
        return self


class Case(BaseModel):
    """One brief of the set, read on `today` by an organization of `home_currency`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Keyword
    today: date
    home_currency: str = "USD"
    text: Keyword
    expect: Expectation


_line = TypeAdapter(Case)


def load_cases(path: Path = DATA) -> tuple[Case, ...]:
    """Every case of a JSON Lines file; pydantic's `ValidationError` on a malformed line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_line.validate_json(line) for line in lines if line)
