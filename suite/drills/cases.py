"""The campaign of a drill: how it comes to be approved, and what is asked for it later."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from domain_api.adapters.networks.delivery import reports_for
from domain_api.bootstrap import Application, api_audience, mcp_resources
from domain_api.content.generations.model import GenerateCopy
from domain_api.kernel import Actor, Amount, Channel, derived_id
from domain_api.sales.approvals.model import DecideApproval, RequestApproval
from domain_api.sales.launches.model import ChangeCampaign, LaunchCampaign
from domain_api.sales.organizations.model import AskAgentToken, SignIn
from domain_api.sales.plans.model import DraftPlan, Flight, PlanChannel, PlanView
from suite.commands.options import APPROVER, MARKETER
from suite.commands.people import demo_passwords
from suite.seed import seed

CHANNELS = (Channel.EMAIL, Channel.WHATSAPP, Channel.FACEBOOK)
BUDGET = Amount(minor_units=50_000, currency="USD")
USERS = "demo-users.json"


@dataclass(frozen=True, slots=True)
class Case:
    """One approved plan, and the agent and the person who act on it."""

    agent: Actor
    person: Actor
    payment_method: str
    plan: PlanView

    @property
    def campaign_id(self) -> str:
        return self.plan.campaign_id

    @property
    def launch_id(self) -> str:
        return derived_id("lch", self.plan.plan_id, self.plan.version)


class Act(StrEnum):
    """What somebody outside asks of the product, by the name of its service's method."""

    LAUNCH = "launch"
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"
    REPORT = "report"


def found_house(application: Application, folder: Path) -> None:
    """The organization, its people and clients, as on a first start."""
    seed(application.services, folder / USERS)


def approved_case(
    application: Application, folder: Path, payment_method: str, days_ahead: int, days: int
) -> Case:
    """A plan whose flight starts in so many days and takes so many, approved by a person who
    signed in."""
    passwords = demo_passwords(folder / USERS)
    person = _signed_in(application, APPROVER, passwords[APPROVER])
    agent = _agent_for(application, MARKETER, passwords[MARKETER])
    services = application.services
    start = services.plans.home(agent).today + timedelta(days=days_ahead)
    plan = services.plans.draft(agent, _plan(application, agent, start, days))
    asked = services.approvals.request(agent, RequestApproval(plan_id=plan.plan_id))
    services.approvals.approve(person, asked.approval_id, DecideApproval(digest=asked.digest))
    return Case(agent, person, payment_method, services.plans.get(agent, plan.plan_id))


def perform(act: Act, application: Application, case: Case) -> None:
    """Ask it of the product. Asked again after a crash, it must change nothing more."""
    _ACTS[act](application, case)


def _signed_in(application: Application, email: str, password: str) -> Actor:
    token = application.sessions.sign_in(SignIn(email=email, password=password)).access_token
    return application.sessions.verify(token, api_audience(application.settings)).actor


def _agent_for(application: Application, email: str, password: str) -> Actor:
    person = _signed_in(application, email, password)
    token = application.sessions.agent_token(person, AskAgentToken()).access_token
    return application.sessions.verify(token, mcp_resources(application.settings)[0]).actor


def _plan(application: Application, agent: Actor, start: date, days: int) -> DraftPlan:
    copy = application.services.copy.generate(
        agent, GenerateCopy(product="coffee shop", channels=list(CHANNELS), offer="2x1")
    )
    return DraftPlan(
        name="Drill",
        product="coffee shop",
        channels=[
            PlanChannel(channel=asset.channel, asset_id=asset.asset_id) for asset in copy.assets
        ],
        budget=BUDGET,
        flight=Flight(start_on=start, end_on=start + timedelta(days=days - 1)),
    )


def _launch(application: Application, case: Case) -> None:
    command = LaunchCampaign(plan_id=case.plan.plan_id, payment_method=case.payment_method)
    application.services.launches.launch(case.agent, command)


def _change(campaign_id: str) -> ChangeCampaign:
    return ChangeCampaign(campaign_id=campaign_id, reason="the drill asks")


def _pause(application: Application, case: Case) -> None:
    application.services.launches.pause(case.agent, _change(case.campaign_id))


def _resume(application: Application, case: Case) -> None:
    application.services.launches.resume(case.agent, _change(case.campaign_id))


def _end(application: Application, case: Case) -> None:
    application.services.launches.end(case.agent, _change(case.campaign_id))


def _report(application: Application, case: Case) -> None:
    """The network tells what its ads did; sent again, the same reports are the same bytes."""
    caps = {part.channel: part.cap.money() for part in case.plan.channels}
    at: datetime = case.plan.starts_at
    for ad in application.services.campaigns.get(case.agent, case.campaign_id).ads:
        if ad.published_reference and not ad.channel.owned:
            cap = caps[ad.channel]
            for report in reports_for(ad.published_reference, case.campaign_id, cap, at):
                application.services.reactions.record(report)


_ACTS: dict[Act, Callable[[Application, Case], None]] = {
    Act.LAUNCH: _launch,
    Act.PAUSE: _pause,
    Act.RESUME: _resume,
    Act.END: _end,
    Act.REPORT: _report,
}
