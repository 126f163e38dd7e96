"""An extension that does not fit is refused at the start, with a sentence that says what to do."""

import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fastapi import APIRouter
from sqlalchemy import Column, Integer, MetaData, Table

from domain_api.bootstrap import build
from domain_api.extensions.model import (
    Doors,
    Extension,
    Home,
    InTwoLanguages,
    OwnTables,
)
from domain_api.http.authentication import CurrentActor
from domain_api.kernel import Channel, Recovery, Unavailable
from domain_api.settings import Settings
from suite.web import build_web
from tests.extension.house import SAMPLE
from tests.extension.sample import EXTENSION
from tests.extension.sample.rcs import RCS
from tests.extension.sample.till import TILL
from tests.suite.command import RunHere
from tools.insights import LIST_METRICS

OTHER = "another_extension"

Install = Callable[[object], str]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Install:
    """A module with that EXTENSION, and its name."""

    def install(extension: object) -> str:
        module = ModuleType(OTHER)
        if extension is not None:
            module.EXTENSION = extension  # pyright: ignore[reportAttributeAccessIssue] -- any module
        monkeypatch.setitem(sys.modules, OTHER, module)
        return OTHER

    return install


def _start(folder: Path, names: Sequence[str]) -> None:
    with closing(build(Settings(data=folder, extensions=list(names)))) as application:
        build_web(application)


def refusal(folder: Path, *names: str) -> str:
    """What is said when an installation with these is started; it leaves nothing open."""
    with pytest.raises(Unavailable) as refused:
        _start(folder, names)
    assert (refused.value.code, refused.value.recovery) == (
        "invalid_extension",
        Recovery.NEEDS_HUMAN,
    )
    assert Channel.known() == tuple(Channel)
    return refused.value.message


@pytest.mark.parametrize(
    "name", ["no.such.module", "tests.extension.nothing", "no-module", ".", ""]
)
def test_a_module_that_is_not_there(name: str, tmp_path: Path) -> None:
    told = refusal(tmp_path, name)
    assert repr(name) in told
    assert "install its package, or mend the name" in told


@pytest.mark.parametrize("extension", [None, {}, "sample", Extension, Doors()])
def test_a_module_without_an_extension(extension: object, tmp_path: Path, install: Install) -> None:
    told = refusal(tmp_path, install(extension))
    assert f"the module {OTHER} has no EXTENSION: give it one" in told


def test_the_same_one_twice(tmp_path: Path) -> None:
    assert "twice: take one away" in refusal(tmp_path, SAMPLE, SAMPLE)


@pytest.mark.parametrize(
    ("extension", "what"),
    [
        (Extension(gateway=TILL), "gateway"),
        (Extension(text_model=EXTENSION.text_model), "text model"),
    ],
)
def test_two_that_bring_what_there_is_one_of(
    extension: Extension, what: str, tmp_path: Path, install: Install
) -> None:
    told = refusal(tmp_path, SAMPLE, install(extension))
    assert f"{SAMPLE} and {OTHER} each bring a {what}" in told


def _channel(**changes: Any) -> Extension:
    return Extension(channels=(replace(RCS, **changes),))


@pytest.mark.parametrize(
    ("extension", "words"),
    [
        (_channel(name="email"), "there is a channel 'email' already"),
        (_channel(name="Pigeon Post"), "a short word in lower case, not 'Pigeon Post'"),
        (_channel(name="x" * 21), "a short word in lower case"),
        (_channel(link_field="body"), "has no field 'body': add it"),
        (
            _channel(opt_out=InTwoLanguages("Reply STOP to leave.", "Adiós.")),
            "does not say in es how to opt out",
        ),
    ],
)
def test_a_channel_that_cannot_be(
    extension: Extension, words: str, tmp_path: Path, install: Install
) -> None:
    assert words in refusal(tmp_path, install(extension))


def test_a_channel_that_another_brought(tmp_path: Path, install: Install) -> None:
    told = refusal(tmp_path, SAMPLE, install(_channel()))
    assert "there is a channel 'rcs' already" in told


def _tables(folder: Path, name: str, versions: str = "OTHSchema") -> Extension:
    metadata = MetaData()
    Table(name, metadata, Column("number", Integer, primary_key=True))
    return Extension(tables=(OwnTables(Home.CRM, metadata, folder, versions),))


SAMPLES = Path(__file__).parent / "sample" / "revisions"


@pytest.mark.parametrize(
    ("name", "versions"),
    [
        ("PCRClients", "OTHSchema"),
        ("LOYEntries", "OTHSchema"),
        ("OTHThings", "PCRSchema"),
        ("OTHThings", "LOYSchema"),
    ],
)
def test_a_table_that_is_taken(name: str, versions: str, tmp_path: Path, install: Install) -> None:
    told = refusal(tmp_path, SAMPLE, install(_tables(SAMPLES, name, versions)))
    assert "the crm database has already: give it a prefix of its own" in told


def test_tables_without_a_migration(tmp_path: Path, install: Install) -> None:
    told = refusal(tmp_path, install(_tables(tmp_path / "none", "OTHThings")))
    assert "has no migration in" in told


def _doors(**doors: Any) -> Extension:
    return Extension(context=lambda _basis, _services: Doors(**doors))


def _clients_again(_current: CurrentActor) -> APIRouter:
    router = APIRouter()
    router.add_api_route("/clients/{client_id}", lambda: None, methods=["GET"])
    return router


@pytest.mark.parametrize(
    ("extension", "words"),
    [
        (_doors(tools=[LIST_METRICS]), "tool is named 'list_metrics' as another: rename it"),
        (_doors(tools=["give_points"]), "make it a tools.tool.Tool"),
        (_doors(handlers={"launch.step": print}), "the job 'launch.step', which is taken"),
        (
            _doors(routers=[_clients_again]),
            "route GET /clients/{client_id} is taken: give it another path",
        ),
    ],
)
def test_doors_that_are_taken(
    extension: Extension, words: str, tmp_path: Path, install: Install
) -> None:
    assert words in refusal(tmp_path, install(extension))


def test_a_command_says_it_in_one_sentence(tmp_path: Path, run_here: RunHere) -> None:
    options = ("--data", str(tmp_path))
    done = run_here("db", "upgrade", *options, PROMPTSALES_EXTENSIONS="no.such.module")
    assert done.returncode == 1
    assert "PROMPTSALES_EXTENSIONS names 'no.such.module'" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not list(tmp_path.glob("*.db"))


def test_a_command_upgrades_and_checks_its_tables_too(tmp_path: Path, run_here: RunHere) -> None:
    options = ("--data", str(tmp_path))
    plain = run_here("db", "upgrade", *options)
    assert plain.returncode == 0
    behind = run_here("db", "check", *options, PROMPTSALES_EXTENSIONS=SAMPLE)
    assert behind.returncode == 1
    assert "sample database is not at schema 0001" in behind.stderr
    assert run_here("db", "upgrade", *options, PROMPTSALES_EXTENSIONS=SAMPLE).returncode == 0
    checked = run_here("db", "check", *options, PROMPTSALES_EXTENSIONS=SAMPLE)
    assert checked.returncode == 0
    assert checked.stdout.splitlines()[-1].split()[:4] == ["sample", "0001", "of", "0001"]
