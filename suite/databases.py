"""An installation's databases: how far each is, and which of them is broken, when one is."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from domain_api.adapters.documents.opening import is_mongo, open_mongo
from domain_api.adapters.sql.dialects import DIALECTS
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.schema import Schema
from domain_api.bootstrap import connect_databases
from domain_api.kernel import SystemClock, Unavailable
from domain_api.settings import Endpoints, Settings
from suite.local import Unusable

_PACKAGES = {"psycopg": "psycopg[binary]", "psycopg2": "psycopg2-binary"}
"""Where a package is called otherwise than its module."""


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """What was found at one address, which is shown without its password."""

    context: str
    address: str
    revision: str
    """`empty` where there is none, and `unknown` where nothing answered."""
    head: str
    pending: tuple[str, ...]
    """The revisions that are missing, in their order."""
    error: str = ""

    def line(self) -> str:
        told = f"{self.context:<8} {self.revision} of {self.head}  {self.address}"
        if self.error:
            return f"{told}  {self.error}"
        return f"{told}  pending: {', '.join(self.pending)}" if self.pending else told

    def document(self) -> dict[str, object]:
        return {**asdict(self), "reachable": not self.error}


def states_of(settings: Settings) -> list[DatabaseState]:
    """Of every database: where one does not answer, the others are asked all the same."""
    return [state_of(database, schema) for database, schema in connected(settings)]


def connected(settings: Settings) -> Generator[tuple[Database, Schema]]:
    """Every database with its schema, closed when the next one is asked for.

    Raises `Unusable`, which names the setting, for an address that is none.
    """
    for setting, fault in faults_of(settings):
        raise Unusable(f"{setting}: {fault}")
    for database, schema in connect_databases(settings).with_schemas():
        try:
            yield database, schema
        finally:
            database.close()


def documents_lines(settings: Settings, verb: str) -> list[str]:
    """What `promptsales db` says of a MongoDB server, which has indexes and no schema.

    Raises `Unavailable`, and `Conflict` when it is checked and lacks an index.
    """
    content = settings.content_database()
    if not is_mongo(content.primary):
        return []
    server = open_mongo(content.primary, SystemClock())
    try:
        if verb == "upgrade":
            server.prepare()
        elif verb == "check":
            server.check()
        state = server.state()
    finally:
        server.close()
    found = f"lacks {', '.join(state.missing)}" if state.missing else "all indexes"
    return [f"content  {found}  MongoDB {state.version}{', sharded' if state.sharded else ''}"]


def addresses_of(settings: Settings) -> list[tuple[str, Endpoints]]:
    """The setting that names it, and where it is, of each database."""
    content = settings.content_database()
    shards = "PROMPTSALES_DB_ADS" if settings.db_ads else "PROMPTADS_DB_PRIMARY"
    return [
        ("PROMPTSALES_DB_PRIMARY", settings.sales_database()),
        ("PROMPTCRM_DB_PRIMARY", settings.crm_database()),
        *((shards, shard) for shard in settings.ads_databases()),
        *([] if is_mongo(content.primary) else [("PROMPTCONTENT_DB_PRIMARY", content)]),
    ]


def faults_of(settings: Settings) -> Generator[tuple[str, str]]:
    """Of each setting whose address cannot be used as it is written: its name, and why."""
    for setting, endpoints in addresses_of(settings):
        for role, address in zip(("PRIMARY", "SECONDARY"), endpoints, strict=True):
            if address and (fault := fault_of(address) or _unlike(address, endpoints.primary)):
                yield setting_of(setting, role), fault


def setting_of(primary: str, role: str) -> str:
    """The name of the setting of that role, where `primary` is the primary's."""
    if primary == "PROMPTSALES_DB_ADS":
        return primary if role == "PRIMARY" else f"{primary}_SECONDARY"
    return primary.replace("PRIMARY", role)


def _unlike(address: str, primary: str) -> str:
    engines = {make_url(each).get_backend_name() for each in (address, primary)}
    return "it is of another engine than the primary" if len(engines) > 1 else ""


def fault_of(address: str) -> str:
    """What is wrong with an address as it is written, or with what would speak to it; or nothing.

    Nobody is called. The address itself is not told: it may hold a password.
    """
    try:
        url = make_url(address)
        if url.get_backend_name() not in DIALECTS:
            return f"{url.get_backend_name()} is none of the engines: {', '.join(sorted(DIALECTS))}"
        url.get_dialect().import_dbapi()
    except NoSuchModuleError:
        return f"there is no driver {make_url(address).drivername}"
    except ArgumentError:
        return "not an address such as postgresql+psycopg://user:password@host:5432/database"
    except ImportError as error:
        name = error.name or "of its driver"
        package = _PACKAGES.get(name.split(".")[0], name)
        return f"its driver is not installed: install the package {package} ({error})"
    return ""


def state_of(database: Database, schema: Schema) -> DatabaseState:
    address, head = database.endpoints[0].address, schema.head()
    try:
        with database.read() as connection:
            found = schema.current(connection)
    except (DBAPIError, Unavailable) as error:
        return DatabaseState(schema.context, address, "unknown", head, (), reason_of(error))
    pending = tuple(schema.pending(found))
    return DatabaseState(schema.context, address, found or "empty", head, pending)


def reason_of(error: Exception) -> str:
    """What the driver said, in one line."""
    source = error.__cause__ if isinstance(error, Unavailable) and error.__cause__ else error
    told = source.orig if isinstance(source, DBAPIError) else source
    return " ".join(str(told).split())


@contextmanager
def naming_the_database(settings: Settings) -> Generator[None]:
    """Within it, an error of a database becomes `Unusable`, which says of which."""
    try:
        yield
    except (DBAPIError, Unavailable) as error:
        broken = _first_broken(settings)
        if broken is None and isinstance(error, Unavailable):
            raise
        raise Unusable(f"{broken or 'a database'} cannot be used: {reason_of(error)}") from error


def _first_broken(settings: Settings) -> str | None:
    for state in states_of(settings):
        if state.error:
            return state.address
    return None
