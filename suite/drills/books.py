"""Everything that every party says about one launch, read at one moment."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default as default_policy
from pathlib import Path

from sqlalchemy import select

from domain_api.adapters.networks.rules import PlacedState
from domain_api.adapters.sql.sales import tables
from domain_api.ads.campaigns.model import AdView, CampaignState
from domain_api.bootstrap import Application
from domain_api.crm.messages.model import ListMessages, MessageState
from domain_api.kernel import Actor, ActorKind, Channel, JobState, Metric, NotFound, Scope
from domain_api.sales.etl.schedule import ETL
from domain_api.sales.launches.model import ChannelReceipt, LaunchState
from domain_api.sales.ledger.model import GetLedger, PostingView
from domain_api.sales.mandates.model import GetMandate, MandateView
from domain_api.sales.payments.gateway import Charge, ChargeStatus, PaymentGateway
from domain_api.sales.payments.model import ListPayments, PaymentView
from domain_api.sales.reconciliation.schedule import RECONCILE
from suite.drills.cases import Case

EVERLASTING = frozenset({RECONCILE, ETL})
"""Kinds of jobs of which there is always a next one: nobody waits for their end."""

_LISTED, _JOBS = 50, 1000
"""Rows of a listing; a drill's launch stays far below."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message in somebody's hands."""

    channel: Channel
    to: str
    message_id: str


@dataclass(frozen=True, slots=True)
class Placement:
    """One ad in the network's books; `budget` in minor units."""

    channel: Channel
    reference: str
    budget: int
    state: PlacedState


@dataclass(frozen=True, slots=True, order=True)
class CountedFact:
    """A row of the summaries; money in minor units."""

    fact_id: str
    metric: str
    channel: str
    creative_id: str
    quantity: int
    currency: str


@dataclass(frozen=True, slots=True)
class Books:
    """`launch` is None before the launch; jobs are those that are not done."""

    launch: LaunchState | None
    receipts: tuple[ChannelReceipt, ...]
    mandate: MandateView
    payments: tuple[PaymentView, ...]
    charges: tuple[Charge, ...]
    postings: tuple[PostingView, ...]
    campaign: CampaignState | None
    ads: tuple[AdView, ...]
    placements: tuple[Placement, ...]
    messages: tuple[tuple[str, MessageState, str], ...]
    letters: tuple[Letter, ...]
    facts: tuple[CountedFact, ...]
    jobs: tuple[str, ...]
    dead: tuple[str, ...]

    @property
    def captured(self) -> list[Charge]:
        return [charge for charge in self.charges if charge.status is ChargeStatus.CAPTURED]

    @property
    def charged(self) -> int:
        """Minor units that the gateway took, before it gave any back."""
        return sum(charge.amount.minor_units for charge in self.captured)

    @property
    def refunded(self) -> int:
        return sum(charge.refunded.minor_units for charge in self.charges)

    @property
    def balances(self) -> Counter[str]:
        """Minor units by account; the ids in the accounts' names are left away."""
        totals: Counter[str] = Counter()
        for posting in self.postings:
            for line in posting.lines:
                kind, _, which = line.account.partition(":")
                name = f"{kind}:{which}" if kind == "spend" else kind
                totals[name] += line.amount.minor_units
        return totals

    def spent_on(self, channel: Channel) -> int:
        """Minor units that the ledger books as spent there."""
        return self.balances[f"spend:{channel.value}"]

    @property
    def spent(self) -> int:
        return sum(self.spent_on(channel) for channel in Channel)

    def letters_by(self, channel: Channel) -> list[Letter]:
        return [letter for letter in self.letters if letter.channel is channel]

    def counted(self, metric: Metric, channel: Channel) -> int:
        """What the summaries count there."""
        return sum(
            fact.quantity
            for fact in self.facts
            if fact.metric == metric.value and fact.channel == channel.value
        )


def read_books(application: Application, gateway: PaymentGateway, case: Case) -> Books:
    """Ask every context, the gateway, the network and the mailboxes."""
    services, actor, campaign_id = application.services, _reader(case), case.campaign_id
    launch = _launched(application, actor, campaign_id)
    campaign = _campaign(application, actor, campaign_id)
    ledger = GetLedger(campaign_id=campaign_id, limit=_LISTED)
    return Books(
        launch=launch[0] if launch else None,
        receipts=launch[1] if launch else (),
        mandate=services.mandates.get(actor, GetMandate(plan_id=case.plan.plan_id)),
        payments=tuple(services.payments.list(actor, ListPayments(limit=_LISTED)).items),
        charges=tuple(gateway.charges(case.launch_id)),
        postings=tuple(services.ledger.read(actor, ledger).postings),
        campaign=campaign[0] if campaign else None,
        ads=campaign[1] if campaign else (),
        placements=tuple(_placements(application)),
        messages=_messages(application, actor, campaign_id),
        letters=tuple(_letters(application.settings.data / "outbox")),
        facts=_facts(application, case),
        jobs=tuple(_jobs(application, {JobState.READY, JobState.RUNNING})),
        dead=tuple(_jobs(application, {JobState.DEAD})),
    )


def _reader(case: Case) -> Actor:
    return Actor("drill", case.agent.organization_id, ActorKind.SERVICE, frozenset(Scope))


def _launched(
    application: Application, actor: Actor, campaign_id: str
) -> tuple[LaunchState, tuple[ChannelReceipt, ...]] | None:
    try:
        launch = application.services.launches.get(actor, campaign_id)
    except NotFound:
        return None
    return launch.state, tuple(launch.receipts)


def _campaign(
    application: Application, actor: Actor, campaign_id: str
) -> tuple[CampaignState, tuple[AdView, ...]] | None:
    try:
        campaign = application.services.campaigns.get(actor, campaign_id)
    except NotFound:
        return None
    return campaign.state, tuple(campaign.ads)


def _placements(application: Application) -> Iterator[Placement]:
    for placed in application.network.placements():
        asked = placed.placement
        yield Placement(asked.channel, placed.reference, asked.budget.minor_units, placed.state)


def _messages(
    application: Application, actor: Actor, campaign_id: str
) -> tuple[tuple[str, MessageState, str], ...]:
    """(message, state, reason why it was left out), by id."""
    try:
        page = application.services.dispatches.messages(
            actor, ListMessages(campaign_id=campaign_id, limit=_LISTED)
        )
    except NotFound:
        return ()
    return tuple(sorted((item.message_id, item.state, item.reason or "") for item in page.items))


def _letters(outbox: Path) -> Iterator[Letter]:
    for path in sorted(outbox.glob("*/*.eml")):
        message = message_from_bytes(path.read_bytes(), policy=default_policy)
        yield Letter(Channel(path.parent.name), str(message["To"]), path.stem)
    for path in sorted(outbox.glob("*/*.json")):
        to = json.loads(path.read_text(encoding="utf-8"))["to"]
        yield Letter(Channel(path.parent.name), to, path.stem)


def _facts(application: Application, case: Case) -> tuple[CountedFact, ...]:
    column = tables.facts.c
    wanted = select(tables.facts).where(column.campaign_id == case.campaign_id)
    with application.databases.sales.read() as connection:
        rows = connection.execute(wanted).mappings().all()
    return tuple(
        sorted(
            CountedFact(
                row["fact_id"],
                row["metric"],
                row["channel"] or "",
                row["creative_id"] or "",
                row["quantity"],
                row["currency"] or "",
            )
            for row in rows
        )
    )


def _jobs(application: Application, states: set[JobState]) -> Iterator[str]:
    for queue in application.queues:
        for state in sorted(states):
            for job in queue.list(state, _JOBS):
                if job.job.kind in EVERLASTING and state is JobState.READY:
                    continue
                yield f"{queue.name} {job.job.kind} ({job.state}): {job.last_error or 'no error'}"
