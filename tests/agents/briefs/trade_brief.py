"""The shape of a brief of some trade and of what it says."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """What a brief says. `budget` is `minor-units currency`, `dates` two ISO days; `?` is asked.

    `product` and `offer` are words that have to be there, or after a `|` others that will do;
    they are empty where nothing is said.
    """

    text: str
    product: str
    budget: str
    channels: str
    dates: str
    places: tuple[str, ...] = ()
    offer: str = ""
    ages: tuple[int | None, int | None] | None = None
    season: str | None = None
