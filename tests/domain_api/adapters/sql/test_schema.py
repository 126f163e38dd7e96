"""Every context's database comes to its schema from nothing, once, whole, and never backwards."""

import re
import shutil
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, MetaData, String, Table, inspect, text
from sqlalchemy.exc import DBAPIError

from domain_api.adapters.sql import schema as schemas
from domain_api.adapters.sql.engine import Database
from domain_api.kernel import Conflict, Recovery, Unavailable
from tests.domain_api.adapters.sql.schemas import SCHEMAS, structure_of
from tests.domain_api.adapters.sql.toys import in_processes, url_of
from tests.support.databases import ENGINES, WITH_TDS, fresh_database

CONTEXTS = ["ads", "content", "crm", "sales"]
CLIENT = """INSERT INTO "PCRClients" (client_id, organization_id, name, folded_name, locale,
    interests, consent_entries, created_at, updated_at)
    VALUES ('cli_1', 'org_1', 'Ana', 'ana', 'es', '[]', 2, '2027-01-10', '2027-01-10')"""
CONSENTS = """INSERT INTO "PCRConsents" VALUES
    ('cli_1', 1, 'org_1', 'grant', 'email', 's', 'p', '2027-01-10'),
    ('cli_1', 2, 'org_1', 'withdraw', NULL, 's', 'p', '2027-01-10')"""
each_context = pytest.mark.parametrize("context", CONTEXTS)


@pytest.fixture(params=WITH_TDS)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Database]:
    with fresh_database(request.param, tmp_path, MetaData()) as opened:
        yield opened


@pytest.fixture(params=ENGINES)
def reflected(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Database]:
    with fresh_database(request.param, tmp_path, MetaData()) as opened:
        yield opened


def tables(database: Database) -> set[str]:
    with database.read() as connection:
        return set(inspect(connection).get_table_names())


def at_version(database: Database, context: str, version: str) -> None:
    table = Table(SCHEMAS[context].version_table, MetaData(), Column("version_num", String(32)))
    with database.write() as connection:
        connection.execute(table.update().values(version_num=version))


def test_every_context_has_its_schema() -> None:
    assert sorted(SCHEMAS) == CONTEXTS
    assert len({schema.version_table for schema in SCHEMAS.values()}) == len(CONTEXTS)


@each_context
def test_an_empty_database_comes_to_the_head(empty: Database, context: str) -> None:
    schema = SCHEMAS[context]
    schema.upgrade(empty)
    schema.check(empty)
    assert tables(empty) == {*schema.metadata.tables, schema.version_table}


@each_context
def test_an_upgraded_database_is_what_the_code_says(reflected: Database, context: str) -> None:
    schema = SCHEMAS[context]
    schema.upgrade(reflected)

    def ours(name: str | None, kind: str, _: object) -> bool:
        return kind != "table" or name in schema.metadata.tables

    options: dict[str, object] = {"compare_type": True, "include_name": ours}
    with reflected.read() as connection:
        compared = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(compared, schema.metadata) == []


@pytest.mark.parametrize("engine", ENGINES)
@each_context
def test_migrations_and_tables_make_the_same_database(
    engine: str, tmp_path: Path, context: str
) -> None:
    schema = SCHEMAS[context]
    with fresh_database(engine, tmp_path, schema.metadata) as made, made.read() as connection:
        expected = structure_of(connection, schema)
    with fresh_database(engine, tmp_path, MetaData()) as migrated:
        schema.upgrade(migrated)
        with migrated.read() as connection:
            found = structure_of(connection, schema)
    assert found == expected


@each_context
def test_a_second_upgrade_changes_nothing(reflected: Database, context: str) -> None:
    schema = SCHEMAS[context]
    schema.upgrade(reflected)
    with reflected.read() as connection:
        before = structure_of(connection, schema)
    schema.upgrade(reflected)
    with reflected.read() as connection:
        assert structure_of(connection, schema) == before
        assert schema.current(connection) == schema.head()


def test_of_several_processes_one_upgrades_and_the_others_find_it_done(empty: Database) -> None:
    sales = SCHEMAS["sales"]
    process = "tests.domain_api.adapters.sql.upgrade_process"
    in_processes(3, process, sales.version_table, url_of(empty))
    sales.check(empty)


def test_contexts_can_share_one_database(empty: Database) -> None:
    for schema in SCHEMAS.values():
        schema.upgrade(empty)
    for schema in SCHEMAS.values():
        schema.check(empty)


@pytest.mark.parametrize("newer", ["0999", "9999", "fork"])
def test_a_newer_schema_is_refused_untouched(empty: Database, newer: str) -> None:
    schema = SCHEMAS["content"]
    schema.upgrade(empty)
    at_version(empty, "content", newer)
    with pytest.raises(Conflict) as refused:
        schema.upgrade(empty)
    assert refused.value.code == "schema_ahead"
    assert refused.value.recovery is Recovery.NEEDS_HUMAN
    assert newer in refused.value.message
    with empty.read() as connection:
        assert schema.current(connection) == newer


@each_context
def test_a_check_says_what_to_do(empty: Database, context: str) -> None:
    schema = SCHEMAS[context]
    with pytest.raises(Conflict, match="promptsales db upgrade") as refused:
        schema.check(empty)
    assert refused.value.code == "schema_behind"
    assert context in refused.value.message
    assert tables(empty) == set(), "a check changes nothing"


def test_an_upgrade_that_fails_leaves_nothing(empty: Database) -> None:
    schema = SCHEMAS["sales"]
    with empty.write() as connection:
        connection.execute(text('CREATE TABLE "PSPlans" (other INTEGER)'))
    with pytest.raises(DBAPIError):
        schema.upgrade(empty)
    assert tables(empty) == {"PSPlans"}


def test_a_database_that_is_away_is_told(tmp_path: Path) -> None:
    with closing(Database(f"sqlite:///{tmp_path / 'no such folder' / 'x.db'}")) as away:
        for ask in (SCHEMAS["sales"].upgrade, SCHEMAS["sales"].check):
            with pytest.raises(Unavailable):
                ask(away)


def test_an_installation_may_lie_in_a_folder_of_any_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = tmp_path / "50% off: café"
    shutil.copytree(schemas.MIGRATIONS, odd)
    monkeypatch.setattr(schemas, "MIGRATIONS", odd)
    with fresh_database("sqlite", tmp_path, MetaData()) as database:
        SCHEMAS["content"].upgrade(database)
        SCHEMAS["content"].check(database)


@each_context
def test_revisions_follow_one_another_by_number(context: str) -> None:
    names = sorted(path.name for path in (schemas.MIGRATIONS / context).glob("*.py"))
    assert names
    for number, name in enumerate(names, start=1):
        assert re.fullmatch(rf"{number:04}_[a-z0-9_]+\.py", name)
        source = (schemas.MIGRATIONS / context / name).read_text()
        before = f'"{number - 1:04}"' if number > 1 else "None"
        assert f'revision = "{number:04}"\ndown_revision = {before}\n' in source
    assert SCHEMAS[context].head() == names[-1][:4]


def test_a_consent_ledger_comes_whole_and_guarded_to_the_head(
    empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Later revisions may move its rows to another table: none is lost, none can be changed."""
    old = tmp_path / "released"
    shutil.copytree(schemas.MIGRATIONS, old)
    for later in (old / "crm").glob("000[2-9]*.py"):
        later.unlink()
    crm = SCHEMAS["crm"]
    with monkeypatch.context() as patched:
        patched.setattr(schemas, "MIGRATIONS", old)
        crm.upgrade(empty)
    with empty.write() as connection:
        connection.exec_driver_sql(CLIENT)
        connection.exec_driver_sql(CONSENTS)
    crm.upgrade(empty)
    with empty.read() as connection:
        kept = connection.exec_driver_sql('SELECT seq, action FROM "PCRConsents" ORDER BY seq')
        assert [tuple(row) for row in kept] == [(1, "grant"), (2, "withdraw")]
    for change in ('DELETE FROM "PCRConsents"', """UPDATE "PCRConsents" SET proof = 'other'"""):
        with pytest.raises(DBAPIError), empty.write() as connection:
            connection.exec_driver_sql(change)
