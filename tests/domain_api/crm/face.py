"""PromptCRM behind HTTP: its REST routes for one actor, and its public doors."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

from domain_api.adapters.signatures import sign, verify
from domain_api.crm.clients.routes import client_routes
from domain_api.crm.consents.routes import consent_routes
from domain_api.crm.imports.routes import import_routes
from domain_api.crm.leads.routes import lead_routes
from domain_api.crm.messages.routes import message_routes
from domain_api.crm.public import public_routes
from domain_api.crm.sales.routes import sale_routes
from domain_api.crm.segments.routes import segment_routes
from domain_api.kernel import Actor, DomainError
from tests.domain_api.crm.house import House

SECRET = "webhook secret"
SHOP_PHONE = "+50640001234"


def face_of(crm: House) -> TestClient:
    """Every domain error is a 400 with its code; which status it has is for the application."""
    app = FastAPI()

    def current_actor(request: Request) -> Actor:
        return crm.actor

    def tell(_request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, DomainError)
        return JSONResponse({"code": error.code, "details": error.details}, 400)

    app.add_exception_handler(DomainError, tell)
    for routes in (
        client_routes(crm.clients, current_actor),
        import_routes(crm.imports, current_actor),
        consent_routes(crm.consents, current_actor),
        lead_routes(crm.leads, current_actor),
        message_routes(crm.dispatches, current_actor),
        sale_routes(crm.sales, current_actor),
        segment_routes(crm.segments, current_actor),
        public_routes(
            crm.links,
            crm.leads,
            crm.consents,
            crm.inbound,
            verify=verify,
            webhook_secret=SECRET,
            organization_of={SHOP_PHONE: crm.organization_id}.get,
            clock=crm.clock,
        ),
    ):
        app.include_router(routes)
    return TestClient(app)


def signature(crm: House, body: bytes, secret: str = SECRET) -> dict[str, str]:
    return {"X-PromptSales-Signature": sign(secret, body, crm.clock.now())}
