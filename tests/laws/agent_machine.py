"""An agent calls whatever tool it likes, with whatever arguments: only people let things out.

The whole application stands behind it: every database, the queues, the outbox, the network.
"""

import shutil
import tempfile
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, cast
from unittest.mock import patch

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import select

from domain_api.adapters.clock import SteppedClock
from domain_api.adapters.gateways.memory import MemoryGateway
from domain_api.adapters.sql.crm import tables as crm_tables
from domain_api.adapters.sql.sales import tables as sales_tables
from domain_api.bootstrap import Application, build
from domain_api.jobs.worker import Worker
from domain_api.kernel import HUMAN_ONLY, Actor, ActorKind, DomainError, Scope
from domain_api.sales.approvals.model import ApprovalStatus, DecideApproval
from domain_api.sales.payments.gateway import ChargeStatus
from domain_api.settings import Settings
from suite.seed import MESSAGE_ADDRESS, seed
from tests.laws.calls import Ids, arguments
from tests.laws.counted import Tally
from tools.catalogue import catalogue
from tools.execution import run_tool

TOOLS = {tool.name: tool for tool in catalogue()}
FAVOURITES = ["generate_copy", "draft_plan", "request_approval", "launch_campaign"]
"""Random calls seldom come far: the way to a launch is tried more often."""


@cache
def furnished() -> Path:
    """An installation with its people and clients, made once and copied for each machine."""
    folder = Path(tempfile.mkdtemp(prefix="laws-"))
    with opened(folder / "data", ClosingGateway()) as application:
        seed(application.services, folder / "data" / "demo-users.json")
    return folder / "data"


@contextmanager
def opened(data: Path, gateway: "ClosingGateway") -> Generator[Application]:
    with patch("domain_api.bootstrap.outside.SandboxGateway", return_value=gateway):
        application = build(Settings(data=data, clock_file=data / "clock.json"))
    try:
        yield application
    finally:
        application.close()


class ClosingGateway(MemoryGateway):
    """The gateway in memory, in the place of the one in a process."""

    def __init__(self) -> None:
        super().__init__(pause=lambda _seconds: None)

    def close(self) -> None:
        """Nothing is open."""


class AgentMachine(RuleBasedStateMachine):
    engine: ClassVar[str] = "sqlite"

    def __init__(self) -> None:
        super().__init__()
        self._held = ExitStack()
        folder = Path(self._held.enter_context(tempfile.TemporaryDirectory()))
        data = shutil.copytree(furnished(), folder / "data")
        self.gateway = ClosingGateway()
        self.application = self._held.enter_context(opened(data, self.gateway))
        self.clock = SteppedClock(data / "clock.json")
        self.outbox = data / "outbox"
        organization = self.application.services.organizations.by_message_address(MESSAGE_ADDRESS)
        assert organization is not None
        self.agent = Actor(
            "usr_agents", organization, ActorKind.AGENT, frozenset(Scope) - HUMAN_ONLY
        )
        self.worker = Worker(
            self.application.queues, self.application.handlers, self.application.clock
        )
        self.ids: Ids = {}
        self.allowed: dict[str, int] = {}
        """What people approved: campaign and ceiling."""

    def teardown(self) -> None:
        Tally.seen["campaigns that people let out"] += len(self._charged())
        Tally.seen["messages"] += len(list(self._messages()))
        self._held.close()

    @rule(name=st.sampled_from([*TOOLS, *FAVOURITES * 4]), data=st.data())
    def the_agent_calls(self, name: str, data: Any) -> None:
        Tally.steps += 1
        schema, today = TOOLS[name].input_schema(), self.application.clock.now().date()
        asked = arguments(data.draw, schema, self.ids, today)
        with suppress(DomainError):
            self._call(name, **asked)

    @rule(
        channels=st.sampled_from([["email"], ["email", "facebook"], ["whatsapp", "instagram"]]),
        budget=st.sampled_from([500, 50_000]),
        approved=st.booleans(),
    )
    def the_agent_prepares_a_campaign(
        self, channels: list[str], budget: int, approved: bool
    ) -> None:
        Tally.steps += 1
        copy = self._call("generate_copy", product="coffee shop", channels=channels)
        today = self.application.clock.now().date()
        flight = {"start_on": today.isoformat(), "end_on": (today + timedelta(days=9)).isoformat()}
        plan = self._call(
            "draft_plan",
            name="Spring",
            product="coffee shop",
            channels=[
                {"channel": asset["channel"], "asset_id": asset["asset_id"]}
                for asset in copy["assets"]
            ],
            budget={"minor_units": budget, "currency": "USD"},
            flight=flight,
        )
        approval = self._call("request_approval", plan_id=plan["plan_id"])
        if approved:
            self._decide(approval["approval_id"], yes=True, fresh=True)
        with suppress(DomainError):
            self._call("launch_campaign", plan_id=plan["plan_id"])
            assert approved

    def _call(self, tool: str, /, **asked: Any) -> dict[str, Any]:
        services, keys = self.application.services, self.application.idempotency
        answer = run_tool(services, keys, self.agent, TOOLS[tool], asked)
        Tally.seen[f"{tool} answered"] += 1
        self._learn(answer)
        return answer

    @precondition(lambda self: "approval_id" in self.ids)
    @rule(data=st.data(), yes=st.booleans(), fresh=st.booleans())
    def a_person_decides(self, data: Any, yes: bool, fresh: bool) -> None:
        Tally.steps += 1
        self._decide(data.draw(st.sampled_from(self.ids["approval_id"])), yes=yes, fresh=fresh)

    def _decide(self, approval_id: str, *, yes: bool, fresh: bool) -> None:
        approvals, person = self.application.services.approvals, self._person(fresh=fresh)
        with suppress(DomainError):
            seen = approvals.get(person, approval_id)
            act = approvals.approve if yes else approvals.refuse
            decided = act(person, approval_id, DecideApproval(digest=seen.digest))
            assert fresh, "a decision needs a fresh session"
            if decided.status is ApprovalStatus.APPROVED:
                plan = self.application.services.plans.get(person, decided.plan_id)
                self.allowed[plan.campaign_id] = plan.budget.minor_units

    @rule(days=st.sampled_from([0, 1, 16]))
    def time_passes(self, days: int) -> None:
        Tally.steps += 1
        self.clock.step_to(self.clock.now() + timedelta(days=days, minutes=1))
        self.worker.run_until_idle()

    @invariant()
    def no_agent_decided(self) -> None:
        approvals = sales_tables.approvals.c
        with self.application.databases.sales.read() as connection:
            decided = connection.execute(select(approvals.decided_by).distinct()).scalars().all()
        assert {*decided} <= {None, self._person(fresh=True).name}

    @invariant()
    def only_what_people_approved_is_charged_and_not_more(self) -> None:
        for campaign, total in self._charged().items():
            assert campaign in self.allowed
            assert total <= self.allowed[campaign]

    @invariant()
    def only_what_people_approved_and_was_paid_is_sent_or_placed(self) -> None:
        paid = set(self._charged())
        messages = crm_tables.messages.c
        with self.application.databases.crm.read() as connection:
            rows = connection.execute(select(messages.message_id, messages.campaign_id)).all()
        campaign_of: dict[str, str] = {row.message_id: row.campaign_id for row in rows}
        for message in self._messages():
            assert campaign_of[message] in paid
        for ad in self.application.network.placements():
            assert ad.placement.campaign_id in paid

    def _person(self, *, fresh: bool) -> Actor:
        now = datetime.now(UTC)  # sessions age in wall time
        signed_in = now if fresh else now - timedelta(days=2)
        organization = self.agent.organization_id
        return Actor("usr_bea", organization, ActorKind.HUMAN, frozenset(Scope), signed_in)

    def _charged(self) -> dict[str, int]:
        """Minor units captured at the gateway, by campaign."""
        launches = sales_tables.launches.c
        with self.application.databases.sales.read() as connection:
            rows = connection.execute(select(launches.launch_id, launches.campaign_id)).all()
        totals: dict[str, int] = {}
        for launch, campaign in rows:
            for charge in self.gateway.charges(launch):
                if charge.status is ChargeStatus.CAPTURED:
                    totals[campaign] = totals.get(campaign, 0) + charge.amount.minor_units
        return totals

    def _messages(self) -> Iterator[str]:
        return (path.stem for path in self.outbox.rglob("msg_*"))

    def _learn(self, answer: Any) -> None:
        """Every id that the agent was told, as any model would."""
        for name, value in _named_texts(answer):
            if name.endswith("_id") and value not in self.ids.setdefault(name, []):
                self.ids[name].append(value)


def _named_texts(answer: Any) -> Iterator[tuple[str, str]]:
    parts: list[tuple[str, Any]] = (
        list(cast("dict[str, Any]", answer).items())
        if isinstance(answer, dict)
        else [("", each) for each in cast("list[Any]", answer)]
    )
    for name, value in parts:
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, dict | list):
            yield from _named_texts(value)
