"""After a last run the summaries are what a fresh computation of everything gives, whatever was."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from domain_api.adapters.sql.crm.tables import metadata as crm_metadata
from domain_api.adapters.sql.sales.tables import metadata as sales_metadata
from tests.domain_api.sales.etl.dying import Fate, tapped
from tests.domain_api.sales.etl.interleaving import Interleaving
from tests.support.databases import fresh_database

EXAMPLES = {"sqlite": 40, "postgres": 25}


@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_no_interleaving_of_writes_deaths_and_runs_makes_a_difference(
    engine: str, tmp_path: Path
) -> None:
    with (
        fresh_database(engine, tmp_path, crm_metadata) as crm,
        fresh_database(engine, tmp_path, sales_metadata) as sales,
    ):
        fate = Fate()
        mortal = tapped(sales, fate)

        class Machine(Interleaving):
            crm_database, sales_database = crm, mortal
            late = engine != "sqlite"

        Machine.fate = fate
        try:
            run_state_machine_as_test(  # pyright: ignore[reportUnknownMemberType] -- untyped upstream
                Machine,
                settings=settings(
                    max_examples=EXAMPLES[engine],
                    stateful_step_count=25,
                    deadline=None,
                    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
                ),
            )
        finally:
            mortal.close()
