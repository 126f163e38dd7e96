"""The bench of the ETL measures whole runs: every record is merged, and merged again as a delta."""

from pathlib import Path

import pytest

from domain_api.adapters.sql.crm.tables import metadata as crm_metadata
from domain_api.adapters.sql.sales.tables import metadata as sales_metadata
from suite.bench.etl import measure_etl
from tests.support.databases import fresh_database


@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_figures_of_a_small_run(engine: str, tmp_path: Path) -> None:
    with (
        fresh_database(engine, tmp_path, crm_metadata) as crm,
        fresh_database(engine, tmp_path, sales_metadata) as sales,
    ):
        figures = measure_etl(crm, sales, 1000)
    assert figures.records == 1000
    assert min(figures.first_run_per_s, figures.delta_per_s) > 0
    assert figures.grown_mib >= 0
