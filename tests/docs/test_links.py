"""Links within the repository lead somewhere, and the laws' tests are there by name."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, ROOT, Page, all_pages, manual_pages, page, slug_of

_ELSEWHERE = re.compile(r"[a-z]+:")
_MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|root|work|tmp|Users|mnt|opt|srv|var)/|[A-Z]:\\")


def broken_links(of: Page) -> list[str]:
    return [
        target for _, target in of.links() if not _ELSEWHERE.match(target) and not leads(of, target)
    ]


def leads(of: Page, target: str) -> bool:
    path, _, anchor = target.partition("#")
    if not path:
        return anchor in of.anchors()
    found = (of.path.parent / path).resolve()
    if not found.exists() or not found.is_relative_to(ROOT):
        return False
    return not anchor or anchor in Page.read(found).anchors()


@pytest.mark.parametrize("of", all_pages(), ids=lambda of: of.name)
def test_every_link_and_anchor_leads_somewhere(of: Page) -> None:
    assert broken_links(of) == []


@pytest.mark.parametrize("of", all_pages(), ids=lambda of: of.name)
def test_no_page_holds_a_path_of_somebodys_machine(of: Page) -> None:
    assert _MACHINE_PATH.findall(of.text) == []


def test_every_page_is_reached_from_the_index() -> None:
    reached, left = set[Path](), [DOCS / "README.md"]
    while left:
        of = Page.read(left.pop())
        reached.add(of.path)
        for _, target in of.links():
            path = (of.path.parent / target.partition("#")[0]).resolve()
            if path.suffix == ".md" and path.is_relative_to(DOCS) and path not in reached:
                left.append(path)
    unreached = {
        of.name for of in manual_pages() if of.path not in reached and "/adr/" not in of.name
    }
    assert unreached == set()


def test_every_test_that_a_law_names_is_in_its_file() -> None:
    named = [
        (text, target)
        for text, target in page("architecture.md").links()
        if text.startswith("test_")
    ]
    missing = [
        text
        for text, target in named
        if f"def {text}(" not in (DOCS / target).resolve().read_text()
    ]
    assert len(named) > 30
    assert missing == []


@pytest.mark.parametrize(
    ("heading", "slug"),
    [
        (
            "What is embedded and what is not there yet",
            "what-is-embedded-and-what-is-not-there-yet",
        ),
        ("Lo que un agente nunca puede hacer", "lo-que-un-agente-nunca-puede-hacer"),
        ("`list_channels`, and more!", "list_channels-and-more"),
        ("Cuánto cuesta", "cuánto-cuesta"),
    ],
)
def test_a_heading_has_the_anchor_that_readers_see(heading: str, slug: str) -> None:
    assert slug_of(heading) == slug


def test_a_broken_link_is_noticed() -> None:
    text = (
        "# One\n\n[a](#one) [b](#two) [c](operation.md) [d](nowhere.md) [e](https://example.com)\n"
    )
    assert broken_links(Page(DOCS / "made-up.md", text)) == ["#two", "nowhere.md"]
