"""Who asks too often is told when to come again: by person, by organization, by address."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi import APIRouter

from domain_api.adapters.limits.memory import InProcessLimits
from domain_api.http.client_address import ClientAddress
from domain_api.http.middleware.rates import HttpRates, Limiting
from domain_api.kernel import ManualClock, Rate
from tests.domain_api.http.toys import ANA, EVE, LUIS, Toy, toy
from tests.support.actors import START

MANY = 1000


def limited(
    *,
    user: int = MANY,
    organization: int = MANY,
    sign_in: int = MANY,
    public: int = MANY,
    form: int = MANY,
    trusted: tuple[str, ...] = (),
) -> Toy:
    rates = HttpRates(
        user=Rate("user", user, 60),
        organization=Rate("organization", organization, 60),
        sign_in=Rate("sign_in", sign_in, 60),
        public=Rate("public", public, 60),
        form=Rate("form", form, 60),
    )
    limiting = Limiting(
        InProcessLimits(lambda: 12.0), rates, ClientAddress(trusted), ManualClock(START)
    )
    return toy(limiting=limiting, public_routers=[_doors()])


def _doors() -> APIRouter:
    router = APIRouter()

    @router.post("/api/v1/sessions")
    def sign_in() -> dict[str, str]:
        return {"access_token": "none"}

    @router.api_route("/l/{link_id}", methods=["GET", "POST"])
    def form(link_id: str) -> dict[str, str]:
        return {"link": link_id}

    @router.post("/webhooks/payments")
    def notice() -> None: ...

    return router


def read(app: Toy, token: str = ANA) -> Any:
    return app.client.get("/api/v1/things/t1", headers=app.headers(token))


def statuses(app: Toy, method: str, path: str, times: int, **headers: str) -> list[int]:
    return [app.client.request(method, path, headers=headers).status_code for _ in range(times)]


def test_the_refusal_says_what_when_and_how_often():
    app = limited(user=2)
    assert [read(app).status_code for _ in range(2)] == [200, 200]
    refused = read(app)
    problem = refused.json()
    assert refused.status_code == 429
    assert refused.headers["content-type"] == "application/problem+json"
    assert (problem["code"], problem["recovery"]) == ("too_many_requests", "transient")
    wait = problem["details"]["retry_after_seconds"]
    assert refused.headers["Retry-After"] == str(wait)
    retry_at = (START + timedelta(seconds=wait)).isoformat(timespec="seconds")
    assert problem["details"]["retry_at"] == retry_at
    assert refused.headers["RateLimit-Policy"] == '"user";q=2;w=60'
    assert refused.headers["RateLimit"] == f'"user";r=0;t={wait}'
    assert refused.headers["X-Request-Id"]
    assert refused.headers["Cache-Control"] == "no-store"


def test_people_are_counted_apart():
    app = limited(user=1)
    assert [read(app, token).status_code for token in (ANA, LUIS, EVE)] == [200] * 3
    assert read(app).status_code == 429


def test_an_organization_is_counted_as_a_whole_and_another_one_apart():
    app = limited(organization=2)
    assert [read(app, token).status_code for token in (ANA, LUIS, ANA)] == [200, 200, 429]
    assert read(app, EVE).status_code == 200


def test_what_is_refused_is_not_done():
    app = limited(user=1)
    assert app.add("cup").status_code == 201
    assert app.add("plate", key="key-12345").status_code == 429
    assert app.things.added == ["cup"]


def test_a_refusal_takes_no_idempotency_key():
    app = limited(user=1)
    app.add("cup")
    assert app.add("plate", key="key-12345", token=ANA).status_code == 429
    again = limited()
    assert again.add("plate", key="key-12345").status_code == 201


def test_guessing_tokens_is_counted_by_address_and_harms_nobody_who_has_one():
    app = limited(public=3, user=5)
    guessed = [read(app, f"guess-{number}").status_code for number in range(4)]
    assert guessed == [401, 401, 401, 429]
    assert read(app).status_code == 200


def test_signing_in_has_a_stricter_rate():
    app = limited(sign_in=2)
    assert statuses(app, "POST", "/api/v1/sessions", 3) == [200, 200, 429]
    assert read(app).status_code == 200


def test_forms_are_counted_by_address_apart_from_looking():
    app = limited(form=1, public=2)
    assert statuses(app, "POST", "/l/lnk_1", 2) == [200, 429]
    assert statuses(app, "GET", "/l/lnk_2", 3) == [200, 200, 429]


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/webhooks/payments"), ("GET", "/health/live"), ("GET", "/metrics")],
)
def test_webhooks_health_and_figures_are_not_counted(method: str, path: str):
    app = limited(user=1, organization=1, sign_in=1, public=1, form=1)
    assert statuses(app, method, path, 4) == [200] * 4


def test_a_forwarded_address_of_a_stranger_is_not_believed():
    app = limited(form=1)
    forged = [
        statuses(app, "POST", "/l/lnk_1", 1, **{"X-Forwarded-For": f"192.0.2.{number}"})
        for number in range(2)
    ]
    assert forged == [[200], [429]]


def _behind(proxy: str, trusted: tuple[str, ...], *forwarded: str) -> str:
    headers = [(b"x-forwarded-for", text.encode()) for text in forwarded]
    scope = {"type": "http", "client": (proxy, 4711), "headers": headers}
    return ClientAddress(trusted).of(scope)


PROXIES = ("10.0.0.0/8", "2001:db8:aaaa::/48")


@pytest.mark.parametrize(
    ("proxy", "forwarded", "client"),
    [
        ("192.0.2.1", ("198.51.100.7",), "192.0.2.1"),
        ("10.0.0.1", (), "10.0.0.1"),
        ("10.0.0.1", ("198.51.100.7",), "198.51.100.7"),
        ("10.0.0.1", ("203.0.113.9, 198.51.100.7",), "198.51.100.7"),
        ("10.0.0.1", ("203.0.113.9", "198.51.100.7"), "198.51.100.7"),
        ("10.0.0.1", ("198.51.100.7, 10.0.0.2",), "198.51.100.7"),
        ("10.0.0.1", ("198.51.100.7:4711",), "198.51.100.7"),
        ("10.0.0.1", ("[2001:db8::7]:4711",), "2001:db8::/64"),
        ("10.0.0.1", ("2001:db8::7",), "2001:db8::/64"),
        ("10.0.0.1", ("198.51.100.7, unknown",), "10.0.0.1"),
        ("10.0.0.1", ("10.0.0.3, 10.0.0.2",), "10.0.0.3"),
        ("2001:db8:aaaa::1", ("::ffff:198.51.100.7",), "198.51.100.7"),
        ("::ffff:10.0.0.1", ("198.51.100.7",), "198.51.100.7"),
        ("2001:db8::1:2:3:4", (), "2001:db8:0:0::/64"),
    ],
)
def test_the_client_is_the_last_address_that_no_proxy_of_ours_wrote(
    proxy: str, forwarded: tuple[str, ...], client: str
):
    assert _behind(proxy, PROXIES, *forwarded) == client.replace("db8:0:0::", "db8::")


def test_a_request_without_a_socket_has_an_address_too():
    assert ClientAddress().of({"type": "http", "client": None, "headers": []}) == "local"
    assert _behind("testclient", ()) == "testclient"


def test_a_proxy_that_is_no_network_is_refused():
    with pytest.raises(ValueError, match="does not appear"):
        ClientAddress(["proxy.example.com"])


def test_without_rates_nobody_is_counted():
    app = toy()
    assert [read(app).status_code for _ in range(20)] == [200] * 20
