"""One MongoDB server: opened by its address, prepared, asked how it is."""

import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, Self

from pymongo import ASCENDING, MongoClient
from pymongo.database import Database
from pymongo.errors import ConfigurationError, OperationFailure, PyMongoError

from domain_api.adapters.documents.mongo.batches import Row
from domain_api.adapters.documents.mongo.faults import SETTING, Patience
from domain_api.kernel import Clock, Conflict, Recovery, Unavailable

DATABASE = "promptcontent"
"""Where an address names no database."""

PARTITION = "organization_id"
_INDEXES: Mapping[str, Mapping[str, list[str]]] = {
    "PCDocuments": {
        "by_document": [PARTITION, "collection", "document_id"],
        "by_key": ["collection", "_id"],
        "by_change": ["collection", "sequence", "_id"],
        "by_seal": ["sequence", "seal"],
    },
    "PCBatches": {"by_organization": [PARTITION, "state"], "by_state": ["state"]},
}
_COSMOS_SET = "globaldb"  # the replica set that Cosmos DB with request units says it is
_GREETING = "You appear to be connected to"  # how the driver meets Cosmos DB
_SHARDED_ALREADY = frozenset({20, 23})
_OPTIONS: Mapping[str, Any] = {
    "appname": "promptsales",
    "connectTimeoutMS": 5_000,
    "serverSelectionTimeoutMS": 5_000,
    "socketTimeoutMS": 10_000,
    "waitQueueTimeoutMS": 5_000,
    "maxIdleTimeMS": 120_000,  # Azure drops what is idle for four minutes
    # Swaps decide by what they read: from the primary, and never undone by a failover.
    "readPreference": "primary",
    "w": "majority",
    "tz_aware": True,
}


@dataclass(frozen=True, slots=True)
class MongoState:
    """`missing` are indexes, `collection.name`; `sharded`: the server spreads partitions."""

    version: str
    sharded: bool
    missing: tuple[str, ...]


class MongoServer:
    """The collections of PromptContent. Opening it connects to nothing yet."""

    def __init__(
        self,
        client: MongoClient[Row],
        database: Database[Row],
        clock: Clock,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._client, self._database = client, database
        self._clock, self._wait = clock, wait
        self.documents = database["PCDocuments"]
        self.batches = database["PCBatches"]

    @classmethod
    def at(cls, url: str, clock: Clock, *, pool_size: int = 8) -> Self:
        """Raises `Unavailable` (invalid_documents_address) for an address that is none."""
        with ExitStack() as held:
            try:
                with warnings.catch_warnings(record=True) as told:
                    warnings.simplefilter("always")
                    client: MongoClient[Row] = MongoClient(url, maxPoolSize=pool_size, **_OPTIONS)
                held.callback(client.close)
                _require_understood(told)
                database = client.get_default_database(DATABASE)
            except (PyMongoError, ValueError):
                # What the driver says of an address may quote its password.
                raise _invalid_address() from None
            held.pop_all()
        return cls(client, database, clock)

    def patience(self) -> Patience:
        return Patience(self._clock, self._wait)

    def prepare(self) -> None:
        """Shard by organization where the server shards, and make every index; again is safe."""
        ask = self.patience()
        sharded = _is_sharded(ask(self._hello))
        for collection, indexes in _INDEXES.items():
            if sharded:
                self._shard(ask, collection)
            for name, fields in indexes.items():
                self._make_index(ask, collection, name, fields)

    def state(self) -> MongoState:
        """Raises `Unavailable` when it does not answer, or refuses the account."""
        ask = self.patience()
        # The first is answered to anybody, the second to an account that may read here.
        hello, missing = ask(self._hello), tuple(self._missing(ask))
        info: Row = ask(lambda: self._database.command("buildInfo"))
        return MongoState(str(info.get("version", "")), _is_sharded(hello), missing)

    def check(self) -> None:
        """Raise `Conflict` (schema_behind) unless every index is there."""
        missing = self.state().missing
        if missing:
            raise Conflict(
                f"The document database lacks indexes ({', '.join(missing)}): "
                "run `promptsales db upgrade`.",
                code="schema_behind",
                recovery=Recovery.NEEDS_HUMAN,
            )

    def ping(self) -> None:
        """Raises `Unavailable` unless it answers."""
        self.patience()(lambda: self._database.command("ping"))

    def close(self) -> None:
        self._client.close()

    def _hello(self) -> Row:
        return self._database.command("hello")

    def _missing(self, ask: Patience) -> list[str]:
        lacking: list[str] = []
        for collection, indexes in _INDEXES.items():
            known: Mapping[str, Any] = ask(self._database[collection].index_information)
            lacking += [f"{collection}.{name}" for name in indexes if name not in known]
        return lacking

    def _make_index(self, ask: Patience, collection: str, name: str, fields: list[str]) -> None:
        keys = [(field, ASCENDING) for field in fields]
        ask(lambda: self._database[collection].create_index(keys, name=name))

    def _shard(self, ask: Patience, collection: str) -> None:
        whole = f"{self._database.name}.{collection}"

        def shard() -> None:
            try:
                self._client.admin.command("shardCollection", whole, key={PARTITION: "hashed"})
            except OperationFailure as error:
                if error.code not in _SHARDED_ALREADY:
                    raise

        ask(shard)

    def __repr__(self) -> str:
        return f"MongoServer({self._database.name})"


def _require_understood(told: Sequence[warnings.WarningMessage]) -> None:
    """An option that the driver only warns of would be left out without a word."""
    if any(not str(one.message).startswith(_GREETING) for one in told):
        raise ConfigurationError("an option is not understood")


def _is_sharded(hello: Mapping[str, Any]) -> bool:
    return hello.get("msg") == "isdbgrid" or hello.get("setName") == _COSMOS_SET


def _invalid_address() -> Unavailable:
    return Unavailable(
        f"{SETTING} is no address of a MongoDB server: write "
        "mongodb://user:password@host:port/database, with signs in the password as %XX.",
        code="invalid_documents_address",
        recovery=Recovery.NEEDS_HUMAN,
        setting=SETTING,
    )
