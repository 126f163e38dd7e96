"""What the commands print: for people in a terminal, and for programs in a pipe."""

import sys
from collections.abc import Iterable, Sequence

from domain_api.content.text import is_invisible

_KEPT = "\n\t"


def visible(text: str) -> str:
    """`text` with a mark in place of what moves the cursor, hides, or turns letters around.

    A person decides by what the terminal shows, and texts of a model, a client or a document
    must not be able to change that.
    """
    return "".join("�" if is_invisible(char) and char not in _KEPT else char for char in text)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table for people. In a pipe, lines with tabs between the cells, and nothing cut short."""
    if sys.stdout.isatty():
        _for_people(columns, rows)
        return
    for row in (columns, *rows):
        cells = (" ".join(visible(cell).split()) for cell in row)
        sys.stdout.write("\t".join(cells) + "\n")


def _for_people(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(show_edge=False)
    for number, column in enumerate(columns):
        table.add_column(column, no_wrap=number == 0, overflow="fold")  # an id is copied whole
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    Console(highlight=False).print(table)
