"""English and Spanish say the same: the same pages, headings, tables and blocks."""

import pytest

from tests.docs.blocks import names_in, written_by_hand
from tests.docs.pages import DOCS, Page

SPANISH = sorted(str(path.relative_to(DOCS / "es")) for path in (DOCS / "es").rglob("*.md"))


def english_of(name: str) -> Page:
    """The English page stands in docs/en, or in docs/ when developers read it too."""
    within = DOCS / "en" / name
    return Page.read(within if within.exists() else DOCS / name)


def test_every_english_manual_is_there_in_spanish() -> None:
    english = {path.name for path in (DOCS / "en").glob("*.md")}
    assert english <= set(SPANISH)
    assert {"mcp.md", "operation.md"} <= set(SPANISH)
    assert {f"runbooks/{path.name}" for path in (DOCS / "runbooks").glob("*.md")} <= set(SPANISH)


@pytest.mark.parametrize("name", SPANISH)
def test_both_have_the_same_headings(name: str) -> None:
    english, spanish = english_of(name), Page.read(DOCS / "es" / name)
    assert [level for level, _ in spanish.headings()] == [level for level, _ in english.headings()]


@pytest.mark.parametrize("name", SPANISH)
def test_both_have_the_same_blocks_and_tables(name: str) -> None:
    english, spanish = english_of(name), Page.read(DOCS / "es" / name)
    assert [fence.language for fence in spanish.fences()] == [
        fence.language for fence in english.fences()
    ]
    assert [made.removesuffix(".es") for made in names_in(spanish)] == [
        made.removesuffix(".en") for made in names_in(english)
    ]
    assert len(table_lines(spanish)) == len(table_lines(english))


def table_lines(of: Page) -> list[str]:
    return [line for line in of.prose.splitlines() if line.startswith("|")]


@pytest.mark.parametrize("name", SPANISH)
def test_spanish_speaks_to_the_reader_as_usted(name: str) -> None:
    informal = ("tu campaña", "tus ", "puedes", "quieres", "tienes", "debes", "vosotros", "contigo")
    prose = f" {written_by_hand(Page.read(DOCS / 'es' / name)).prose.lower()} "
    assert [word for word in informal if f" {word}" in prose] == []
