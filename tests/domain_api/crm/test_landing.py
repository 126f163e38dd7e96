"""The landing page and the unsubscribe page, as a visitor without an account meets them."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from domain_api.crm.leads.model import LeadView, ListLeads
from domain_api.crm.links.model import LinkView, RegisterLink
from domain_api.kernel import Channel, Metric, new_id
from tests.domain_api.crm.face import face_of
from tests.domain_api.crm.house import CAMPAIGN, House, OpenDatabase, order_of


class _Page(HTMLParser):
    """Every element with its attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def field(self, name: str) -> dict[str, str | None]:
        [found] = [
            one for tag in ("input", "textarea") for one in self.all(tag) if one["name"] == name
        ]
        return found


@pytest.fixture
def crm(open_database: OpenDatabase) -> House:
    """On one engine: what the doors do does not depend on it."""
    return House(open_database("sqlite"))


@pytest.fixture
def face(crm: House) -> TestClient:
    return face_of(crm)


@pytest.fixture
def link(crm: House) -> LinkView:
    return crm.link()


def _leads(crm: House) -> list[LeadView]:
    return crm.leads.list(crm.actor, ListLeads()).items


def _typed(**fields: str) -> dict[str, str]:
    return {
        "page_id": new_id("pag"),
        "name": "Ana",
        "email": "ana@example.com",
        "phone": "",
        "message": "Hola",
        "extra_line": "",
        **fields,
    }


def test_a_visitor_gets_the_form_in_the_language_of_the_link(
    face: TestClient, link: LinkView
) -> None:
    answer = face.get(f"/l/{link.link_id}")
    page = _Page(answer.text)
    assert answer.status_code == 200
    assert page.all("html") == [{"lang": "es"}]
    assert "<h1>Spring blend</h1>" in answer.text
    assert "Nombre" in answer.text


def test_every_field_has_a_label_and_no_box_is_ticked(face: TestClient, link: LinkView) -> None:
    page = _Page(face.get(f"/l/{link.link_id}").text)
    labels = {label.get("for") for label in page.all("label")}
    for name in ("name", "email", "phone", "message"):
        assert page.field(name)["id"] in labels
    boxes = [one for one in page.all("input") if one["type"] == "checkbox"]
    assert {box["name"] for box in boxes} == {"consent_email", "consent_sms", "consent_whatsapp"}
    assert all("checked" not in box for box in boxes)


def test_the_page_loads_and_runs_nothing(face: TestClient, link: LinkView) -> None:
    answer = face.get(f"/l/{link.link_id}")
    page = _Page(answer.text)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    style = re.search(r"<style>(.*)</style>", answer.text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in policy
    for tag, attributes in page.elements:
        assert tag not in ("script", "img", "link", "iframe")
        assert "src" not in attributes
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)


def test_each_page_seen_counts_a_click_and_a_look_or_an_answer_none(
    face: TestClient, crm: House, link: LinkView
) -> None:
    for _ in range(2):
        face.get(f"/l/{link.link_id}")
    assert face.head(f"/l/{link.link_id}").status_code == 200
    face.post(f"/l/{link.link_id}", data=_typed(email="wrong"))
    face.post(f"/l/{link.link_id}", data=_typed())
    clicks = crm.facts(Metric.CLICKS)
    assert [(one.campaign_id, one.channel) for one in clicks] == [(CAMPAIGN, Channel.EMAIL)] * 2


def test_an_answer_becomes_a_lead_with_the_consent_that_was_ticked(
    face: TestClient, crm: House, link: LinkView
) -> None:
    page_id = str(_Page(face.get(f"/l/{link.link_id}").text).field("page_id")["value"])
    typed = _typed(page_id=page_id, phone="8888 7777", consent_whatsapp="yes")
    answer = face.post(f"/l/{link.link_id}", data=typed)
    assert (answer.status_code, "¡Gracias!" in answer.text) == (200, True)
    [lead] = _leads(crm)
    assert (lead.name, lead.source, lead.message) == ("Ana", "landing page", "Hola")
    assert lead.attribution.campaign_id == CAMPAIGN
    view = crm.consents.get(crm.actor, lead.client_id)
    assert view.allowed == [Channel.WHATSAPP]
    assert view.entries[0].proof == (
        f"Sí, quiero recibir ofertas por WhatsApp. /l/{link.link_id}#{page_id}"
    )


def test_the_same_submission_twice_is_one_lead_and_a_mended_one_another(
    face: TestClient, crm: House, link: LinkView
) -> None:
    typed = _typed(consent_email="yes")
    for _ in range(2):
        assert face.post(f"/l/{link.link_id}", data=typed).status_code == 200
    [lead] = _leads(crm)
    assert len(crm.consents.get(crm.actor, lead.client_id).entries) == 1
    face.post(f"/l/{link.link_id}", data={**typed, "message": "and tea"})
    assert len(_leads(crm)) == 2


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ({"name": ""}, ["name"]),
        ({"name": "x" * 201}, ["name"]),
        ({"email": "nonsense"}, ["email"]),
        ({"email": "x" * 300}, ["email"]),
        ({"phone": "12"}, ["phone"]),
        ({"email": ""}, ["contact"]),
        ({"consent_sms": "yes"}, ["consent_sms"]),
        ({"message": "x" * 4097}, ["message"]),
        ({"name": "a\x00b"}, ["form"]),
        ({"name": "", "email": "no", "phone": "12"}, ["name", "email", "phone"]),
    ],
)
def test_a_wrong_answer_shows_what_to_mend_and_keeps_what_was_typed(
    face: TestClient, crm: House, link: LinkView, wrong: dict[str, str], fields: list[str]
) -> None:
    typed = _typed(**wrong)
    answer = face.post(f"/l/{link.link_id}", data=typed)
    page = _Page(answer.text)
    assert answer.status_code == 422
    shown = [one["id"] for one in page.all("li")]
    assert shown == [f"wrong-{field}" for field in fields]
    assert page.field("page_id")["value"] == typed["page_id"]
    assert page.field("email")["value"] == typed["email"]
    ticked = [one["name"] for one in page.all("input") if "checked" in one]
    assert ticked == [name for name in typed if name.startswith("consent_")]
    assert _leads(crm) == []


def test_what_a_visitor_types_is_never_markup(face: TestClient, link: LinkView) -> None:
    evil = "\"><script>alert(1)</script><b a='"
    answer = face.post(
        f"/l/{link.link_id}", data=_typed(name=evil, email=evil, message="</textarea>" + evil)
    )
    page = _Page(answer.text)
    assert "script" not in [tag for tag, _ in page.elements]
    assert page.field("name")["value"] == evil


def test_a_product_is_never_markup(face: TestClient, crm: House) -> None:
    link = crm.links.register(
        crm.actor,
        RegisterLink(
            link_id=new_id("lnk"),
            campaign_id=CAMPAIGN,
            channel=Channel.EMAIL,
            creative_id="ast_1",
            product="<script>alert(1)</script>",
            locale="en",
        ),
    )
    answer = face.get(f"/l/{link.link_id}")
    assert "script" not in [tag for tag, _ in _Page(answer.text).elements]


def test_a_program_that_fills_the_hidden_field_makes_no_lead(
    face: TestClient, crm: House, link: LinkView
) -> None:
    answer = face.post(f"/l/{link.link_id}", data=_typed(extra_line="buy now"))
    assert (answer.status_code, _leads(crm)) == (422, [])
    page = _Page(answer.text)
    assert (page.field("extra_line")["value"], page.field("name")["value"]) == ("", "Ana")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"name=" + b"x" * 40_000, "body_too_large"),
        (b"name=%ff%fe", "invalid_form"),
        (b"\xff\xfe", "invalid_form"),
        (b"&".join(b"a%d=1" % number for number in range(60)), "invalid_form"),
    ],
)
def test_a_body_that_is_no_form_is_refused(
    face: TestClient, crm: House, link: LinkView, body: bytes, code: str
) -> None:
    answer = face.post(f"/l/{link.link_id}", content=body)
    assert answer.json()["code"] == code
    assert _leads(crm) == []


def test_a_form_from_nowhere_is_kept_too(face: TestClient, crm: House, link: LinkView) -> None:
    typed = _typed(page_id="made up")
    assert face.post(f"/l/{link.link_id}", data=typed).status_code == 200
    assert len(_leads(crm)) == 1


@pytest.mark.parametrize("link_id", ["lnk_none", "%00", "x" * 3000, "%2e%2e%2fetc"])
def test_an_unknown_link_is_a_page_that_says_so(face: TestClient, link_id: str) -> None:
    assert face.get(f"/l/{link_id}").status_code == 404
    assert face.head(f"/l/{link_id}").status_code == 404
    assert face.post(f"/l/{link_id}", data=_typed()).status_code == 404


def test_looking_at_the_unsubscribe_page_withdraws_nothing_and_its_button_does(
    face: TestClient, crm: House
) -> None:
    ana = crm.client("Ana", Channel.EMAIL, Channel.SMS)
    crm.dispatches.dispatch(crm.actor, order_of())
    address = f"/u/{crm.message_to(ana, CAMPAIGN).message_id}"
    assert face.get(address).status_code == 200
    assert crm.allowed(ana) == [Channel.EMAIL, Channel.SMS]
    assert face.post(address, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert crm.allowed(ana) == []
    assert "mail reader" in crm.consents.get(crm.actor, ana).entries[0].proof


def test_unsubscribing_by_an_unknown_message_is_a_page_that_says_so(face: TestClient) -> None:
    assert face.post("/u/msg_none").status_code == 404
