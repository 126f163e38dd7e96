"""Signing in, being locked out, and letting an agent act."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from domain_api.kernel import HUMAN_ONLY, ActorKind, Forbidden, Recovery, Scope, Unauthenticated
from domain_api.sales.organizations.model import (
    ROLE_SCOPES,
    AskAgentToken,
    ChangeUser,
    Role,
    SignIn,
)
from domain_api.sales.organizations.sessions import ATTEMPTS, SESSION_LASTS, WINDOW
from tests.domain_api.sales.organizations.house import API, CAMPAIGN, CRM, OWNER, House, new_user

WRONG = "not the password"


def refusal(house: House, email: str, password: str = WRONG) -> Unauthenticated:
    with pytest.raises(Unauthenticated) as caught:
        house.sign_in(email, password)
    return caught.value


def test_a_session_speaks_for_the_person_with_the_rights_of_their_role(house: House):
    view = house.sign_in()
    actor = house.sessions.verify(view.access_token, API).actor
    assert actor.kind is ActorKind.HUMAN
    assert (actor.user_id, actor.organization_id) == (view.user_id, view.organization_id)
    assert actor.scopes == frozenset(view.scopes) == ROLE_SCOPES[Role.OWNER]
    assert actor.signed_in_at == house.wall.now()
    assert view.expires_at == house.wall.now() + SESSION_LASTS
    assert view.access_token not in repr(view)


def test_any_spelling_of_the_address_signs_in(house: House):
    assert house.sign_in(" ANA@Example.com ").user_id == house.sign_in().user_id


def test_a_session_ends_by_the_machines_clock_and_not_by_the_domains(house: House):
    token = house.sign_in().access_token
    house.clock.advance(timedelta(days=30))
    house.sessions.verify(token, API)
    house.wall.advance(SESSION_LASTS)
    with pytest.raises(Unauthenticated):
        house.sessions.verify(token, API)


def test_unknown_address_wrong_password_and_lost_access_get_the_same_answer(house: House):
    luis = house.organizations.add_user(house.actor(), new_user("luis@example.com"))
    house.organizations.change_user(house.actor(), luis.user_id, ChangeUser(active=False))
    answers = {
        (error.code, error.message, error.recovery, str(error.details))
        for error in (
            refusal(house, "nobody@example.com"),
            refusal(house, "not even an address"),
            refusal(house, OWNER),
            refusal(house, "luis@example.com", "correct horse battery"),
        )
    }
    assert len(answers) == 1


@pytest.mark.parametrize("email", [OWNER, "nobody@example.com"])
def test_an_address_rests_after_too_many_attempts_known_or_not(house: House, email: str):
    for _ in range(ATTEMPTS):
        assert refusal(house, email).code == "invalid_credentials"
    locked = refusal(house, email.upper())
    assert locked.code == "too_many_attempts"
    assert locked.recovery is Recovery.TRANSIENT
    assert locked.details == {"retry_after_seconds": int(WINDOW.total_seconds())}


def test_the_right_password_does_not_help_while_the_address_rests(house: House):
    for _ in range(ATTEMPTS):
        refusal(house, OWNER)
    assert refusal(house, OWNER, "correct horse battery").code == "too_many_attempts"
    house.wall.advance(WINDOW)
    assert house.sign_in().scopes


def test_signing_in_clears_the_count_of_that_address_only(house: House):
    for _ in range(ATTEMPTS - 1):
        refusal(house, OWNER)
        refusal(house, "nobody@example.com")
    house.sign_in()
    assert refusal(house, OWNER).code == "invalid_credentials"
    refusal(house, "nobody@example.com")
    assert refusal(house, "nobody@example.com").code == "too_many_attempts"


def test_attempts_side_by_side_all_count(house: House):
    codes: list[str] = []

    def attempt() -> None:
        codes.append(refusal(house, OWNER).code)

    threads = [threading.Thread(target=attempt) for _ in range(ATTEMPTS + 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert codes.count("invalid_credentials") == ATTEMPTS
    assert codes.count("too_many_attempts") == 4


def test_an_agents_token_is_for_the_tool_servers_and_never_decides(house: House):
    view = house.sessions.agent_token(house.actor(), AskAgentToken(minutes=30))
    for server in (CAMPAIGN, CRM):
        agent = house.sessions.verify(view.access_token, server).actor
        assert agent.kind is ActorKind.AGENT
        assert agent.user_id == view.user_id
        assert agent.scopes == ROLE_SCOPES[Role.OWNER] - HUMAN_ONLY
        assert agent.signed_in_at is None
    with pytest.raises(Unauthenticated):
        house.sessions.verify(view.access_token, API)
    assert view.expires_at == house.wall.now() + timedelta(minutes=30)


def test_a_persons_token_opens_no_tool_server(house: House):
    with pytest.raises(Unauthenticated):
        house.sessions.verify(house.sign_in().access_token, CRM)


def test_an_agent_gets_what_was_asked_for_and_its_person_has(house: House):
    house.organizations.add_user(house.actor(), new_user("luis@example.com", Role.VIEWER))
    asked = AskAgentToken(scopes=[Scope.CRM_READ, Scope.CRM_SEND, Scope.APPROVALS_DECIDE])
    view = house.sessions.agent_token(house.actor("luis@example.com"), asked)
    assert view.scopes == [Scope.CRM_READ]


def test_nothing_left_to_give_is_an_error(house: House):
    asked = AskAgentToken(scopes=[Scope.APPROVALS_DECIDE, Scope.ORGANIZATION_ADMIN])
    with pytest.raises(Forbidden) as caught:
        house.sessions.agent_token(house.actor(), asked)
    assert caught.value.code == "no_rights_to_give"


@pytest.mark.parametrize("kind", [ActorKind.AGENT, ActorKind.SERVICE])
def test_software_lets_no_agent_act(house: House, kind: ActorKind):
    software = replace(house.actor(), kind=kind)
    with pytest.raises(Forbidden) as caught:
        house.sessions.agent_token(software, AskAgentToken())
    assert caught.value.code == "person_required"


def test_me_shows_the_person_their_organization_and_their_rights(house: House):
    actor = house.actor()
    me = house.sessions.me(actor)
    assert me.user.email == OWNER
    assert me.organization == house.organizations.get(actor)
    assert frozenset(me.scopes) == actor.scopes


def test_a_huge_password_is_refused_before_it_is_hashed():
    with pytest.raises(ValueError, match="at most 200"):
        SignIn(email=OWNER, password="x" * 201)
