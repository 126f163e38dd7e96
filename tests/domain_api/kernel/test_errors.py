"""Every error has a code of its own, a sentence and a way on."""

import pytest

from domain_api.kernel import (
    ApprovalRequired,
    ApprovalStale,
    Conflict,
    DomainError,
    InvalidInput,
    Recovery,
    errors,
)


def tree(root: type[DomainError]) -> list[type[DomainError]]:
    return [root, *(kind for child in root.__subclasses__() for kind in tree(child))]


KINDS = tree(DomainError)


def test_each_kind_of_error_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in KINDS if kind.__module__ == errors.__name__]
    assert len(codes) == len(set(codes))
    assert all(code.replace("_", "").isalpha() and code.islower() for code in codes)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_says_what_to_do_next_and_what_it_means(kind: type[DomainError]) -> None:
    assert "code" in vars(kind), "a code of its own and not its parent's"
    assert isinstance(kind.recovery, Recovery)
    assert kind.__doc__
    error = kind("The sentence.", limit=5)
    assert (str(error), error.message) == ("The sentence.", "The sentence.")
    assert (error.code, error.recovery) == (kind.code, kind.recovery)
    assert error.details == {"limit": 5}


def test_one_error_can_name_a_finer_code_and_another_way_on() -> None:
    error = InvalidInput("No.", code="end_before_start", recovery=Recovery.TERMINAL)
    assert (error.code, error.recovery) == ("end_before_start", Recovery.TERMINAL)
    assert (InvalidInput.code, InvalidInput.recovery) == ("invalid_input", Recovery.CORRECTABLE)


def test_a_stale_approval_is_a_missing_one_and_a_conflict() -> None:
    assert issubclass(ApprovalStale, ApprovalRequired)
    assert issubclass(ApprovalRequired, Conflict)
    assert ApprovalStale.recovery is Recovery.NEEDS_HUMAN
