"""New documents that appear all at once or never, on any server, with no transaction.

Standalone servers and sharded collections of Cosmos DB know no transaction over several
documents. So each document of a batch carries the batch's name and stays invisible until the
batch's own record says `committed`: that one write is the moment when all of them appear. A
writer that dies leaves an open record and invisible documents, which the next batch of the
organization clears away.

A reader that began before the commit must not see half of it. It therefore reads which
batches are committed first, and the documents afterwards; and a batch's name is taken off
its documents only when every reader that began before the commit is long done.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from pymongo.collection import Collection

from domain_api.adapters.documents.mongo.faults import Patience
from domain_api.kernel import Clock, Unavailable, new_id

Row = dict[str, Any]

SETTLED_AFTER = timedelta(minutes=5)
"""From commit until the name comes off: longer than any reader, with its time limits, lasts."""

ABANDONED_AFTER = timedelta(minutes=10)
"""From opening until a batch counts as dead: longer than any writer lasts."""


class State(StrEnum):
    OPEN = "open"
    COMMITTED = "committed"


@dataclass(frozen=True, slots=True)
class Batch:
    batch_id: str
    organization_id: str
    keys: tuple[str, ...]

    def members(self) -> Row:
        """The filter for its documents; one that is settled or another's is none of them."""
        return {
            "organization_id": self.organization_id,
            "_id": {"$in": list(self.keys)},
            "batch": self.batch_id,
        }


class Batches:
    """The records of batches, beside the documents."""

    def __init__(
        self,
        records: Collection[Row],
        documents: Collection[Row],
        clock: Clock,
        patience: Callable[[], Patience],
    ) -> None:
        self._records, self._documents = records, documents
        self._clock, self._patience = clock, patience

    def open(self, ask: Patience, organization_id: str, keys: Sequence[str]) -> Batch:
        batch = Batch(new_id("bat"), organization_id, tuple(keys))
        row = {
            "_id": batch.batch_id,
            "organization_id": organization_id,
            "keys": list(keys),
            "state": State.OPEN.value,
            "at": self._clock.now(),
        }
        ask(lambda: self._records.insert_one(row))
        return batch

    def commit(self, ask: Patience, batch: Batch) -> bool:
        """False when somebody prevented it. Raises `Unavailable` when nobody can say."""
        change = {"$set": {"state": State.COMMITTED.value, "at": self._clock.now()}}
        open_record = _record(batch) | {"state": State.OPEN.value}
        try:
            return ask(lambda: self._records.update_one(open_record, change)).matched_count == 1
        except Unavailable:
            # The answer was lost, and the commit perhaps not.
            if self.is_committed(self._patience(), batch.organization_id, batch.batch_id):
                return True
            raise

    def give_up(self, batch: Batch) -> None:
        """Best effort, as what is left is invisible; a batch that is committed stays."""
        ask = self._patience()
        with suppress(Unavailable):
            if self.prevent(ask, batch.organization_id, batch.batch_id):
                ask(lambda: self._documents.delete_many(batch.members()))

    def is_committed(self, ask: Patience, organization_id: str, batch_id: str) -> bool | None:
        """None when there is no record: the batch is settled, or was given up."""
        row = ask(lambda: self._records.find_one(_named(organization_id, batch_id)))
        return None if row is None else row["state"] == State.COMMITTED

    def prevent(self, ask: Patience, organization_id: str, batch_id: str) -> bool:
        """From now on it cannot commit; False when it is committed already."""
        open_record = _named(organization_id, batch_id) | {"state": State.OPEN.value}
        ask(lambda: self._records.delete_one(open_record))
        return self.is_committed(ask, organization_id, batch_id) is None

    def committed(self, ask: Patience, organization_id: str | None) -> list[str]:
        """Those whose documents still carry their name, of one organization or of all."""
        chosen = {"state": State.COMMITTED.value}
        if organization_id is not None:
            chosen["organization_id"] = organization_id
        return [row["_id"] for row in ask(lambda: list(self._records.find(chosen, {"_id": 1})))]

    def settle(self, ask: Patience, organization_id: str) -> None:
        """Finish what is committed and long seen by all; clear away what its writer left."""
        chosen = {"organization_id": organization_id}
        for row in ask(lambda: list(self._records.find(chosen))):
            batch = Batch(row["_id"], organization_id, tuple(row["keys"]))
            age = self._clock.now() - row["at"]
            if row["state"] == State.COMMITTED and age > SETTLED_AFTER:
                self._finish(ask, batch)
            elif row["state"] == State.OPEN and age > ABANDONED_AFTER:
                self.give_up(batch)

    def _finish(self, ask: Patience, batch: Batch) -> None:
        nameless = {"$set": {"batch": None}}
        ask(lambda: self._documents.update_many(batch.members(), nameless))
        # A document that still carries the name of a batch without a record is no document.
        if ask(lambda: self._documents.find_one(batch.members())) is None:
            ask(lambda: self._records.delete_one(_record(batch)))


def _named(organization_id: str, batch_id: str) -> Row:
    return {"organization_id": organization_id, "_id": batch_id}


def _record(batch: Batch) -> Row:
    return _named(batch.organization_id, batch.batch_id)
