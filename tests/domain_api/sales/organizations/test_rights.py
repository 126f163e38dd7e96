"""A token never says more than the person's role at this moment."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain_api.kernel import HUMAN_ONLY, Forbidden, Scope, Unauthenticated
from domain_api.sales.organizations.model import ROLE_SCOPES, AskAgentToken, ChangeUser, Role
from domain_api.sales.organizations.rights import OLDEST
from tests.domain_api.sales.organizations.house import API, CRM, House, new_user, open_house

LUIS = "luis@example.com"
AFTER = int(OLDEST.total_seconds())


def test_who_loses_access_is_out_within_five_seconds(house: House):
    luis = house.organizations.add_user(house.actor(), new_user(LUIS))
    session = house.sign_in(LUIS).access_token
    person = house.sessions.verify(session, API).actor
    agent = house.sessions.agent_token(person, AskAgentToken()).access_token
    house.organizations.change_user(house.actor(), luis.user_id, ChangeUser(active=False))
    house.later(AFTER)
    for token, audience in ((session, API), (agent, CRM)):
        with pytest.raises(Unauthenticated) as caught:
            house.sessions.verify(token, audience)
        assert caught.value.code == "user_disabled"
    with pytest.raises(Forbidden):
        house.sessions.agent_token(person, AskAgentToken())


def test_who_is_let_in_again_needs_no_new_token(house: House):
    luis = house.organizations.add_user(house.actor(), new_user(LUIS))
    token = house.sign_in(LUIS).access_token
    for active in (False, True):
        house.organizations.change_user(house.actor(), luis.user_id, ChangeUser(active=active))
        house.later(AFTER)
    assert house.sessions.verify(token, API).actor.user_id == luis.user_id


def test_a_clock_set_back_does_not_keep_old_rights_alive(house: House):
    luis = house.organizations.add_user(house.actor(), new_user(LUIS))
    token = house.sign_in(LUIS).access_token
    house.later(30)
    house.sessions.verify(token, API)
    house.organizations.change_user(house.actor(), luis.user_id, ChangeUser(active=False))
    house.later(-30)
    with pytest.raises(Unauthenticated):
        house.sessions.verify(token, API)


def test_a_lesser_role_takes_the_rights_out_of_tokens_and_a_greater_one_adds_none(house: House):
    luis = house.organizations.add_user(house.actor(), new_user(LUIS, Role.APPROVER))
    token = house.sign_in(LUIS).access_token
    for role, expected in (
        (Role.VIEWER, ROLE_SCOPES[Role.VIEWER]),
        (Role.OWNER, ROLE_SCOPES[Role.APPROVER]),
    ):
        house.organizations.change_user(house.actor(), luis.user_id, ChangeUser(role=role))
        house.later(AFTER)
        assert house.sessions.verify(token, API).actor.scopes == expected


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    role=st.sampled_from(Role),
    later_role=st.sampled_from(Role),
    asked=st.none() | st.lists(st.sampled_from(Scope), max_size=6),
)
def test_an_agent_holds_what_was_asked_the_role_allows_and_no_decision(
    tmp_path: Path, role: Role, later_role: Role, asked: list[Scope] | None
):
    with open_house("sqlite", tmp_path) as house:
        luis = house.organizations.add_user(house.actor(), new_user(LUIS, role))
        wanted = frozenset(Scope) if asked is None else frozenset(asked)
        granted = (wanted & ROLE_SCOPES[role]) - HUMAN_ONLY
        try:
            view = house.sessions.agent_token(house.actor(LUIS), AskAgentToken(scopes=asked))
        except Forbidden:
            assert not granted
            return
        assert frozenset(view.scopes) == granted
        house.organizations.change_user(house.actor(), luis.user_id, ChangeUser(role=later_role))
        house.later(AFTER)
        now = house.sessions.verify(view.access_token, CRM).actor.scopes
        assert now == granted & ROLE_SCOPES[later_role]
