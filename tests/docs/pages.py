"""The pages of the manuals, and the parts of them that tests look at."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

_FENCE = re.compile(r"^(`{3,})([a-z]*)[^\n]*\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#{1,6}) (.+?)\s*$", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\]]*)\]\(([^)\s]+)\)")
_INLINE_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARKUP = re.compile(r"[`*]|\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Fence:
    """A block of code: its language as written after the marks, and its text."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `name` is its path within the repository, for messages."""

    path: Path
    text: str

    @classmethod
    def read(cls, path: Path) -> "Page":
        return cls(path, path.read_text(encoding="utf-8"))

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def prose(self) -> str:
        """The text without blocks of code and without comments."""
        return _COMMENT.sub("", _FENCE.sub("", self.text))

    def fences(self) -> list[Fence]:
        return [Fence(found[2], found[3]) for found in _FENCE.finditer(self.text)]

    def inline_code(self) -> list[str]:
        return _INLINE_CODE.findall(self.prose)

    def headings(self) -> list[tuple[int, str]]:
        """Level and text, in order."""
        return [(len(marks), text) for marks, text in _HEADING.findall(self.prose)]

    def links(self) -> list[tuple[str, str]]:
        """Text and target of each link."""
        return _LINK.findall(_INLINE_CODE.sub("code", self.prose))

    def anchors(self) -> set[str]:
        """The names that a link can lead to, as GitHub makes them from headings."""
        seen: Counter[str] = Counter()
        names: set[str] = set()
        for _, text in self.headings():
            slug = slug_of(text)
            names.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
            seen[slug] += 1
        return names


def slug_of(heading: str) -> str:
    """Lower case, spaces as hyphens, and no punctuation but hyphens and underscores."""
    plain = _MARKUP.sub(lambda found: found.group(1) or "", heading).strip().lower()
    return "".join(_slug_characters(plain))


def _slug_characters(text: str) -> Iterator[str]:
    for char in text:
        if char == " ":
            yield "-"
        elif char in "-_" or unicodedata.category(char)[0] in "LN":
            yield char


def manual_pages() -> list[Page]:
    """Every page under docs/, the decisions included."""
    return [Page.read(path) for path in sorted(DOCS.rglob("*.md"))]


def all_pages() -> list[Page]:
    """The manuals and the pages at the root of the repository."""
    return [*(Page.read(path) for path in sorted(ROOT.glob("*.md"))), *manual_pages()]


def page(name: str) -> Page:
    """A page by its path under docs/."""
    return Page.read(DOCS / name)
