"""The databases of the settings: opened, brought to their schema, and their job queues."""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import MetaData, make_url

from domain_api.adapters.clock import SteppedClock
from domain_api.adapters.documents import sqlite as documents
from domain_api.adapters.documents.opening import is_mongo, open_mongo
from domain_api.adapters.sql.ads import tables as ads_tables
from domain_api.adapters.sql.creation import create_missing
from domain_api.adapters.sql.crm import tables as crm_tables
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.queue import SqlJobQueue
from domain_api.adapters.sql.sales import tables as sales_tables
from domain_api.adapters.sql.schema import Schema
from domain_api.adapters.taps import Tap
from domain_api.extensions.faults import faulty
from domain_api.extensions.joining import Extensions
from domain_api.extensions.model import Home
from domain_api.jobs.queue import JobQueue
from domain_api.kernel import Clock, SystemClock
from domain_api.settings import Endpoints, Profile, Settings

if TYPE_CHECKING:
    from domain_api.adapters.documents.mongo.server import MongoServer

_METADATA = {
    Home.SALES: sales_tables.metadata,
    Home.CRM: crm_tables.metadata,
    Home.CONTENT: documents.metadata,
}


@dataclass(frozen=True, slots=True)
class Databases:
    """Every database of the four contexts, open."""

    sales: Database
    crm: Database
    content: Database | None
    """None where PromptContent is on a MongoDB server."""
    ads: Mapping[int, Database]
    added: Sequence[tuple[Home, Schema]] = ()
    """Tables of extensions, in the databases of the product."""
    mongo: "MongoServer | None" = None

    @property
    def documents(self) -> "Database | MongoServer":
        """Where PromptContent is."""
        home = self.content or self.mongo
        assert home is not None, "one of them is opened"  # noqa: S101 -- see `connect_databases`
        return home

    def close(self) -> None:
        for database, _ in self.with_schemas():
            database.close()
        if self.mongo:
            self.mongo.close()

    def by_home(self) -> Mapping[Home, Database]:
        content = {Home.CONTENT: self.content} if self.content else {}
        return {Home.SALES: self.sales, Home.CRM: self.crm, **content}

    def by_name(self) -> Mapping[str, Database]:
        """As metrics and logs name them."""
        ads = {f"ads-{number}": database for number, database in self.ads.items()}
        return {**{home.value: one for home, one in self.by_home().items()}, **ads}

    def with_schemas(self) -> list[tuple[Database, Schema]]:
        ads, homes = _schema("ads", ads_tables.metadata, "PASchema"), self.by_home()
        return [
            (self.sales, _schema("sales", sales_tables.metadata, "PSSchema")),
            (self.crm, _schema("crm", crm_tables.metadata, "PCRSchema")),
            *(
                [(self.content, _schema("content", documents.metadata, "PCSchema"))]
                if self.content
                else []
            ),
            *((database, ads) for database in self.ads.values()),
            *((homes[home], schema) for home, schema in self.added),
        ]


def connect_databases(settings: Settings, tap: Tap | None = None) -> Databases:
    """Every database as it is, whatever its schema."""
    if settings.profile is Profile.EMBEDDED:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)

    def opened(endpoints: Endpoints) -> Database:
        return Database(
            endpoints.primary, endpoints.secondary, pool_size=settings.db_pool_size, tap=tap
        )

    content = settings.content_database()
    mongo = is_mongo(content.primary)
    added = Extensions.named(settings.extensions).schemas(_METADATA)
    if mongo and any(home is Home.CONTENT for home, _ in added):
        raise faulty(
            "an extension keeps tables in the content database, which is no relational one "
            "here: set PROMPTCONTENT_DB_PRIMARY to one, or take the extension away"
        )
    return Databases(
        sales=opened(settings.sales_database()),
        crm=opened(settings.crm_database()),
        content=None if mongo else opened(content),
        ads={n: opened(shard) for n, shard in enumerate(settings.ads_databases())},
        added=added,
        mongo=_opened_mongo(content.primary, settings) if mongo else None,
    )


def _opened_mongo(url: str, settings: Settings) -> "MongoServer":
    """Its replicas are in its own address: a secondary beside it is not looked at."""
    return open_mongo(url, clock_of(settings), pool_size=settings.db_pool_size)


def make_databases(settings: Settings) -> list[str]:
    """Make the databases that are missing on their servers, bring all to today's schema, and
    give the names of those that were made.
    """
    endpoints = (
        settings.sales_database(),
        settings.crm_database(),
        settings.content_database(),
        *settings.ads_databases(),
    )
    made = [
        str(make_url(endpoint.primary).database)
        for endpoint in endpoints
        if not is_mongo(endpoint.primary) and create_missing(endpoint.primary)
    ]
    databases = connect_databases(settings)
    for database, schema in databases.with_schemas():
        schema.upgrade(database)
    if databases.mongo:
        databases.mongo.prepare()
    databases.close()
    return made


def open_databases(settings: Settings, tap: Tap | None = None) -> Databases:
    """Open every database; embedded ones are brought to today's schema first.

    In production a schema that is behind is refused, unless `PROMPTSALES_MIGRATE` is set.
    """
    databases = connect_databases(settings, tap)
    for database, schema in databases.with_schemas():
        if settings.profile is Profile.EMBEDDED or settings.migrate:
            schema.upgrade(database)
        else:
            schema.check(database)
    if databases.mongo:
        if settings.profile is Profile.EMBEDDED or settings.migrate:
            databases.mongo.prepare()
        else:
            databases.mongo.check()
    return databases


@contextmanager
def open_queues(settings: Settings) -> Generator[tuple[list[JobQueue], Clock]]:
    """The job queues alone, for a look at them."""
    databases = open_databases(settings)
    try:
        yield queues_of(databases), clock_of(settings)
    finally:
        databases.close()


def clock_of(settings: Settings) -> Clock:
    return SteppedClock(settings.clock_file) if settings.clock_file else SystemClock()


def _schema(context: str, metadata: MetaData, version_table: str) -> Schema:
    return Schema(context, metadata, version_table)


def queues_of(databases: Databases) -> list[JobQueue]:
    queues: list[JobQueue] = [
        SqlJobQueue("sales", databases.sales, sales_tables.jobs),
        SqlJobQueue("crm", databases.crm, crm_tables.jobs),
    ]
    for number, database in databases.ads.items():
        queues.append(SqlJobQueue(f"ads-{number}", database, ads_tables.jobs))
    return queues
