"""An actor may do what its scopes say; no agent and no worker decides for a person."""

import pytest

from domain_api.kernel import HUMAN_ONLY, ActorKind, Forbidden, Recovery, Scope, worker_for
from tests.support.actors import ORGANIZATION, agent, person


@pytest.mark.parametrize("scope", Scope)
def test_a_scope_that_is_missing_is_named(scope: Scope) -> None:
    person(scopes=frozenset({scope})).require(scope)
    with pytest.raises(Forbidden) as refused:
        person(scopes=frozenset(Scope) - {scope}).require(scope)
    assert scope.value in refused.value.message
    assert refused.value.code == "scope_missing"
    assert refused.value.recovery is Recovery.NEEDS_HUMAN
    assert refused.value.details == {"scope": scope.value}


def test_the_worker_acts_in_one_organization_and_decides_nothing() -> None:
    worker = worker_for(ORGANIZATION)
    assert (worker.organization_id, worker.kind) == (ORGANIZATION, ActorKind.SERVICE)
    worker.require(Scope.CAMPAIGN_SPEND)
    for scope in HUMAN_ONLY:
        with pytest.raises(Forbidden):
            worker.require(scope)


def test_records_say_when_an_agent_acted_for_somebody() -> None:
    assert person().name == person().user_id
    assert agent().name == f"agent for {person().user_id}"


def test_an_actor_cannot_be_given_another_right() -> None:
    with pytest.raises(AttributeError):
        agent().scopes = frozenset(Scope)  # pyright: ignore[reportAttributeAccessIssue] -- refused
