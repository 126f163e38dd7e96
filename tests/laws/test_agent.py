"""Whatever tools an agent calls, in whatever order, only people let something out."""

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.laws.agent_machine import AgentMachine
from tests.laws.counted import SHORT


def test_no_agent_gets_past_people() -> None:
    run_state_machine_as_test(AgentMachine, settings=settings(SHORT, max_examples=8))
