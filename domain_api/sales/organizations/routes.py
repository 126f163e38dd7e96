"""The REST face of sessions, organizations, their people and the public keys."""

from collections.abc import Callable
from typing import Annotated, Any, Protocol

from fastapi import APIRouter, Body, Depends, Header, Request, Response
from fastapi.responses import JSONResponse

from domain_api.kernel import Actor
from domain_api.sales.etags import etag, expected_version
from domain_api.sales.organizations.model import (
    AddUser,
    AskAgentToken,
    ChangeSettings,
    ChangeUser,
    MeView,
    OrganizationView,
    SignIn,
    TokenView,
    UserList,
    UserView,
)
from domain_api.sales.organizations.service import OrganizationService
from domain_api.sales.organizations.sessions import SessionService
from domain_api.sales.organizations.tokens import TokenIssuer

ResolveActor = Callable[[Request], Actor]

_SIGN_IN: list[Any] = [{"email": "ana@example.com", "password": "correct horse battery"}]
_AGENT: list[Any] = [{"scopes": ["campaign:read", "campaign:draft"], "minutes": 60}]
_NEW_USER: list[Any] = [
    {
        "email": "luis@example.com",
        "name": "Luis",
        "role": "marketer",
        "password": "a long sentence to remember",
    }
]


class Switch(Protocol):
    """Stops and restores the whole organization, with all that follows from it."""

    def suspend(self, actor: Actor) -> OrganizationView: ...

    def restore(self, actor: Actor) -> OrganizationView: ...


def session_routes(sessions: SessionService, current_actor: ResolveActor) -> APIRouter:
    """`POST /sessions`, `POST /agent-tokens`, `GET /me`."""
    router = APIRouter(tags=["sessions"])

    @router.post("/sessions", status_code=201, summary="Sign in")
    def sign_in(command: Annotated[SignIn, Body(examples=_SIGN_IN)]) -> TokenView:
        """A person proves who they are; the answer is a session's token for this API.

        Unknown addresses and wrong passwords get the same answer. After ten attempts with
        one address, known or not, it rests for a quarter of an hour (429).
        """
        return sessions.sign_in(command)

    @router.post("/agent-tokens", status_code=201, summary="Let an agent act for you")
    def agent_token(
        actor: Annotated[Actor, Depends(current_actor)],
        command: Annotated[AskAgentToken, Body(examples=_AGENT)],
    ) -> TokenView:
        """A token for the tool servers only, with no right that you lack and none to decide."""
        return sessions.agent_token(actor, command)

    @router.get("/me", summary="Who am I")
    def me(actor: Annotated[Actor, Depends(current_actor)]) -> MeView:
        """The person, the organization, and what the token may do at this moment."""
        return sessions.me(actor)

    return router


def organization_routes(
    organizations: OrganizationService, switch: Switch, current_actor: ResolveActor
) -> APIRouter:
    """`/organization`, its settings and its kill switch."""
    router = APIRouter(tags=["organizations"])

    @router.get("/organization", summary="My organization")
    def get_organization(
        actor: Annotated[Actor, Depends(current_actor)], response: Response
    ) -> OrganizationView:
        """Its settings; the ETag names their version."""
        return _tagged(organizations.get(actor), response)

    @router.put("/organization/settings", summary="Change the settings")
    def change_settings(
        actor: Annotated[Actor, Depends(current_actor)],
        command: Annotated[ChangeSettings, Body(examples=[{"four_eyes": True}])],
        response: Response,
        if_match: Annotated[str | None, Header(description="The ETag you read.")] = None,
    ) -> OrganizationView:
        """With four eyes on, who asked for an approval may not decide it.

        With If-Match, settings that somebody else changed meanwhile stay as they are (412).
        """
        changed = organizations.set_four_eyes(
            actor, command.four_eyes, expected_version=expected_version(if_match)
        )
        return _tagged(changed, response)

    @router.post("/organization/suspend", summary="Stop everything")
    def suspend(
        actor: Annotated[Actor, Depends(current_actor)], response: Response
    ) -> OrganizationView:
        """Nothing is approved, launched, charged or sent until somebody restores it."""
        return _tagged(switch.suspend(actor), response)

    @router.post("/organization/restore", summary="Go on")
    def restore(
        actor: Annotated[Actor, Depends(current_actor)], response: Response
    ) -> OrganizationView:
        """Ends a suspension."""
        return _tagged(switch.restore(actor), response)

    return router


def people_routes(organizations: OrganizationService, current_actor: ResolveActor) -> APIRouter:
    """`/users`."""
    router = APIRouter(prefix="/users", tags=["organizations"])

    @router.get("", summary="The people of my organization")
    def list_users(actor: Annotated[Actor, Depends(current_actor)]) -> UserList:
        """Everybody, disabled people included, in order of entry."""
        return UserList(items=organizations.users(actor))

    @router.post("", status_code=201, summary="Add a person")
    def add_user(
        actor: Annotated[Actor, Depends(current_actor)],
        command: Annotated[AddUser, Body(examples=_NEW_USER)],
    ) -> UserView:
        """An email belongs to one person of one organization."""
        return organizations.add_user(actor, command)

    @router.patch("/{user_id}", summary="Change a role, or take access away")
    def change_user(
        actor: Annotated[Actor, Depends(current_actor)],
        user_id: str,
        command: Annotated[ChangeUser, Body(examples=[{"active": False}])],
    ) -> UserView:
        """Tokens that are out lose their rights within five seconds."""
        return organizations.change_user(actor, user_id, command)

    return router


def key_routes(issuer: TokenIssuer) -> APIRouter:
    """`/.well-known/jwks.json`, for whoever checks our tokens; no prefix, no token."""
    router = APIRouter(tags=["sessions"])

    @router.get("/.well-known/jwks.json", summary="Public keys")
    def public_keys() -> JSONResponse:
        """The JSON Web Key Set that verifies our tokens."""
        return JSONResponse(issuer.jwks(), headers={"Cache-Control": "public, max-age=300"})

    return router


def _tagged(view: OrganizationView, response: Response) -> OrganizationView:
    response.headers["ETag"] = etag(view.version)
    return view
