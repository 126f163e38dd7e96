"""The list of guards is true of the code and the tests as they are."""

import ast
from pathlib import Path

import pytest

from tests.guards.guards import GUARDS, Guard
from tests.guards.mutants import ROOT, try_guards


def _name(guard: Guard) -> str:
    return guard.law


@pytest.mark.parametrize("guard", GUARDS, ids=_name)
def test_the_guard_stands_once_in_its_file(guard: Guard) -> None:
    assert (ROOT / guard.file).read_text().count(guard.guard) == 1


@pytest.mark.parametrize("guard", GUARDS, ids=_name)
def test_the_test_that_misses_it_is_there(guard: Guard) -> None:
    path, _, name = guard.missed_by.partition("::")
    tree = ast.parse((ROOT / path).read_text())
    tests = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert not name or name in tests


def test_removing_a_guard_makes_its_test_fail(tmp_path: Path) -> None:
    """One guard for every run; `python -m tests.guards` removes them all."""
    posting_balances = next(guard for guard in GUARDS if guard.law == "A posting balances.")
    [verdict] = try_guards(tmp_path, (posting_balances,))
    assert verdict.missed, verdict.output
