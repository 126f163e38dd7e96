"""The databases: their addresses, drivers, servers, schemas, locks, clocks and connections."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, func, make_url, select, text
from sqlalchemy.exc import DBAPIError

from domain_api.adapters.documents.sqlite import documents_table
from domain_api.adapters.sql.dialects import DIALECTS
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.failover.health import endpoints_health
from domain_api.adapters.sql.schema import Schema
from domain_api.bootstrap import connect_databases
from domain_api.bootstrap.databases import clock_of
from domain_api.kernel import Unavailable
from domain_api.settings import Endpoints, Settings
from suite.databases import addresses_of, faults_of, reason_of, setting_of
from suite.doctor.model import Finding

TOLERANCE = timedelta(minutes=2)
PROCESSES = 2
"""That open the databases at least: the API and the worker."""

_LOCKED_S = 3.0
_RESERVED = 3  # connections that PostgreSQL keeps for its administrator
_ASK = {"sqlite": "PRAGMA schema_version"}
_UPGRADE = "run `promptsales db upgrade`"
_MENDS = (
    (("password authentication", "Login failed", "no password supplied"), "correct the password"),
    (("resolve host", "translate host", "Name or service"), "correct the host's name"),
    (("refused", "timed out", "timeout", "No route"), "start the server, or correct host and port"),
    (("does not exist", "Cannot open database"), "make the database, or correct its name"),
    (("not a database", "malformed"), "bring the file back: `promptsales backup restore`"),
    (("unable to open",), "make the folder, and give this user the right to it"),
)


def databases(settings: Settings) -> Iterator[Finding]:
    """Addresses first: where one of them is none, no database is opened."""
    faults = [
        Finding("database address", setting, fault, "correct the setting")
        for setting, fault in faults_of(settings)
    ]
    if faults:
        yield from faults
        return
    named = addresses_of(settings)
    for (setting, endpoints), schema in zip(named, _schemas(settings), strict=False):
        # Each endpoint is asked by itself: a pair would answer for one that is away.
        with closing(Database(endpoints.primary, pool_size=1)) as database:
            yield from _primary(settings, setting, endpoints.primary, database, schema)
        if endpoints.secondary:
            yield from _answers(setting_of(setting, "SECONDARY"), endpoints.secondary)
            yield from _roles(setting, endpoints)
    yield from _connections(settings, [endpoints for _, endpoints in named])


def _schemas(settings: Settings) -> list[Schema]:
    """In the order of `addresses_of`."""
    order = {"sales": 0, "crm": 1, "ads": 2, "content": 3}
    found = [schema for _, schema in connect_databases(settings).with_schemas()]
    return sorted(
        (schema for schema in found if schema.context in order),
        key=lambda schema: order[schema.context],
    )


def _primary(
    settings: Settings, setting: str, address: str, database: Database, schema: Schema
) -> Iterator[Finding]:
    answers = list(_answers(setting, address))
    yield from answers
    if not all(finding.well for finding in answers):
        return
    yield _schema_of(setting, database, schema)
    if database.dialect == "sqlite":
        yield from _locked(setting, address)
    yield from _clock(settings, setting, database, schema)
    yield from _options(setting, database)


def _roles(setting: str, endpoints: Endpoints) -> Iterator[Finding]:
    """Of two servers one takes writes: two hold different truths, and none keeps anything."""
    if not all(map(_is_there, endpoints)):
        return  # asking would make the file
    with closing(Database(*endpoints, pool_size=1)) as pair:
        asked = endpoints_health(pair)
    if not any(each.reachable for each in asked):
        return  # told already
    what = ", ".join(f"{each.name} is {each.role.value}" for each in asked)
    writers = sum(each.writable for each in asked)
    mend = {0: "promote one of them", 1: ""}.get(writers, "fence one of them: both take writes")
    yield Finding("roles", setting, what, mend)


def _options(setting: str, database: Database) -> Iterator[Finding]:
    """What the engine would have set otherwise for this program."""
    try:
        with database.read() as connection:
            advice = DIALECTS[database.dialect].advice(connection)
    except (DBAPIError, Unavailable):
        return  # a server that does not know the question
    for sentence in advice:
        yield Finding("options", setting, "the database is set otherwise than it should", sentence)


def _answers(setting: str, address: str) -> Iterator[Finding]:
    url = make_url(address)
    shown = url.set(query={}).render_as_string(hide_password=True)
    if not _is_there(address):
        yield Finding("database", setting, f"{shown} is not there", _UPGRADE)
        return
    try:
        with _connected(address) as connection:
            # SQLite looks into the file only when it is asked for something that stands there.
            connection.execute(text(_ASK.get(url.get_backend_name(), "SELECT 1")))
    except DBAPIError as error:
        told = reason_of(error)
        yield Finding("database", setting, f"{shown}: {told}", mend_of(told))
    else:
        yield Finding("database", setting, f"{shown} answers")


def _is_there(address: str) -> bool:
    """A server may be; a file of SQLite is or is not."""
    url = make_url(address)
    return url.get_backend_name() != "sqlite" or Path(url.database or "").is_file()


def mend_of(told: str) -> str:
    """What to do about the words of a driver."""
    for words, mend in _MENDS:
        if any(word in told for word in words):
            return mend
    return "see what the server's log says, and correct the setting"


@contextmanager
def _connected(address: str, **options: Any) -> Generator[Connection]:
    url = make_url(address)
    patience = {"connect_timeout": 5} if url.get_backend_name() == "postgresql" else {}
    engine = create_engine(url, connect_args={**patience, **options}, hide_parameters=True)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _schema_of(setting: str, database: Database, schema: Schema) -> Finding:
    try:
        with database.read() as connection:
            found = schema.current(connection)
    except (DBAPIError, Unavailable) as error:
        return Finding("schema", setting, reason_of(error), mend_of(reason_of(error)))
    if found is not None and found > schema.head():
        what = f"{schema.context} has schema {found}, newer than this program's {schema.head()}"
        return Finding("schema", setting, what, "install the newer program")
    missing = ", ".join(schema.pending(found))
    if missing:
        return Finding("schema", setting, f"{schema.context} lacks {missing}", _UPGRADE)
    return Finding("schema", setting, f"{schema.context} is at {found}")


def _locked(setting: str, address: str) -> Iterator[Finding]:
    try:
        with _connected(address, timeout=_LOCKED_S) as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            connection.exec_driver_sql("ROLLBACK")
    except DBAPIError as error:
        if "locked" not in str(error.orig):
            yield Finding("lock", setting, reason_of(error), mend_of(reason_of(error)))
            return
        yield Finding(
            "lock",
            setting,
            f"{make_url(address).database} is held by a writer for over {_LOCKED_S:.0f} s",
            "end the program that holds it: `fuser` with the file's name tells which",
        )


def _clock(
    settings: Settings, setting: str, database: Database, schema: Schema
) -> Iterator[Finding]:
    """A row that was made in the future means that the clock was moved back since."""
    table = documents_table if schema.context == "content" else _jobs_of(schema)
    try:
        with database.read() as connection:
            newest = connection.execute(select(func.max(table.c.created_at))).scalar_one()
    except (DBAPIError, Unavailable):
        return  # its schema is behind, which is told already
    now = max(clock_of(settings).now(), datetime.now(UTC))
    if newest and newest > now + TOLERANCE:
        yield Finding(
            "clock",
            "the machine's clock",
            f"the newest row of {schema.context} is of {newest:%Y-%m-%d %H:%M} UTC, and it is "
            f"{now:%Y-%m-%d %H:%M} UTC ({setting})",
            "set the clock right by NTP; until then due work waits",
        )


def _jobs_of(schema: Schema) -> Any:
    [jobs] = [table for name, table in schema.metadata.tables.items() if name.endswith("Jobs")]
    return jobs


def _connections(settings: Settings, named: Sequence[Endpoints]) -> Iterator[Finding]:
    """A pool may grow to twice its size, in each process and for each database of a server."""
    servers: dict[tuple[str | None, int | None], list[str]] = {}
    for endpoints in named:
        url = make_url(endpoints.primary)
        if url.get_backend_name() == "postgresql":
            servers.setdefault((url.host, url.port), []).append(endpoints.primary)
    for addresses in servers.values():
        wanted = len(addresses) * PROCESSES * 2 * settings.db_pool_size
        try:
            with _connected(addresses[0]) as connection:
                most = int(connection.execute(text("SHOW max_connections")).scalar_one())
        except DBAPIError:
            continue  # told already
        what = f"up to {wanted} connections of {most} at {make_url(addresses[0]).host}"
        enough = wanted <= most - _RESERVED
        mend = "" if enough else "lower the pool, raise max_connections, or put a pooler between"
        yield Finding("connections", "PROMPTSALES_DB_POOL_SIZE", what, mend)
