"""A yard for each test, on SQLite and on PostgreSQL."""

import pytest

from tests.domain_api.sales.house import House
from tests.domain_api.sales.reconciliation.yard import Yard


@pytest.fixture
def yard(house: House) -> Yard:
    return Yard(house)
