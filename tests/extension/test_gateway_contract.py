"""The sample's till holds all that every gateway must."""

from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import pytest

from domain_api.adapters.gateways.sandbox.books import Books
from domain_api.kernel import SystemClock
from tests.domain_api.adapters.gateways.test_charges_contract import *  # noqa: F403 -- all of it
from tests.domain_api.adapters.gateways.test_refunds_contract import *  # noqa: F403 -- all of it
from tests.extension.sample.till import Till


@pytest.fixture
def gateway(tmp_path: Path) -> Generator[Till]:
    with closing(Books(tmp_path / "books.db")) as books:
        yield Till(books, SystemClock())
