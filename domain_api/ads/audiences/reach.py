"""How many people of a place a channel could reach: shares, ages and interests as reference data.

The shares of channels are of adults, measured in the United States or over the Americas, and
taken for every place. The age bands are our own rounding of the age structure of the Americas.
The interest shares are an assumption without a source. A range is given because of all three.
"""

from dataclasses import dataclass

from domain_api.kernel import Channel

MARGIN_PERCENT = 25
"""The range around a figure: as far below it as above."""

FIRST_ADULT_AGE = 18


@dataclass(frozen=True, slots=True)
class Share:
    """Of a hundred adults, how many use the channel, and who says so."""

    percent: int
    source: str


_PEW = "Pew Research Center, US adults, 2023"
_ITU = "ITU, people online in the Americas, 2023"

SHARES: dict[Channel, Share] = {
    Channel.FACEBOOK: Share(68, _PEW),
    Channel.INSTAGRAM: Share(47, _PEW),
    Channel.TIKTOK: Share(33, _PEW),
    Channel.GOOGLE_SEARCH: Share(87, _ITU),
    Channel.DISPLAY: Share(87, _ITU),
}

# First and last age of a band, and how many of a thousand people are in it.
_AGE_BANDS: tuple[tuple[int, int, int], ...] = (
    (0, 12, 180),
    (13, 17, 75),
    (18, 24, 110),
    (25, 34, 150),
    (35, 44, 140),
    (45, 54, 122),
    (55, 64, 103),
    (65, 94, 120),
)

# Of a hundred people, how many share one interest: at least and at most.
INTEREST_PERCENT = (10, 30)


def people_aged(people: int, first: int, last: int) -> int:
    """People from the first to the last age, both included; ages in a band weigh the same."""
    total = 0
    for start, end, share in _AGE_BANDS:
        years = min(last, end) - max(first, start) + 1
        if years > 0:
            total += people * share * years // (1000 * (end - start + 1))
    return total


def interested_percent(interests: int) -> tuple[int, int]:
    """At least and at most how many of a hundred people share any of so many interests."""
    if interests == 0:
        return 100, 100
    least, most = (
        100 - round(100 * (1 - percent / 100) ** interests) for percent in INTEREST_PERCENT
    )
    return least, most


def reach_range(people: int, share: Share, interests: int) -> tuple[int, int]:
    """Low and high, to two digits: more would pretend to be known. Never more than the people."""
    least, most = interested_percent(interests)
    low = people * share.percent * least * (100 - MARGIN_PERCENT) // 100**3
    high = people * share.percent * most * (100 + MARGIN_PERCENT) // 100**3
    return _two_digits(low), min(_two_digits(high), people)


def _two_digits(number: int) -> int:
    unit = 10 ** max(len(str(number)) - 2, 0)
    return (number + unit // 2) // unit * unit
