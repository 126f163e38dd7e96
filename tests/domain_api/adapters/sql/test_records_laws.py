"""What DOMAIN forbids is refused by the database itself, whoever asks, in raw SQL."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from domain_api.adapters.sql.engine import Database
from tests.domain_api.adapters.sql.lives import LIVES
from tests.domain_api.adapters.sql.schemas import SCHEMAS
from tests.support.databases import ENGINES, fresh_database

REFUSED = [
    ("ads", "PACampaigns", "currency = 'usd'", "ck_PACampaigns_currency"),
    ("ads", "PACampaigns", "currency = 'US'", "ck_PACampaigns_currency"),
    ("ads", "PACampaigns", "plan_version = 0", "ck_PACampaigns_plan_version"),
    ("ads", "PACampaignMoves", "to_state = 'odd'", "ck_PACampaignMoves_to"),
    ("ads", "PAAds", "currency = NULL, budget_minor = 5", "ck_PAAds_money"),
    ("ads", "PAAds", "currency = 'usd', budget_minor = 5", "ck_PAAds_currency"),
    ("ads", "PAReports", "clicks = -1", "ck_PAReports_counts"),
    ("ads", "PAReports", "currency = 'usd'", "ck_PAReports_currency"),
    ("ads", "PAReactions", "spend_minor = -1", "ck_PAReactions_counts"),
    ("ads", "PAReactions", "currency = 'usd'", "ck_PAReactions_currency"),
    ("ads", "PAJobs", "state = 'odd'", "ck_PAJobs_state"),
    ("content", "PCDocuments", "revision = 0", "ck_PCDocuments_revision"),
    ("crm", "PCRClients", "consent_entries = -1", "ck_PCRClients_consents"),
    ("crm", "PCRInbound", "lead_id = NULL", "ck_PCRInbound_lead"),
    ("crm", "PCRMessages", "attempts = -1", "ck_PCRMessages_attempts"),
    ("crm", "PCRSales", "currency = 'usd'", "ck_PCRSales_currency"),
    ("crm", "PCRJobs", "attempts = -1", "ck_PCRJobs_attempts"),
    ("sales", "PSPlans", "version = 0", "ck_PSPlans_version"),
    ("sales", "PSApprovals", "status = 'approved', decided_at = NULL", "somebody_decided"),
    ("sales", "PSApprovals", "status = 'refused', decided_by = NULL", "somebody_decided"),
    ("sales", "PSApprovals", "expires_at = requested_at", "ck_PSApprovals_expiry"),
    ("sales", "PSMandates", "status = 'odd'", "ck_PSMandates_status"),
    ("sales", "PSMandates", "currency = 'usd'", "ck_PSMandates_currency"),
    ("sales", "PSLaunches", "state = 'odd'", "ck_PSLaunches_state"),
    ("sales", "PSLaunches", "ends_at = starts_at", "ck_PSLaunches_flight"),
    ("sales", "PSLaunches", "currency = 'usd'", "ck_PSLaunches_currency"),
    ("sales", "PSLaunchChannels", "reached = -1", "ck_PSLaunchChannels_counts"),
    ("sales", "PSPayments", "gateway_charge_id = NULL", "ck_PSPayments_captured"),
    ("sales", "PSPayments", "status = 'declined', refunded = 1", "ck_PSPayments_refund"),
    ("sales", "PSPayments", "currency = 'usd'", "ck_PSPayments_currency"),
    ("sales", "PSOrganizations", "currency = 'usd'", "ck_PSOrganizations_currency"),
    ("sales", "PSFacts", "metric = 'spend', currency = NULL", "ck_PSFacts_money"),
    ("sales", "PSFacts", "metric = 'spend', currency = 'usd'", "ck_PSFacts_currency"),
    ("sales", "PSJobs", "state = 'running', leased_until = NULL", "ck_PSJobs_lease"),
]
STRANGERS = [
    ("ads", "PACampaignMoves"),
    ("ads", "PAAds"),
    ("ads", "PAReports"),
    ("ads", "PAReactions"),
    ("crm", "PCRSales"),
    ("sales", "PSPlanVersions"),
    ("sales", "PSApprovals"),
    ("sales", "PSMandates"),
    ("sales", "PSLaunches"),
    ("sales", "PSPayments"),
]
GUARDED = [
    ("crm", "PCRConsents", {"seq": 0}, "ck_PCRConsents_seq"),
    ("sales", "PSPostings", {"posting_id": "p2", "part": "2", "kind": "odd"}, "ck_PSPostings_kind"),
    ("sales", "PSPostings", {"posting_id": "p2", "part": "2", "currency": "usd"}, "currency"),
    ("sales", "PSPostings", {"posting_id": "p2", "part": "2", "organization_id": "org_2"}, "fk_"),
    ("sales", "PSLedgerLines", {"line": 99, "currency": "usd"}, "ck_PSLedgerLines_currency"),
    ("sales", "PSLedgerLines", {"line": 99, "organization_id": "org_2"}, "fk_PSLedgerLines"),
]


@pytest.fixture(params=ENGINES)
def houses(request: pytest.FixtureRequest, tmp_path: Path) -> "Houses":
    return Houses(request.param, tmp_path)


class Houses:
    """Databases with the rows of a life, on one engine."""

    def __init__(self, engine: str, folder: Path) -> None:
        self._engine, self._folder = engine, folder

    def refuse(self, context: str, attempts: list[tuple[str, str]]) -> None:
        metadata = SCHEMAS[context].metadata
        with fresh_database(self._engine, self._folder, metadata) as database:
            with LIVES[context](self._folder) as source:
                _copy(context, source, database)
            for statement, law in attempts:
                self._refused(database, statement, law)

    def _refused(self, database: Database, statement: str, law: str) -> None:
        with pytest.raises(IntegrityError) as refused, database.write() as connection:
            assert connection.execute(text(statement)).rowcount, f"no row for {statement}"
        # SQLite says of a broken reference only that there is one.
        assert law in str(refused.value.orig) or "FOREIGN KEY" in str(refused.value.orig), statement


def _copy(context: str, source: Database, database: Database) -> None:
    with source.read() as reading, database.write() as writing:
        for table in SCHEMAS[context].metadata.sorted_tables:
            rows = reading.execute(table.select()).mappings().all()
            if rows:
                writing.execute(table.insert(), [dict(row) for row in rows])


@pytest.mark.parametrize("context", sorted(LIVES))
def test_a_row_that_breaks_a_law_is_refused(houses: Houses, context: str) -> None:
    attempts = [
        (_changed(table, change), law) for home, table, change, law in REFUSED if home == context
    ]
    houses.refuse(context, attempts)


@pytest.mark.parametrize("context", ["ads", "crm", "sales"])
def test_a_row_cannot_name_one_of_another_organization(houses: Houses, context: str) -> None:
    given = "organization_id = 'org_2'"
    houses.refuse(
        context, [(_changed(table, given), "fk_") for home, table in STRANGERS if home == context]
    )


@pytest.mark.parametrize("context", ["crm", "sales"])
def test_an_append_only_row_that_breaks_a_law_is_refused(houses: Houses, context: str) -> None:
    attempts = [
        (_one_more(context, table, values), law)
        for home, table, values, law in GUARDED
        if home == context
    ]
    houses.refuse(context, attempts)


def _changed(table: str, change: str) -> str:
    return f'UPDATE "{table}" SET {change}'  # noqa: S608 -- the words above


def _one_more(context: str, table: str, values: Mapping[str, object]) -> str:
    """A row like the first, but for those values."""
    known = SCHEMAS[context].metadata.tables[table]
    names = list(known.c.keys())
    chosen = ", ".join(_literal(values[name]) if name in values else name for name in names)
    first = " AND ".join(
        f'{key.name} = (SELECT MIN({key.name}) FROM "{table}")'  # noqa: S608 -- the words above
        for key in known.primary_key
    )
    return (
        f'INSERT INTO "{table}" ({", ".join(names)}) SELECT {chosen} FROM "{table}" WHERE {first}'  # noqa: S608 -- the words above
    )


def _literal(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)
