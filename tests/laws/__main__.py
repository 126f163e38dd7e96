"""Runs the machines for as many steps as asked: `python -m tests.laws --steps 100000`."""

import argparse
import logging
import sys
import time

import structlog
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from tests.laws.agent_machine import AgentMachine
from tests.laws.consent_machine import ConsentMachine
from tests.laws.counted import Tally
from tests.laws.sales_machine import SalesMachine

MACHINES: dict[str, type[RuleBasedStateMachine]] = {
    "agent": AgentMachine,
    "consent": ConsentMachine,
    "sales": SalesMachine,
}
LONG = settings(
    max_examples=20,
    stateful_step_count=50,
    deadline=None,
    database=None,
    derandomize=False,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def main() -> int:
    options = _parser().parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    base = MACHINES[options.machine]
    machine = type("Machine", (base,), {"engine": options.engine})
    began = time.monotonic()
    while Tally.steps < options.steps:
        run_state_machine_as_test(machine, settings=LONG)
        seconds = time.monotonic() - began
        sys.stdout.write(f"{options.machine} {options.engine}: {Tally.told()}, {seconds:.0f} s\n")
        sys.stdout.flush()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Run a state machine of the laws at length.")
    parser.add_argument("machine", choices=MACHINES, nargs="?", default="sales")
    parser.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--steps", type=int, default=100_000)
    return parser


if __name__ == "__main__":
    sys.exit(main())
