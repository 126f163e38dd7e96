"""What SQL Server's own code path does with a real driver: FreeTDS, and a server of the tests.

The server behind keeps its rows in PostgreSQL: how values, counts, errors and lost connections
travel is real here; what SQL Server does with a statement is not shown.
"""

import threading
from collections.abc import Generator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import bindparam, column, event, func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from domain_api.adapters.sql.dialects.sqlserver import SqlServer
from domain_api.adapters.sql.engine import Database
from domain_api.kernel import Unavailable
from tests.domain_api.adapters.sql.real_runs import RUNS
from tests.domain_api.adapters.sql.toys import (
    count_of,
    cups,
    drunk,
    finish,
    metadata,
    pour,
    sip,
    things,
    url_of,
)
from tests.support.databases import fresh_database, tds_server
from tests.support.tds.server import PASSWORD

pytestmark = pytest.mark.postgres
OURS = SqlServer()


@pytest.fixture
def tds(tmp_path: Path) -> Generator[Database]:
    with fresh_database("tds", tmp_path, metadata) as opened:
        yield opened


def _raised(database: Database, statement: str) -> DBAPIError:
    with pytest.raises(DBAPIError) as refused, database.engine.begin() as connection:
        connection.execute(text(statement))
    return refused.value


@pytest.mark.parametrize("length", [0, 1, 1_999, 2_000, 4_000, 4_001, 70_000])
@pytest.mark.parametrize("letter", ["a", "ñ", "☕", "🎈"])
def test_a_text_of_any_length_and_script_comes_back_whole(
    tds: Database, length: int, letter: str
) -> None:
    with tds.write() as connection:
        connection.execute(things.insert().values(number=1, value=letter * length))
    with tds.read() as connection:
        assert connection.execute(select(things.c.value)).scalar_one() == letter * length


def test_short_and_long_texts_go_in_one_statement(tds: Database) -> None:
    rows = [{"number": n, "value": "ñ" * length} for n, length in enumerate((1, 9_000, 0, 5))]
    with tds.write() as connection:
        connection.execute(things.insert(), rows)
    with tds.read() as connection:
        kept = connection.execute(select(things.c.value).order_by(things.c.number)).scalars()
        assert [len(value) for value in kept] == [1, 9_000, 0, 5]


def test_texts_differ_by_case_accent_and_the_spaces_at_their_end(tds: Database) -> None:
    names = ["latte", "Latte", "latté", "latte ", "latte  ", "latte\x1f"]
    for name in names:
        pour(tds, name)
    with tds.read() as connection:
        assert set(connection.execute(select(cups.c.name)).scalars()) == set(names)
    for name in names:
        sip(tds, name)
        assert drunk(tds, name) == 1


def test_thousands_of_rows_are_written_by_statements_that_are_short_enough(tds: Database) -> None:
    rows = [{"name": f"cup {number}", "drunk": number} for number in range(2_500)]
    with tds.write() as connection:
        connection.execute(cups.insert(), rows)
    assert count_of(tds, cups) == 2_500
    with tds.read() as connection:
        total = connection.execute(select(func.sum(cups.c.drunk))).scalar_one()
    assert total == sum(range(2_500))


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (7, "BIGINT"),
        (-(2**62), "BIGINT"),
        (True, "SMALLINT"),
        (2.5, "FLOAT"),
        (Decimal("-12.50"), "FLOAT"),
        (b"\x00\xff", "VARBINARY(max)"),
        (None, "NVARCHAR(20)"),
        ("ñ ☕", "NVARCHAR(20)"),
    ],
)
def test_a_value_of_each_kind_goes_and_comes(tds: Database, value: object, kind: str) -> None:
    with tds.engine.connect() as connection:
        asked = connection.exec_driver_sql(f"SELECT CAST(? AS {kind})", (value,))
        assert asked.scalar_one() == value


def test_a_moment_that_the_driver_binds_would_lose_its_microseconds(tds: Database) -> None:
    """Which is why moments go as text."""
    moment = datetime(2027, 1, 10, 15, 0, 0, 123_457)  # noqa: DTZ001 -- as drivers know them
    with tds.engine.connect() as connection:
        asked = "SELECT CAST(? AS DATETIME2(6))"
        bound = connection.exec_driver_sql(asked, (moment,)).scalar_one()
        written = connection.exec_driver_sql(asked, (str(moment),)).scalar_one()
    assert bound != moment
    assert written == moment


def test_many_updates_share_one_prepared_statement(tds: Database) -> None:
    for name in ("latte", "mocha", "chai"):
        pour(tds, name)
    change = cups.update().where(cups.c.name == bindparam("which")).values(drunk=bindparam("now"))
    with tds.write() as connection:
        connection.execute(change, [{"which": "latte", "now": 1}, {"which": "chai", "now": 2}])
    assert [drunk(tds, name) for name in ("latte", "mocha", "chai")] == [1, 0, 2]


def test_a_statement_has_2_100_parameters_and_no_more(tds: Database) -> None:
    def ask(count: int) -> None:
        with tds.engine.connect() as connection:
            names = [f"cup {number}" for number in range(count)]
            connection.execute(select(cups.c.name).where(cups.c.name.in_(names)))

    ask(2_100)
    with pytest.raises(DBAPIError, match="too many parameters"):
        ask(2_101)


def test_a_swap_counts_the_rows_that_it_found(tds: Database) -> None:
    pour(tds)
    swap = cups.update().where(cups.c.drunk == bindparam("seen")).values(drunk=7)
    with tds.write() as connection:
        assert connection.execute(swap, {"seen": 0}).rowcount == 1
        assert connection.execute(swap, {"seen": 0}).rowcount == 0
        assert connection.execute(cups.delete().where(column("drunk") == 7)).rowcount == 1


@pytest.mark.parametrize(
    "statement",
    [
        """INSERT INTO "TSCups" VALUES ('latte', 0)""",
        """INSERT INTO "TSCups" VALUES ('mocha', NULL)""",
    ],
)
def test_a_broken_constraint_is_one_by_its_number(tds: Database, statement: str) -> None:
    pour(tds)
    error = _raised(tds, statement)
    assert isinstance(error, IntegrityError)
    assert not OURS.passes(error)
    assert not OURS.repeatable(error)


def test_a_savepoint_outlives_a_refused_row(tds: Database) -> None:
    pour(tds)
    with tds.write() as connection:
        with pytest.raises(IntegrityError), connection.begin_nested():
            connection.execute(cups.insert().values(name="latte", drunk=0))
        connection.execute(cups.insert().values(name="mocha", drunk=1))
    assert drunk(tds, "mocha") == 1


def test_a_transaction_may_begin_with_a_savepoint(tds: Database) -> None:
    told: list[str] = []
    event.listen(tds.engine, "before_cursor_execute", lambda *told_: told.append(told_[2]))
    with tds.write() as connection, connection.begin_nested():
        connection.execute(cups.insert().values(name="latte", drunk=3))
    assert drunk(tds) == 3
    assert not [statement for statement in told if "BEGIN" in statement]


def test_one_at_a_time_holds_a_name(tds: Database) -> None:
    pour(tds)

    def drink() -> None:
        with tds.write() as connection:
            OURS.wait_for_others(connection, "the cup")
            seen = connection.execute(select(cups.c.drunk)).scalar_one()
            connection.execute(cups.update().values(drunk=seen + 1))

    finish([threading.Thread(target=drink) for _ in range(5)])
    assert drunk(tds) == 5


def test_the_victim_of_a_deadlock_may_try_again(tds: Database) -> None:
    pour(tds, "latte")
    pour(tds, "mocha")
    both = threading.Barrier(2, timeout=20)
    told: list[DBAPIError] = []

    def drink(first: str, second: str) -> None:
        try:
            with tds.engine.begin() as connection:
                connection.execute(cups.update().where(cups.c.name == first).values(drunk=1))
                both.wait()
                connection.execute(cups.update().where(cups.c.name == second).values(drunk=1))
        except DBAPIError as error:
            told.append(error)

    orders = (("latte", "mocha"), ("mocha", "latte"))
    finish([threading.Thread(target=drink, args=order) for order in orders])
    [victim] = told
    assert OURS.passes(victim)
    assert OURS.repeatable(victim)


def test_a_lost_connection_is_told_and_replaced(tds: Database) -> None:
    pour(tds)

    def be_cut() -> None:
        with tds.write() as connection:
            connection.execute(cups.update().values(drunk=5))
            tds_server().cut()
            connection.execute(cups.update().values(drunk=6))

    with pytest.raises(Unavailable):
        be_cut()
    assert drunk(tds) == 0
    sip(tds)
    assert drunk(tds) == 1


def test_a_connection_that_died_in_the_pool_is_not_lent(tds: Database) -> None:
    pour(tds)
    tds_server().cut()
    sip(tds)
    assert drunk(tds) == 1


def test_a_refused_login_is_told_with_its_mending_and_without_the_password(tds: Database) -> None:
    url = url_of(tds).replace(PASSWORD, "s3cret-word")
    wrong = OURS.open(tds.engine.url.set(password="s3cret-word"), 1)
    with pytest.raises(DBAPIError) as refused, wrong.connect():
        pass
    assert "user and the password" in (OURS.mending(refused.value) or "")
    assert "s3cret-word" not in f"{refused.value} {wrong.url!r}"
    assert "s3cret-word" in url
    wrong.dispose()


def test_a_server_that_is_not_there_is_away(tds: Database) -> None:
    away = Database(url_of(tds).replace(f":{tds_server().port}/", ":1/"))
    with pytest.raises(Unavailable), away.read():
        pass
    away.close()


@pytest.mark.parametrize("context", RUNS)
def test_a_life_of_each_context_goes_through_the_driver(tmp_path: Path, context: str) -> None:
    assert RUNS[context](tmp_path, engine="tds")
