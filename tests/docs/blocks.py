"""The generated parts of pages: what stands between two marks, and what should stand there.

A part begins with `<!-- generated: NAME -->` and ends with `<!-- end -->`.
"""

import re
from collections.abc import Callable, Mapping

from tests.docs.pages import Page

_BLOCK = re.compile(
    r"(?P<begin><!-- generated: (?P<name>[a-z0-9.-]+) -->\n)(?P<body>.*?)(?P<end><!-- end -->)",
    re.DOTALL,
)

Generators = Mapping[str, Callable[[], str]]
"""For each name, what makes the part: markdown without the marks."""


def names_in(page: Page) -> list[str]:
    return [found["name"] for found in _BLOCK.finditer(page.text)]


def written_by_hand(page: Page) -> Page:
    """The page without its generated parts."""
    return Page(page.path, _BLOCK.sub("", page.text))


def renewed(page: Page, generators: Generators) -> str:
    """The page's text with each part made anew. Raises `KeyError` for a name nobody makes."""

    def body(found: re.Match[str]) -> str:
        return f"{found['begin']}{generators[found['name']]().strip()}\n{found['end']}"

    return _BLOCK.sub(body, page.text)


def table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A table in markdown; a bar within a cell is escaped."""
    lines = [header, tuple("---" for _ in header), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def code(text: str) -> str:
    return f"`{text}`"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
