"""Opens the document store that an address names: a MongoDB server, or a relational database."""

from typing import TYPE_CHECKING

from domain_api.adapters.documents.sqlite import SqlDocumentFeed, SqlDocumentStore
from domain_api.adapters.sql.engine import Database
from domain_api.content.documents import DocumentFeed, DocumentStore
from domain_api.kernel import Clock

if TYPE_CHECKING:
    from domain_api.adapters.documents.mongo.server import MongoServer

_SCHEMES = ("mongodb://", "mongodb+srv://")


def is_mongo(url: str) -> bool:
    return url.lower().startswith(_SCHEMES)


def open_mongo(url: str, clock: Clock, *, pool_size: int = 8) -> "MongoServer":
    """Connects at its first use. Raises `Unavailable` (invalid_documents_address)."""
    # the driver takes long to load, and only where it is asked for
    from domain_api.adapters.documents.mongo.server import MongoServer

    return MongoServer.at(url, clock, pool_size=pool_size)


def documents_on(home: "Database | MongoServer", clock: Clock) -> DocumentStore:
    if isinstance(home, Database):
        return SqlDocumentStore(home, clock)
    from domain_api.adapters.documents.mongo.store import MongoDocumentStore

    return MongoDocumentStore(home, clock)


def feed_on(home: "Database | MongoServer", clock: Clock) -> DocumentFeed:
    """What changed there, of all organizations."""
    if isinstance(home, Database):
        return SqlDocumentFeed(home)
    from domain_api.adapters.documents.mongo.feed import MongoDocumentFeed

    return MongoDocumentFeed(home, clock)
