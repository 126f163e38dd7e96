"""The sample's channel promises what every owned channel does."""

import inspect
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from domain_api.extensions.channels import introduced
from domain_api.kernel import Channel
from tests.domain_api.adapters.channels import test_contract
from tests.domain_api.adapters.channels.test_contract import Case
from tests.extension.sample.rcs import RCS, RcsFolder

LAWS: list[Callable[..., None]] = [
    law for name, law in vars(test_contract).items() if name.startswith("test_")
]


@pytest.fixture
def rcs() -> Generator[Channel]:
    with introduced(RCS) as channel:
        yield channel


@pytest.fixture
def case(tmp_path: Path) -> Case:
    place = tmp_path / "rcs"

    def break_down() -> None:
        place.write_text("a file where the folder should be")

    return Case(RcsFolder(place), lambda: len(list(place.glob("*.json"))), break_down, place.unlink)


def test_the_contract_has_laws() -> None:
    assert len(LAWS) >= 5


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_it_keeps_every_law(law: Callable[..., None], case: Case, rcs: Channel) -> None:
    asked = {"case": case, "channel": rcs}
    law(**{name: asked[name] for name in inspect.signature(law).parameters})
