"""Fixtures: a PromptCRM for each test, over databases that are made once."""

from collections.abc import Generator
from contextlib import ExitStack

import pytest

from domain_api.adapters.sql.crm.tables import metadata
from domain_api.adapters.sql.engine import Database
from tests.domain_api.crm.house import House, OpenDatabase
from tests.support.databases import ENGINES, fresh_database


@pytest.fixture(scope="session")
def open_database(tmp_path_factory: pytest.TempPathFactory) -> Generator[OpenDatabase]:
    """Tests share a database of each engine: an organization of its own keeps each apart."""
    opened: dict[str, Database] = {}
    with ExitStack() as stack:

        def of(engine: str) -> Database:
            if engine not in opened:
                folder = tmp_path_factory.mktemp("crm")
                opened[engine] = stack.enter_context(fresh_database(engine, folder, metadata))
            return opened[engine]

        yield of


@pytest.fixture(params=ENGINES)
def crm(request: pytest.FixtureRequest, open_database: OpenDatabase) -> House:
    return House(open_database(request.param))
