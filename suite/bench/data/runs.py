"""Runs of the ETL over empty databases, each engine's in a process of its own.

So the memory that is told is the ETL's: what was measured before does not hide its growth.
"""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from domain_api.adapters.sql.crm.tables import metadata as crm_metadata
from domain_api.adapters.sql.sales.tables import metadata as sales_metadata
from suite.bench.data.places import empty_database
from suite.bench.etl import EtlFigures, measure_etl

LEAST_A_SECOND = 20_000
"""Records of a delta on a server; an embedded file has no aim."""
AIMED_ENGINE = "postgresql"


def measured_runs(engine: str, address: str, folder: Path, rows: int) -> EtlFigures:
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as alone:
        return alone.submit(_measured, engine, address, folder, rows).result()


def _measured(engine: str, address: str, folder: Path, rows: int) -> EtlFigures:
    with (
        empty_database(engine, address, folder) as source,
        empty_database(engine, address, folder) as summaries,
    ):
        crm_metadata.create_all(source.engine)
        sales_metadata.create_all(summaries.engine)
        return measure_etl(source, summaries, rows)
