"""The composed application against its real neighbours and a gateway process of its own."""

import json
import subprocess
import sys
from collections.abc import Generator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from domain_api.adapters.clock import SteppedClock
from domain_api.adapters.gateways.sandbox_client import SandboxGateway
from domain_api.adapters.sql.sales import tables
from domain_api.bootstrap import Application, build
from domain_api.content.generations.model import GenerateCopy
from domain_api.crm.leads.model import CaptureLead
from domain_api.jobs.worker import Worker
from domain_api.kernel import (
    HUMAN_ONLY,
    Actor,
    ActorKind,
    Amount,
    Channel,
    JobState,
    Money,
    Scope,
)
from domain_api.sales.approvals.model import DecideApproval, RequestApproval
from domain_api.sales.launches.model import LaunchCampaign, LaunchState, LaunchView
from domain_api.sales.organizations.model import AddOrganization, AddUser, Role
from domain_api.sales.payments.gateway import ChargeOrder
from domain_api.sales.plans.model import DraftPlan, Flight, PlanChannel, PlanView
from domain_api.sales.reconciliation.model import DifferenceCode, Remedy
from domain_api.sales.reconciliation.schedule import RECONCILE
from domain_api.settings import own_secrets
from suite.commands.reconcile import OPEN
from suite.local import Installation
from suite.web import build_web
from tests.support.servers import ROOT, running_server

pytestmark = [pytest.mark.system, pytest.mark.xdist_group("reconciliation")]

EMAIL, PASSWORD = "ana@example.com", "a long password of Ana"


@dataclass
class Site:
    application: Application
    installation: Installation
    agent: Actor
    person: Actor

    @property
    def worker(self) -> Worker:
        application = self.application
        return Worker(application.queues, application.handlers, application.clock)

    def work_and_stay_clean(self) -> None:
        self.require_clean()
        while self.worker.run_once():
            self.require_clean()

    def require_clean(self) -> None:
        report = self.application.reconciliation.run(None, None)
        assert report.differences == []
        assert report.launches == 1

    def go_to(self, moment: datetime) -> None:
        SteppedClock(self.installation.clock_file).step_to(moment)
        self.work_and_stay_clean()

    def view(self, plan: PlanView) -> LaunchView:
        return self.application.services.launches.get(self.agent, plan.campaign_id)

    def command(self, *options: str) -> subprocess.CompletedProcess[str]:
        where = ["--data", str(self.installation.data), "--port", str(self.installation.port)]
        return subprocess.run(  # noqa: S603 -- our own command
            [sys.executable, "-m", "suite", "reconcile", *options, *where],
            capture_output=True,
            text=True,
            timeout=60,
            cwd=ROOT,
            env={"PATH": "/usr/bin:/bin", "HOME": str(self.installation.data)},
            check=False,
        )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Generator[Site]:
    data = tmp_path_factory.mktemp("site") / "data"
    module = "domain_api.adapters.gateways.sandbox_server"
    books = data.parent / "books.db"
    command = [sys.executable, "-m", module, "--database", str(books), "--port", "0"]
    environment = {"PROMPTSALES_GATEWAY_KEY": own_secrets(data)["gateway_key"]}
    with running_server(command, environment) as gateway:
        installation = Installation(data, gateway.port - 1)
        application = build(installation.settings())
        organization = application.services.organizations.found(
            AddOrganization(name="Café Sol"),
            AddUser(email=EMAIL, name="Ana", role=Role.OWNER, password=PASSWORD),
        )
        tenant, everything = organization.organization_id, frozenset(Scope)
        agent = Actor("usr_ana", tenant, ActorKind.AGENT, everything - HUMAN_ONLY)
        person = Actor("usr_ana", tenant, ActorKind.HUMAN, everything, datetime.now(UTC))
        yield Site(application, installation, agent, person)
        application.close()


@pytest.fixture(scope="module")
def running(site: Site) -> PlanView:
    """A campaign that reached two people by email and runs on a network, compared all along."""
    plan = _approved(site)
    site.application.services.launches.launch(site.agent, LaunchCampaign(plan_id=plan.plan_id))
    site.work_and_stay_clean()
    site.go_to(site.view(plan).starts_at)
    view = site.view(plan)
    assert view.state is LaunchState.DISPATCHED
    assert [receipt.reached for receipt in view.receipts] == [2, 0]
    return plan


def _approved(site: Site) -> PlanView:
    services, both = site.application.services, [Channel.EMAIL, Channel.FACEBOOK]
    for name in ("Eva", "Luz"):
        lead = CaptureLead(
            name=name,
            email=f"{name.lower()}@example.com",
            source="shop",
            consent_channels=[Channel.EMAIL],
            consent_proof="signed form",
        )
        services.leads.capture(site.agent, lead)
    copy = services.copy.generate(site.agent, GenerateCopy(product="lattes", channels=both))
    start = (site.application.clock.now() + timedelta(days=5)).date()
    plan = services.plans.draft(
        site.agent,
        DraftPlan(
            name="Spring",
            product="lattes",
            channels=[
                PlanChannel(channel=asset.channel, asset_id=asset.asset_id) for asset in copy.assets
            ],
            budget=Amount(minor_units=50_000, currency="USD"),
            flight=Flight(start_on=start, end_on=start + timedelta(days=20)),
        ),
    )
    asked = services.approvals.request(site.agent, RequestApproval(plan_id=plan.plan_id))
    decision = DecideApproval(digest=asked.digest)
    services.approvals.approve(site.person, asked.approval_id, decision)
    return plan


def _charge_again(site: Site, launch_id: str, key: str) -> None:
    settings = site.installation.settings()
    with SandboxGateway(settings.gateway_url, settings.gateway_secret()) as gateway:
        gateway.charge(ChargeOrder(key, Money(50_000, "USD"), "pm_card_ok", launch_id))


def test_a_launch_through_real_neighbours_has_no_difference(site: Site, running: PlanView) -> None:
    site.require_clean()
    [job] = [
        each
        for each in site.application.queues[0].list(JobState.READY, 50)
        if each.job.kind == RECONCILE
    ]
    assert job.job.organization_id == site.agent.organization_id


def test_over_rest_the_owner_reconciles_and_reads_the_last_report(
    site: Site, running: PlanView
) -> None:
    launch_id = site.view(running).launch_id
    _charge_again(site, launch_id, "another-key-over-rest")
    client = TestClient(build_web(site.application))
    sign_in = {"email": EMAIL, "password": PASSWORD}
    token = client.post("/api/v1/sessions", json=sign_in).json()["access_token"]
    owner = {"Authorization": f"Bearer {token}"}
    made = client.post("/api/v1/reconciliation", json={"repair": False}, headers=owner)
    assert made.status_code == 201, made.text
    [difference] = made.json()["differences"]
    assert difference["code"] == DifferenceCode.CHARGE_DUPLICATED
    assert difference["remedy"] == Remedy.REPAIRABLE
    assert difference["money"]["display"] == "USD 500.00"
    assert client.get("/api/v1/reconciliation", headers=owner).json() == made.json()
    told = client.get("/metrics").text
    assert 'reconciliation_open_differences{code="charge_duplicated"} 1.0' in told

    mended = client.post("/api/v1/reconciliation", json={"repair": True}, headers=owner).json()
    assert mended["open_differences"] == 0
    _refused(client, owner)
    site.require_clean()


def _refused(client: TestClient, owner: dict[str, str]) -> None:
    path = "/api/v1/reconciliation"
    assert client.get(path).status_code == 401
    wrong: list[tuple[Any, int]] = [
        ({"campaign_id": "cmp_of_another"}, 404),
        ({"campaign_id": "x" * 41}, 422),
        ({"repair": "yes"}, 422),
        ({"organization_id": "org_another"}, 422),
        ([], 422),
    ]
    for body, status in wrong:
        assert client.post(path, json=body, headers=owner).status_code == status
    agent = client.post("/api/v1/agent-tokens", json={}, headers=owner).json()["access_token"]
    for_agents = {"Authorization": f"Bearer {agent}"}
    assert client.get(path, headers=for_agents).status_code in (401, 403)


def test_the_command_tells_what_is_open_and_repairs_when_asked(
    site: Site, running: PlanView
) -> None:
    _charge_again(site, site.view(running).launch_id, "another-key-for-the-command")
    looked = site.command()
    assert looked.returncode == OPEN
    assert "charge_duplicated" in looked.stdout
    assert "USD 500.00" in looked.stdout
    assert looked.stderr == "launches compared: 1; differences open: 1\n"

    mended = site.command("--repair", "--json", "--campaign", running.campaign_id)
    assert mended.returncode == 0, mended.stderr
    [difference] = json.loads(mended.stdout)["differences"]
    assert difference["remedy"] == Remedy.REPAIRED
    assert site.command("--campaign", "cmp_nothing").returncode == 1


def test_a_change_in_a_real_neighbours_books_is_found(site: Site, running: PlanView) -> None:
    part = tables.launch_channels.c
    mail = (part.channel == "email") & (part.launch_id == site.view(running).launch_id)
    with site.application.databases.sales.write() as connection:
        connection.execute(tables.launch_channels.update().where(mail).values(reached=1002))
    try:
        [found] = site.application.reconciliation.run(None, None).differences
        assert found.code is DifferenceCode.REACHED_DIFFERS
        assert found.found == "CRM sent 2 messages"
        assert found.money
        assert found.money.minor_units == 100
    finally:
        with site.application.databases.sales.write() as connection:
            connection.execute(tables.launch_channels.update().where(mail).values(reached=2))
    site.require_clean()


def test_the_end_of_the_flight_is_clean_and_was_reconciled_on_the_way(
    site: Site, running: PlanView
) -> None:
    site.go_to(site.view(running).ends_at)
    assert site.view(running).state is LaunchState.SETTLED
    last = site.application.reconciliation.last(site.person)
    assert last.differences == []
