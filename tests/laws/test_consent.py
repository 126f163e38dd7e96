"""Whatever people say and turn out to be while campaigns are sent: no consent, no message."""

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.laws.consent_machine import ConsentMachine
from tests.laws.counted import SHORT
from tests.support.databases import ENGINES


@pytest.mark.parametrize("engine", ENGINES)
def test_the_laws_of_consent(engine: str) -> None:
    machine = type("Machine", (ConsentMachine,), {"engine": engine})
    run_state_machine_as_test(machine, settings=settings(SHORT, max_examples=10))
