"""What a run of the ETL takes: leads of a CRM come into the summaries, and change, and come again.

Rows are written into the source by themselves first; only the runs are measured.
"""

import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, update

from domain_api.adapters.sql.changes import SqlChanges
from domain_api.adapters.sql.crm import tables as crm
from domain_api.adapters.sql.crm.feed import crm_feed
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.sales.summaries import etl_read_unit, etl_unit
from domain_api.kernel import SystemClock, new_id
from domain_api.sales.etl.model import RunView
from domain_api.sales.etl.service import EtlService

_AT_ONCE = 5000
_CLIENTS = 1000
_CAMPAIGNS, _DAYS = 50, 30
_STATUS = Path("/proc/self/status")
_START = datetime(2027, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class EtlFigures:
    """Records a second; memory is how much the process grew from the first run to the last."""

    engine: str
    records: int
    first_run_per_s: int
    delta_per_s: int
    idle_run_ms: int
    grown_mib: float


def measure_etl(source: Database, summaries: Database, records: int) -> EtlFigures:
    """Over two empty databases of the schema of crm and of sales.

    First everything is read, then every record changes and is read as a delta; before that a
    tenth of the records warms the process up.
    """
    clock = SystemClock()
    etl = EtlService(
        etl_unit(summaries, clock), etl_read_unit(summaries, clock), clock, [crm_feed(source)]
    )
    organization_id = new_id("org")
    _add_clients(source, organization_id)
    etl.run()
    _add_leads(source, organization_id, 0, records // 10)
    etl.run(whole=True)
    before = _peak_mib()
    _add_leads(source, organization_id, records // 10, records)
    first = _rate(etl, records, whole=True)
    _change_all(source, organization_id, records)
    delta = _rate(etl, records, whole=False)
    began = time.perf_counter()
    etl.run()
    idle = time.perf_counter() - began
    grown = _peak_mib() - before
    return EtlFigures(source.dialect, records, first, delta, round(idle * 1000), round(grown, 1))


def _rate(etl: EtlService, records: int, *, whole: bool) -> int:
    began = time.perf_counter()
    run: RunView = etl.run(whole=whole)
    took = time.perf_counter() - began
    if run.merged < records:
        raise RuntimeError(f"{run.merged} of {records} records were merged")
    return round(run.read / took)


def _add_clients(source: Database, organization_id: str) -> None:
    with source.write() as connection:
        connection.execute(
            insert(crm.clients),
            [
                {
                    "client_id": f"cli_{number}",
                    "organization_id": organization_id,
                    "name": "Ana",
                    "folded_name": "ana",
                    "locale": "es-CR",
                    "interests": [],
                    "consent_entries": 0,
                    "created_at": _START,
                    "updated_at": _START,
                }
                for number in range(_CLIENTS)
            ],
        )


def _add_leads(source: Database, organization_id: str, first: int, last: int) -> None:
    for start in range(first, last, _AT_ONCE):
        rows = list(_leads(organization_id, start, min(start + _AT_ONCE, last)))
        with source.write() as connection:
            connection.execute(insert(crm.leads), rows)


def _leads(organization_id: str, first: int, last: int) -> Iterator[dict[str, Any]]:
    for number in range(first, last):
        yield {
            "lead_id": f"lead_{number:09}",
            "organization_id": organization_id,
            "client_id": f"cli_{number % _CLIENTS}",
            "name": "Ana",
            "phone": "+50688887777",
            "source": "landing page",
            "campaign_id": f"cmp_{number % _CAMPAIGNS}",
            "channel": "email",
            "creative_id": "ast_1",
            "utm": {},
            "captured_at": _START + timedelta(days=number % _DAYS, seconds=number % 86_400),
        }


def _change_all(source: Database, organization_id: str, records: int) -> None:
    """Each lead is of another place now, and noted so."""
    for start in range(0, records, _AT_ONCE):
        ids = [f"lead_{number:09}" for number in range(start, min(start + _AT_ONCE, records))]
        with source.write() as connection:
            connection.execute(
                update(crm.leads)
                .where(crm.leads.c.lead_id >= ids[0], crm.leads.c.lead_id <= ids[-1])
                .values(source="shop")
            )
            SqlChanges(connection, crm.changes).note("lead", organization_id, *ids)


def _peak_mib() -> float:
    """Of this process alone: what the system counts begins with the parent's memory."""
    if _STATUS.exists():
        [peak] = [line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM")]
        return int(peak.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024
