"""A whole life of an organization: people, material, clients, campaigns, money, answers.

Everything that somebody wrote in it carries the life's own word, so that a trace of it is
known wherever it turns up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from domain_api.sales.organizations.model import AddOrganization, AddUser, Role
from tests.tenancy.site import Request, Site

API = "/api/v1"
SHARED_EMAIL, SHARED_PHONE = "everybody@shared.example", "+50687770000"
"""Of a person whom every organization knows."""

PASSWORD = "a long password of %s"


@dataclass(slots=True)
class Life:
    """Its owner acts, signed in as a person and through an agent."""

    site: Site
    word: str
    phones: str
    campaigns: dict[str, str] = field(default_factory=dict[str, str])
    clients: list[str] = field(default_factory=list[str])
    organization_id: str = ""
    token: str = field(default="", repr=False)
    agent_token: str = field(default="", repr=False)

    @property
    def email(self) -> str:
        return f"owner.{self.word}@{self.word}.example"

    @property
    def password(self) -> str:
        return PASSWORD % self.word

    @property
    def address(self) -> str:
        """Where its clients write to."""
        return self.phone(9000)

    def phone(self, number: int) -> str:
        return f"+506{self.phones}{number:04}"

    def get(self, path: str, **query: Any) -> Any:
        return self.site.done(Request("GET", API + path, self.token, query=query))

    def post(self, path: str, body: Any = None, method: str = "POST", key: str = "") -> Any:
        headers = {"Idempotency-Key": key} if key else {}
        request = Request(method, API + path, self.token, body=body, headers=headers)
        return self.site.done(request)


def live(site: Site, words: Sequence[str]) -> list[Life]:
    """One life for each word, side by side; its people's numbers tell them apart too."""
    lives = [Life(site, word, f"8{number}11") for number, word in enumerate(words, 1)]
    for life in lives:
        _begin(life)
    site.step(timedelta(days=1))  # into the flight, at the same hour
    for life in lives:
        _answered(life)
    site.step(timedelta(hours=1))
    for life in lives:
        life.post(f"/campaigns/{life.campaigns['paused']}/pause", {"reason": f"{life.word} paused"})
        life.post(f"/campaigns/{life.campaigns['ended']}/end", {"reason": f"{life.word} ended"})
        site.work()
        life.post("/reconciliation", {"repair": False})
    return lives


def _begin(life: Life) -> None:
    _found(life)
    _speak(life)
    _know_people(life)
    _merge_twins(life)
    for name, channels in _CAMPAIGNS.items():
        life.campaigns[name] = _launched(life, name, channels)
    _half_way(life)


_CAMPAIGNS = {
    "running": ["email", "facebook"],
    "paused": ["email", "sms"],
    "ended": ["email"],
}


def _found(life: Life) -> None:
    word = life.word
    organizations = life.site.application.services.organizations
    founded = organizations.found(
        AddOrganization(name=f"{word} house", message_address=life.address),
        AddUser(email=life.email, name=f"{word} owner", role=Role.OWNER, password=life.password),
    )
    life.organization_id = founded.organization_id
    session = life.post("/sessions", {"email": life.email, "password": life.password})
    life.token = session["access_token"]
    life.agent_token = life.post("/agent-tokens", {})["access_token"]
    for number in range(2):
        person = {
            "email": f"staff{number}.{word}@{word}.example",
            "name": f"{word} staff {number}",
            "role": "marketer",
            "password": life.password,
        }
        life.post("/users", person)


def _speak(life: Life) -> None:
    brand = {
        "name": f"{life.word} brand",
        "voice": "warm",
        "forbidden_words": [f"{life.word}forbidden"],
        "default_locale": "es-CR",
    }
    life.post("/brand", brand, "PUT")
    for number in range(3):
        body = f"{life.word} prices {number}".encode()
        named = {"name": f"{life.word} {number}.txt"}
        life.site.done(Request("POST", f"{API}/files", life.token, named, body))


def _know_people(life: Life) -> None:
    word, known = life.word, life.clients
    contacts = [
        (f"client{number}.{word}@{word}.example", life.phone(number)) for number in range(3)
    ]
    for email, phone in [*contacts, (SHARED_EMAIL, SHARED_PHONE)]:
        client = life.post(
            "/clients",
            {
                "name": f"{word} client {len(known)}",
                "email": email,
                "phone": phone,
                "place": f"{word} town",
                "interests": [f"{word} coffee"],
            },
        )
        known.append(client["client_id"])
        for channel in ("email", "sms"):
            said = {"source": f"{word} counter", "proof": f"{word} signed card"}
            life.post("/consents", {"client_id": known[-1], "channel": channel, **said})
    withdrawn = {"client_id": known[2], "source": f"{word} phone", "proof": f"{word} asked"}
    life.post("/consents/withdrawals", withdrawn)


def _merge_twins(life: Life) -> None:
    """People who were entered twice, without an address in common."""
    for number in range(3):
        twins = [
            life.post("/clients", {"name": f"{life.word} twin", "email": f"{one}.{life.email}"})
            for one in (f"a{number}", f"b{number}")
        ]
        keep, merge = (twin["client_id"] for twin in twins)
        life.post("/clients/merges", {"keep": keep, "merge": merge})


def plan_of(life: Life, name: str, channels: list[str]) -> dict[str, Any]:
    """A draft over fresh material."""
    made = life.post("/generations", {"product": f"{life.word} tea", "channels": channels})
    start = (life.site.clock.now() + timedelta(days=1)).date()
    return life.post(
        "/plans",
        {
            "name": f"{life.word} {name}",
            "product": f"{life.word} tea",
            "brief": f"{life.word} wants more visitors",
            "channels": [
                {"channel": asset["channel"], "asset_id": asset["asset_id"]}
                for asset in made["assets"]
            ],
            "budget": {"minor_units": 50_000, "currency": "USD"},
            "flight": {"start_on": f"{start}", "end_on": f"{start + timedelta(days=20)}"},
        },
    )


def asked(life: Life, name: str, channels: list[str]) -> dict[str, Any]:
    """An approval that waits."""
    plan = plan_of(life, name, channels)
    note = f"{life.word} please look"
    return life.post("/approvals", {"plan_id": plan["plan_id"], "note": note})


def _approved(life: Life, name: str, channels: list[str]) -> Mapping[str, Any]:
    approval = asked(life, name, channels)
    decision = {"digest": approval["digest"], "reason": f"{life.word} agreed"}
    return life.post(f"/approvals/{approval['approval_id']}/approve", decision)


def _launched(life: Life, name: str, channels: list[str]) -> str:
    approval = _approved(life, name, channels)
    launch = life.post("/launches", {"plan_id": approval["plan_id"]})
    life.site.work()
    return launch["campaign_id"]


def _half_way(life: Life) -> None:
    """What is drafted, asked, granted and refused, and goes no further."""
    plan_of(life, "draft", ["email"])
    for number in range(4):
        asked(life, f"asked {number}", ["email"])
    for number in range(2):
        _approved(life, f"granted {number}", ["email"])
    refused = asked(life, "refused", ["email"])
    decision = {"digest": refused["digest"], "reason": f"{life.word} said no"}
    life.post(f"/approvals/{refused['approval_id']}/refuse", decision)


def _answered(life: Life) -> None:
    """Visitors, letters, the network's reports, and what was sold."""
    site, word = life.site, life.word
    campaign = life.get(f"/campaigns/{life.campaigns['running']}")
    plan = life.get(f"/plans/{campaign['plan_id']}")
    link = urlsplit(str(plan["channels"][0]["link"])).path
    site.done(Request("GET", link))
    typed = {
        "name": f"{word} visitor",
        "email": f"visitor.{word}@{word}.example",
        "message": f"{word} wants tea",
        "consent_email": "on",
    }
    form = {"content-type": "application/x-www-form-urlencoded"}
    site.done(Request("POST", link, body=urlencode(typed).encode(), headers=form))
    for number, sender in enumerate((life.phone(1), SHARED_PHONE), 1):
        letter = {
            "inbound_id": f"{word}-inbound-{number}",
            "to": life.address,
            "from": sender,
            "channel": "sms",
            "text": f"{word} asks for more",
        }
        site.done(site.signed("/webhooks/messages", letter))
    _reported(life, campaign)
    lead = {"name": f"{word} lead", "email": f"lead.{word}@{word}.example", "source": "shop"}
    lead["message"] = f"{word} was in the shop"
    lead_id = life.post("/leads", lead, key="the-same-key-everywhere")["lead_id"]
    price = {"minor_units": 1_250, "currency": "USD"}
    line = {"description": f"{word} bag", "quantity": 2, "unit_price": price}
    for more in ({}, {"lead_id": lead_id}):
        client_id = life.clients[0] if not more else _client_of(life, lead_id)
        life.post("/sales", {"client_id": client_id, "lines": [line], **more})
    site.work()
    site.application.etl.run()


def _reported(life: Life, campaign: Mapping[str, Any]) -> None:
    ad = next(ad for ad in campaign["ads"] if ad["channel"] == "facebook")
    report = {
        "report_id": f"{life.word}-report-1",
        "reference": ad["published_reference"],
        "campaign_id": campaign["campaign_id"],
        "impressions": 1_000,
        "clicks": 20,
        "reactions": 3,
        "spend": {"minor_units": 420, "currency": "USD"},
        "at": life.site.clock.now().isoformat(),
    }
    life.site.done(life.site.signed("/webhooks/network", report))
    euros = {"minor_units": 420, "currency": "EUR"}
    wrong = {**report, "report_id": f"{life.word}-report-2", "spend": euros}
    life.site.ask(life.site.signed("/webhooks/network", wrong))


def _client_of(life: Life, lead_id: str) -> str:
    leads = life.get("/leads", limit=50)["items"]
    return next(lead["client_id"] for lead in leads if lead["lead_id"] == lead_id)
