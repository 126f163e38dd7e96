"""One installation with several organizations in it, shared by all tests of this folder."""

from collections.abc import Generator
from dataclasses import dataclass, field

import pytest

from tests.tenancy.asking import Ids, prefixes_in
from tests.tenancy.doors import Door, resource_doors, rest_doors, tool_doors
from tests.tenancy.life import Life, live
from tests.tenancy.rows import Rows
from tests.tenancy.shapes import Schema
from tests.tenancy.site import Site, open_site


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker opens the installation."""
    for item in items:
        if "tests/tenancy/" in item.path.as_posix():
            item.add_marker(pytest.mark.xdist_group("tenancy"))


@dataclass(frozen=True, slots=True)
class Town:
    """`ours` asks, `theirs` must stay as it is, and the others do what they like."""

    site: Site
    ours: Life
    theirs: Life
    busy: tuple[Life, Life]
    stopped: Life
    document: Schema
    prefixes: dict[str, set[str]]
    known: dict[str, Ids] = field(default_factory=dict[str, Ids])
    told: dict[str, set[str]] = field(default_factory=dict[str, set[str]])

    def __post_init__(self) -> None:
        """What each had on the first day: reading it anew takes long."""
        texts = {life.word: self.rows(life).texts() for life in self.lives}
        for life in self.lives:
            self.known[life.word] = Ids(life, self.prefixes)
            others = [texts[word] for word in texts if word != life.word]
            self.told[life.word] = texts[life.word].difference(*others) | {life.word}

    @property
    def lives(self) -> list[Life]:
        return [self.ours, self.theirs, *self.busy, self.stopped]

    @property
    def names(self) -> frozenset[str]:
        """Under which ids stand somewhere."""
        return frozenset(self.prefixes)

    def ids(self, life: Life) -> Ids:
        return self.known[life.word]

    def rows(self, life: Life) -> Rows:
        return Rows(self.site, life.organization_id)

    def telling(self, *lives: Life) -> set[str]:
        """Every text that stands in the rows of one of them and of nobody else."""
        return set[str]().union(*(self.told[life.word] for life in lives))

    def doors(self) -> list[Door]:
        """All that a token opens."""
        every = [
            *rest_doors(self.document),
            *tool_doors(self.document),
            *resource_doors(),
        ]
        return [door for door in every if not door.public]


@pytest.fixture(scope="session")
def _town(tmp_path_factory: pytest.TempPathFactory) -> Generator[Town]:
    with open_site(tmp_path_factory.mktemp("town")) as site, site.counting():
        with site.listening():
            lives = live(site, ("zorzal", "quetzal", "colibri", "tucan", "perezoso"))
        ours, theirs, first, second, stopped = lives
        prefixes = prefixes_in(lives)
        yield Town(site, ours, theirs, (first, second), stopped, site.document, prefixes)


@pytest.fixture
def town(_town: Town) -> Generator[Town]:
    """Whatever a test does, no line of the logs tells who anybody is or what they wrote."""
    with _town.site.listening():
        yield _town
    _town.site.require_discreet_logs([life.word for life in _town.lives])
