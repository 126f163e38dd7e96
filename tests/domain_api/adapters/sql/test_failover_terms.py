"""A transaction ends on the server it began on, and only while that one takes the writes."""

from collections.abc import Generator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from domain_api.adapters.sql.dialects.sqlite import Sqlite
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.failover.pair import Pair
from domain_api.kernel import Unavailable
from tests.domain_api.adapters.sql.toys import cups, drunk, metadata, pour, sip


class Roles:
    """Two files, of which `writers` take writes: the names of their files, without the ending."""

    def __init__(self, folder: Path) -> None:
        self.writers = {"primary"}
        self.urls = [f"sqlite:///{folder / name}.db" for name in ("primary", "secondary")]

    def takes_writes(self, _dialect: Sqlite, connection: Connection) -> bool:
        return Path(connection.engine.url.database or "").stem in self.writers


@pytest.fixture
def roles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Roles:
    made = Roles(tmp_path)

    def takes_writes(dialect: Sqlite, connection: Connection) -> bool:
        return made.takes_writes(dialect, connection)

    monkeypatch.setattr(Sqlite, "takes_writes", takes_writes)
    for url in made.urls:
        alone = Database(url)
        metadata.create_all(alone.engine)
        pour(alone)
        alone.close()
    return made


@pytest.fixture
def paired(roles: Roles) -> Generator[Database]:
    opened = Database(*roles.urls)
    sip(opened)
    yield opened
    opened.close()


def pair_of(database: Database) -> Pair:
    assert database.pair is not None
    return database.pair


def drunk_at(url: str) -> int:
    alone = Database(url)
    found = drunk(alone)
    alone.close()
    return found


@pytest.mark.parametrize("writers", [{"secondary"}, set[str]()])
def test_what_began_before_the_change_does_not_commit_after_it(
    writers: set[str], roles: Roles, paired: Database
) -> None:
    def change_midway() -> None:
        with paired.write() as connection:
            connection.execute(cups.update().values(drunk=9))
            roles.writers = writers
            pair_of(paired).look()

    with pytest.raises(Unavailable) as told:
        change_midway()
    assert told.value.code == "unavailable"
    assert [drunk_at(url) for url in roles.urls] == [1, 0]


def test_after_the_change_the_other_is_written_to_and_back_again(
    roles: Roles, paired: Database
) -> None:
    for writer in ("secondary", "primary"):
        roles.writers = {writer}
        pair_of(paired).look()
        sip(paired)
    assert [drunk_at(url) for url in roles.urls] == [2, 1]
    assert pair_of(paired).standing().switches == 2


def test_a_reader_that_began_before_the_change_reads_to_its_end(
    roles: Roles, paired: Database
) -> None:
    with paired.read() as connection:
        roles.writers = {"secondary"}
        pair_of(paired).look()
        assert connection.execute(cups.select()).all() == [("latte", 1)]


def test_the_engine_for_tools_is_that_of_the_endpoint_in_use(
    roles: Roles, paired: Database
) -> None:
    assert paired.engine is paired.endpoints[0].engine
    roles.writers = {"secondary"}
    pair_of(paired).look()
    assert paired.engine is paired.endpoints[1].engine


def test_a_pair_that_was_closed_can_be_used_again(paired: Database) -> None:
    paired.close()
    sip(paired)
    assert drunk(paired) == 2


def test_neither_address_of_a_pair_shows_its_password() -> None:
    urls = [f"postgresql+psycopg://ana:s3cret@127.0.0.1:{port}/sales" for port in (1, 2)]
    told = repr(Database(*urls))
    assert "s3cret" not in told
    assert "127.0.0.1:1/" in told
    assert "127.0.0.1:2/" in told
