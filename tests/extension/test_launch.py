"""A launch with the sample's writer, channel and till: the laws of the product hold for them."""

import json
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain_api.adapters.gateways.sandbox.books import Books
from domain_api.kernel import Money, Payload, SystemClock, canonical_json
from domain_api.settings import own_secrets
from suite.demo.answering import Public
from suite.seed import MESSAGE_ADDRESS
from tests.extension.sample.till import Till
from tests.extension.sample.writer import MODEL
from tests.suite.house import ANDRES, MARTA, OLGA, House, Person, answer_of, error_of, wait_until

pytestmark = [pytest.mark.system, pytest.mark.xdist_group("extension")]

BUDGET = 50_000
PRICE_PER_THOUSAND = 3_000
LATE = timedelta(hours=14)
"""After the flight's start, at nine in the morning: quiet hours."""


def inbox(house: House) -> dict[str, dict[str, Any]]:
    """What arrived by RCS, by number."""
    folder: Path = house.installation.data / "rcs"
    letters = [json.loads(path.read_text()) for path in folder.glob("*.json")]
    return {letter["to"]: letter for letter in letters}


def consenting(marta: Person, name: str, phone: str, *channels: str) -> str:
    client = marta.make("/clients", {"name": name, "phone": phone})
    for channel in channels:
        marta.make(
            "/consents",
            {
                "client_id": client["client_id"],
                "channel": channel,
                "source": "shop counter",
                "proof": "signed card",
            },
        )
    return client["client_id"]


async def call(house: House, server: str, tool: str, **arguments: Any) -> dict[str, Any]:
    async with house.client(server, house.agent_token(MARTA)) as client:
        return answer_of(await client.call_tool(tool, arguments))


async def refused(house: House, server: str, tool: str, **arguments: Any) -> str:
    async with house.client(server, house.agent_token(MARTA)) as client:
        return error_of(await client.call_tool(tool, arguments))["code"]


async def drafted(house: House, **changes: Any) -> dict[str, Any]:
    copy = await call(
        house, "content", "generate_copy", product="cold brew", channels=["rcs"], offer="2x1"
    )
    assert copy["offline"] is True
    assert copy["usage"]["model"] == MODEL
    terms = house.terms(copy["assets"], in_days=3) | changes
    return await call(house, "campaign", "draft_plan", **terms)


async def approved(house: House, plan: dict[str, Any]) -> dict[str, Any]:
    asked = await call(house, "campaign", "request_approval", plan_id=plan["plan_id"])
    person = house.person(ANDRES)
    approval = person.read(f"/approvals/{asked['approval_id']}")
    return person.make(
        f"/approvals/{approval['approval_id']}/approve", {"digest": approval["digest"]}
    )


def edited(person: Person, asset_id: str, fields: dict[str, str]) -> dict[str, Any]:
    """The asset with new texts, edited as the page that shows it does."""
    path = f"/assets/{asset_id}"
    tag = person.get(path).headers["etag"]
    answer = person.http.patch(path, json={"fields": fields}, headers={"If-Match": tag})
    assert answer.is_success, answer.text
    return answer.json()


def charges(house: House, reference: str) -> list[Any]:
    with closing(Books(house.installation.data / "till" / "books.db")) as books:
        return Till(books, SystemClock()).charges(reference)


def state_of(marta: Person, campaign_id: str) -> Callable[[], str]:
    return lambda: marta.read(f"/campaigns/{campaign_id}/launch")["state"]


@pytest.mark.asyncio
async def test_the_channel_stands_in_the_catalogue_with_its_carrier(house: House) -> None:
    listed = await call(house, "campaign", "list_channels")
    (rcs,) = [one for one in listed["channels"] if one["channel"] == "rcs"]
    assert (rcs["name"], rcs["owned"], rcs["carrier"]) == ("RCS", True, "RCS folder")


@pytest.mark.asyncio
async def test_a_launch_is_written_approved_charged_sent_and_settled(house: House) -> None:
    marta = house.person(MARTA)
    writes = consenting(marta, "Rita", "+50670000001", "rcs")
    withdraws = consenting(marta, "Saul", "+50670000002", "rcs")
    consenting(marta, "Tina", "+50670000003", "sms")
    consenting(marta, "Ugo", "+50670000004")
    assert marta.read(f"/clients/{writes}/consents")["allowed"] == ["rcs"]

    plan = await drafted(house)
    quote = await call(house, "payment", "quote_campaign", plan_id=plan["plan_id"])
    assert quote["channels"][0]["people"] == 2
    assert quote["channels"][0]["price_per_thousand"]["minor_units"] == PRICE_PER_THOUSAND
    early = await refused(house, "campaign", "launch_campaign", plan_id=plan["plan_id"])
    assert early == "approval_required"
    approval = await approved(house, plan)
    (payload,) = approval["payloads"]

    launch = await call(house, "campaign", "launch_campaign", plan_id=plan["plan_id"])
    again = await call(house, "campaign", "launch_campaign", plan_id=plan["plan_id"])
    assert again["launch_id"] == launch["launch_id"]
    assert launch["digest"] == approval["digest"]
    proof = {"client_id": withdraws, "source": "phone", "proof": "asked to stop"}
    await call(house, "crm", "withdraw_consent", **proof)
    starts = datetime.fromisoformat(launch["starts_at"])
    house.clock.step_to(starts + LATE)
    state = state_of(marta, launch["campaign_id"])
    wait_until(lambda: state() == "activated", "the flight to start")
    assert inbox(house) == {}, "late in the evening nobody's phone rings"
    house.clock.step_to(starts + timedelta(days=1))
    wait_until(lambda: state() == "dispatched", "the messages")

    assert set(inbox(house)) == {"+50670000001"}
    asset_id = plan["channels"][0]["asset_id"]
    _is_what_was_approved(inbox(house)["+50670000001"], payload, asset_id)
    (receipt,) = marta.read(f"/campaigns/{launch['campaign_id']}/launch")["receipts"]
    assert (receipt["channel"], receipt["reached"]) == ("rcs", 1)
    assert receipt["left_out"]["no_consent"] >= 2
    (charge,) = charges(house, launch["launch_id"])
    assert charge.amount == Money(BUDGET, "USD")
    _settles(house, launch)


@pytest.mark.asyncio
async def test_an_edit_after_the_approval_makes_it_stale(house: House) -> None:
    plan = await drafted(house)
    await approved(house, plan)
    asset = plan["channels"][0]["asset_id"]
    assert edited(house.person(MARTA), asset, {"title": "Other"})["status"] == "draft"
    code = await refused(house, "campaign", "launch_campaign", plan_id=plan["plan_id"])
    assert code == "approval_stale"


@pytest.mark.asyncio
async def test_a_decline_at_the_till_takes_and_sends_nothing(house: House) -> None:
    marta, before = house.person(MARTA), inbox(house)
    plan = await drafted(house)
    await approved(house, plan)
    launch = await call(
        house,
        "campaign",
        "launch_campaign",
        plan_id=plan["plan_id"],
        payment_method="pm_card_declined",
    )
    house.clock.step_to(datetime.fromisoformat(launch["starts_at"]))
    state = state_of(marta, launch["campaign_id"])
    wait_until(lambda: state() == "declined", "the decline")
    assert inbox(house) == before
    (charge,) = charges(house, launch["launch_id"])
    assert charge.decline_code == "card_declined"


def test_stop_by_rcs_withdraws_everywhere(house: House) -> None:
    marta = house.person(MARTA)
    client_id = consenting(marta, "Vera", "+50670000005", "rcs", "sms")
    secret = own_secrets(house.installation.data)["webhook_secret"]
    url, data = house.installation.public_url, house.installation.data
    with closing(Public(url, data, MESSAGE_ADDRESS, secret, house.clock)) as public:
        public.write_back("rcs", "+50670000005", "STOP", "rcs-stop-1")
    assert marta.read(f"/clients/{client_id}/consents")["allowed"] == []


@pytest.mark.parametrize("text", ["Buy now", "Buy now {{link}}"])
@pytest.mark.asyncio
async def test_copy_without_link_or_opt_out_is_blocked(house: House, text: str) -> None:
    plan = await drafted(house)
    asset = plan["channels"][0]["asset_id"]
    assert edited(house.person(MARTA), asset, {"text": text})["status"] == "blocked"
    check = await call(house, "content", "check_content", asset_id=asset)
    assert any("Reply STOP to leave." in one["suggestion"] for one in check["findings"])


def _is_what_was_approved(letter: dict[str, Any], payload: dict[str, Any], asset_id: str) -> None:
    """The approved bytes make the approved digest, and are what the person reads."""
    document = {key: payload[key] for key in ("channel", "fields", "link")}
    approved = Payload(canonical_json(document | {"locale": "en", "asset_id": asset_id}))
    assert approved.digest == payload["digest"]
    assert letter["fields"] == approved.filled({"first_name": "Rita"})


def _settles(house: House, launch: dict[str, Any]) -> None:
    marta, campaign_id = house.person(MARTA), launch["campaign_id"]
    house.clock.step_to(datetime.fromisoformat(launch["ends_at"]))
    state = state_of(marta, campaign_id)
    wait_until(lambda: state() == "settled", "the settlement")
    spent = PRICE_PER_THOUSAND // 1000
    (charge,) = charges(house, launch["launch_id"])
    assert charge.refunded == Money(BUDGET - spent, "USD")
    ledger = marta.read("/ledger", campaign_id=campaign_id, limit=50)
    for posting in ledger["postings"]:
        assert sum(line["amount"]["minor_units"] for line in posting["lines"]) == 0
    balances = {one["account"]: one["balance"]["minor_units"] for one in ledger["balances"]}
    assert balances["spend:rcs"] == spent
    assert sum(balances.values()) == 0
    report = house.person(OLGA).make("/reconciliation", {"campaign_id": campaign_id})
    assert report["differences"] == []
