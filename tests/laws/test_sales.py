"""Whatever agents, people, time, crashes and neighbours do, the laws of money hold."""

import pytest
from hypothesis.stateful import run_state_machine_as_test

from tests.laws.counted import SHORT
from tests.laws.sales_machine import SalesMachine
from tests.support.databases import ENGINES


@pytest.mark.parametrize("engine", ENGINES)
def test_the_laws_of_money(engine: str) -> None:
    machine = type("Machine", (SalesMachine,), {"engine": engine})
    run_state_machine_as_test(machine, settings=SHORT)
