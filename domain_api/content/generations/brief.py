"""A brief as facts: its texts made plain, its contradictions refused, its figures remembered."""

import re
from datetime import date

from domain_api.content.generations.model import GenerateCopy
from domain_api.content.text import is_readable, plain_text
from domain_api.kernel import InvalidInput

_FIGURE = re.compile(r"\d+(?:[.,\u00a0\u202f]\d{3})*(?!\d)|\d+")
_GROUPING = re.compile(r"[.,\u00a0\u202f]")


def plain_brief(command: GenerateCopy) -> GenerateCopy:
    """The brief with every text as one visible line; texts that show nothing become absent.

    Raises `InvalidInput` for a product without a letter or digit, a channel named twice, or
    dates that end before they start.
    """
    if len(set(command.channels)) < len(command.channels):
        raise InvalidInput("A channel is named twice.", code="duplicate_channel")
    if command.start_on and command.end_on and command.end_on < command.start_on:
        raise InvalidInput("The end is before the start.", code="dates_reversed", field="end_on")
    product = plain_text(command.product)
    if not is_readable(product):
        raise InvalidInput(
            "The product needs a name with letters.", code="product_unreadable", field="product"
        )
    return command.model_copy(
        update={
            "product": product,
            "offer": _shown(command.offer),
            "audience": _shown(command.audience),
            "places": [place for place in map(plain_text, command.places) if is_readable(place)],
            "tone": _shown(command.tone),
            "season": _shown(command.season),
        }
    )


def _shown(text: str | None) -> str | None:
    plain = plain_text(text or "")
    return plain if is_readable(plain) else None


def invented_figures(brief: GenerateCopy, brand_name: str, fields: dict[str, str]) -> list[str]:
    """Numbers in the copy that neither the brief nor the brand's name holds."""
    told = [brief.product, brief.offer, brief.audience, *brief.places, brief.tone, brief.season]
    known = {figure for text in (*told, brand_name) if text for figure in _figures(text)}
    known |= _date_figures(brief.start_on) | _date_figures(brief.end_on)
    said = [figure for text in fields.values() for figure in _figures(text)]
    return [figure for figure in said if figure not in known]


def _figures(text: str) -> list[str]:
    """Runs of digits, thousands closed up: `1,500` is 1500."""
    return [_GROUPING.sub("", figure) for figure in _FIGURE.findall(text)]


def _date_figures(day: date | None) -> set[str]:
    if day is None:
        return set()
    numbers = (day.day, day.month, day.year)
    return {str(number) for number in numbers} | {f"{number:02d}" for number in numbers}
