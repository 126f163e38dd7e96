"""The story the demo tells, scene by scene, each over the doors that its people have."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from agents.events import Failed, Said, ToolAnswered
from domain_api.adapters.clock import SteppedClock
from suite.conversation import Conversation
from suite.demo.answering import Public, money_of
from suite.demo.record import Record
from suite.demo.verdict import DemoFailed, require_come_through
from suite.demo.wording import one_line, receipt_line, tell_event
from suite.rest import Rest

WAIT_S = 30.0
_PRICES = b"product,price\nCold brew,3.50\nLatte,4.00\n"


class AgentAsks(RuntimeError):
    """The brief leaves something open: the agent's question is the message."""


class Story:
    """`marketer` talks with the agent; `approver` decides, signed in as a person."""

    def __init__(
        self,
        record: Record,
        clock: SteppedClock,
        conversation: Conversation,
        marketer: Rest,
        approver: Rest,
        public: Public,
    ) -> None:
        self._record = record
        self._clock = clock
        self._conversation = conversation
        self._marketer = marketer
        self._approver = approver
        self._public = public

    def tell(self, brief: str) -> None:
        """All scenes. Raises `AgentAsks` when the brief leaves something open, and `DemoFailed`
        unless the campaign is active, paid once and published everywhere at its start."""
        approval = self._plan(brief)
        self._keep_price_list()
        self._approve(approval)
        launch = self._launch()
        self._start(launch)
        self._answers(launch)
        self._results("how is it going?")
        self._finish(launch)

    def _plan(self, brief: str) -> dict[str, Any]:
        self._record.heading("A marketer writes one sentence to the agent")
        self._record.step(brief, brief=brief)
        answers = self._say(brief)
        asked = answers.get("request_approval")
        if asked is None:
            raise AgentAsks(answers["said"]["text"])
        plan, copy = answers["draft_plan"], answers["generate_copy"]
        self._record.facts["plan"] = {
            key: plan[key] for key in ("plan_id", "version", "digest", "budget", "flight")
        }
        self._record.facts["generation"] = {
            "generation_id": copy["generation_id"],
            "model": copy["usage"]["model"],
            "offline": copy["offline"],
        }
        return asked

    def _keep_price_list(self) -> None:
        self._record.heading("The marketer keeps the price list among the files")
        file = self._marketer.upload("/files?name=prices.csv", _PRICES, "text/csv")
        link = self._marketer.get(f"/files/{file['file_id']}/link")["url"]
        if self._public.open(link) != _PRICES:
            raise DemoFailed("the link to the price list shows something else")
        self._record.facts["file"] = {key: file[key] for key in ("file_id", "sha256", "size")}
        self._record.step(f"prices.csv {file['sha256'][:12]}…  its link opens for 15 minutes")

    def _approve(self, asked: dict[str, Any]) -> None:
        self._record.heading("A person decides, through the REST API, in a session of their own")
        approval = self._approver.get(f"/approvals/{asked['approval_id']}")
        for payload in approval["payloads"]:
            shown = one_line(payload["fields"])
            self._record.step(f"{payload['channel']} {payload['digest'][:12]}…  {shown}")
        decided = self._approver.post(
            f"/approvals/{approval['approval_id']}/approve",
            {"digest": approval["digest"], "reason": "Looks right."},
        )
        self._record.facts["approval"] = {
            key: decided[key] for key in ("approval_id", "digest", "status", "decided_by")
        } | {"payloads": {part["channel"]: part["digest"] for part in decided["payloads"]}}
        self._record.step(f"{decided['status']}: exactly digest {decided['digest'][:12]}…")

    def _launch(self) -> dict[str, Any]:
        self._record.heading("The agent launches what was approved")
        answers = self._say("approved, go ahead")
        launch = answers.get("launch_campaign")
        if launch is None:
            raise DemoFailed(f"the agent did not launch: {answers['said']['text']}")
        self._record.facts["launch"] = {
            key: launch[key] for key in ("launch_id", "campaign_id", "digest", "charge_at")
        }
        return launch

    def _start(self, launch: dict[str, Any]) -> None:
        campaign_id = launch["campaign_id"]
        self._wait("the worker to reserve", lambda: self._state(campaign_id) != "committed")
        self._step_to(launch["starts_at"], "the start of the flight")
        self._wait("payment and publication", lambda: self._state(campaign_id) == "dispatched")
        receipts = self._marketer.get(f"/campaigns/{campaign_id}/launch")["receipts"]
        campaign = self._marketer.get(f"/campaigns/{campaign_id}")["state"]
        payments = self._marketer.get("/payments", campaign_id=campaign_id)["items"]
        self._record.facts["at_start"] = {
            "campaign": campaign,
            "payments": payments,
            "receipts": receipts,
        }
        for payment in payments:
            self._record.step(
                f"{payment['status']} {payment['amount']['display']} at the sandbox gateway "
                f"({payment['gateway_charge_id']})"
            )
        for receipt in receipts:
            self._record.step(receipt_line(receipt))
        self._record.step(f"the campaign is {campaign}")
        require_come_through(
            budget=self._record.facts["plan"]["budget"],
            channels=set(self._record.facts["approval"]["payloads"]),
            campaign=campaign,
            payments=payments,
            receipts=receipts,
        )

    def _answers(self, launch: dict[str, Any]) -> None:
        campaign_id = launch["campaign_id"]
        self._record.heading("People answer, through public doors")
        expected = self._readers() + self._visitors(campaign_id)
        self._wait(
            "the leads to arrive",
            lambda: self._performance(campaign_id)["leads"] >= expected,
        )
        leads = self._marketer.get("/leads", campaign_id=campaign_id)["items"]
        self._record.facts["leads"] = leads
        if leads:
            self._sell(campaign_id, leads[0])

    def _readers(self) -> int:
        """People who got a message: one fills the form, one writes back, one says STOP."""
        leads = 0
        for mail in self._public.emails()[:1]:
            if mail.link:
                self._public.fill_form(mail.link, _form("Reader of a mail", mail.to))
                self._record.step(f"{mail.to} opens the link in the mail and fills the form")
                leads += 1
        for channel in ("whatsapp", "sms"):
            phones = self._public.texts(channel)
            for number, phone in enumerate(phones[:2]):
                text = ("Me interesa. Are you open on Sundays?", "STOP")[number]
                self._public.write_back(channel, phone.to, text, f"demo-{channel}-{number}")
                self._record.step(f"{phone.to} answers on {channel}: {text}")
                leads += number == 0
        return leads

    def _visitors(self, campaign_id: str) -> int:
        """Networks report, and one stranger for each ad comes through its link."""
        plan = self._marketer.get(f"/plans/{self._record.facts['plan']['plan_id']}")
        caps = {part["channel"]: part for part in plan["channels"]}
        leads = 0
        for ad in self._marketer.get(f"/campaigns/{campaign_id}")["ads"]:
            channel = ad["channel"]
            if channel in ("email", "sms", "whatsapp"):
                continue
            sent = self._public.report_delivery(
                ad["published_reference"], campaign_id, money_of(caps[channel]["cap"])
            )
            self._record.step(f"the sandbox network sends {sent} reports about {channel}")
            self._public.fill_form(
                caps[channel]["link"], _form("Visitor from an ad", f"{channel}@visitors.test")
            )
            self._record.step(f"a stranger comes from {channel} and fills the form")
            leads += 1
        return leads

    def _sell(self, campaign_id: str, lead: dict[str, Any]) -> None:
        currency = self._record.facts["plan"]["budget"]["currency"]
        line = {
            "description": "First order",
            "quantity": 2,
            "unit_price": {"minor_units": 45_000, "currency": currency},
        }
        body = {"client_id": lead["client_id"], "lead_id": lead["lead_id"], "lines": [line]}
        sale = self._marketer.post("/sales", body, key=f"demo-sale-{lead['lead_id']}")
        self._record.facts["sale"] = sale
        self._record.step(f"a sale of {sale['total']['display']} to {lead['name']}")
        self._wait("the sale to be counted", lambda: self._performance(campaign_id)["sales"] > 0)

    def _results(self, question: str) -> None:
        self._record.heading("The marketer asks the agent how it goes")
        answers = self._say(question)
        self._record.facts["performance"] = answers.get("get_performance")

    def _finish(self, launch: dict[str, Any]) -> None:
        campaign_id = launch["campaign_id"]
        self._step_to(launch["ends_at"], "the end of the flight")
        self._wait("the settlement", lambda: self._state(campaign_id) == "settled")
        [payment] = self._marketer.get("/payments", campaign_id=campaign_id)["items"]
        ledger = self._marketer.get("/ledger", campaign_id=campaign_id)
        campaign = self._marketer.get(f"/campaigns/{campaign_id}")
        self._record.facts["at_end"] = {
            "campaign": campaign["state"],
            "payment": payment,
            "ledger": ledger["balances"],
            "performance": self._performance(campaign_id),
        }
        self._record.step(
            f"{campaign['state']}; {payment['refunded']['display']} of "
            f"{payment['amount']['display']} was not spent and came back"
        )
        for entry in ledger["balances"]:
            self._record.step(f"ledger  {entry['account']:<44} {entry['balance']['display']:>16}")

    def _say(self, text: str) -> dict[str, dict[str, Any]]:
        """Say it and tell the agent's events; the last answer of each tool, and its words."""
        answers: dict[str, dict[str, Any]] = {"said": {"text": ""}}
        self._record.working("the agent works")
        for event in self._conversation.say(text):
            tell_event(self._record, event)
            if isinstance(event, ToolAnswered) and event.ok:
                answers[event.tool] = event.result
            elif isinstance(event, Said):
                answers["said"] = {"text": event.text}
            elif isinstance(event, Failed):
                raise DemoFailed(f"the agent failed: {event.message}")
        return answers

    def _step_to(self, moment: str, what: str) -> None:
        to = datetime.fromisoformat(moment).astimezone(UTC) + timedelta(seconds=1)
        self._clock.step_to(to)
        self._record.heading(f"The demo's clock steps to {what}: {to:%Y-%m-%d %H:%M} UTC")
        self._record.steps.append({"at_s": self._record.seconds(), "clock": to.isoformat()})

    def _state(self, campaign_id: str) -> str:
        launch = self._marketer.get(f"/campaigns/{campaign_id}/launch")
        if launch["state"] in ("declined", "failed", "cancelled"):
            raise DemoFailed(f"the launch is {launch['state']}: {launch['reason']}")
        return str(launch["state"])

    def _performance(self, campaign_id: str) -> dict[str, Any]:
        return self._marketer.get(f"/campaigns/{campaign_id}/performance")

    def _wait(self, what: str, done: Callable[[], bool]) -> None:
        self._record.working(f"waiting for {what}")
        deadline = time.monotonic() + WAIT_S
        while not done():
            if time.monotonic() > deadline:
                raise DemoFailed(f"waited {WAIT_S:.0f} s for {what}")
            time.sleep(0.1)


def _form(name: str, email: str) -> dict[str, str]:
    return {"name": name, "email": email, "message": "Tell me more.", "consent_email": "yes"}
