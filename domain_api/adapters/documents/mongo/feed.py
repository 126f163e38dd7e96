"""What changed in a MongoDB store, of all organizations, in an order nothing can slip into late.

Each write takes the number off its document. A reader seals: it marks documents without a
number as its own, closes its seal, and only then gives all of them the next number. The
state of the feed is one record, changed by compare-and-swap, so that one reader seals at a
time; what a dead one marked has no number yet and is sealed by the next. A document that is
written while it is being sealed loses the mark, and so waits for the next number.
"""

from collections.abc import Sequence
from datetime import timedelta

from pymongo.errors import DuplicateKeyError

from domain_api.adapters.documents.mongo.batches import Batches, Row
from domain_api.adapters.documents.mongo.bodies import restored
from domain_api.adapters.documents.mongo.faults import Patience
from domain_api.adapters.documents.mongo.server import MongoServer
from domain_api.content.documents import Collection, DocumentPage, FoundDocument
from domain_api.kernel import Clock, InvalidInput, Unavailable, new_id
from domain_api.kernel.changes import CursorLost

SEALED_AT_ONCE = 1000
"""Documents of one seal, at most."""

DEAD_AFTER = timedelta(minutes=5)
"""From beginning to seal until its reader counts as dead."""

_OF_ALL = ""
"""The partition of the feed's record, which is no organization's."""

_STATE: Row = {"_id": "feed", "organization_id": _OF_ALL}
_BEGINNING: Row = {"number": 0, "sealing": None, "closed": None, "at": None}
_IN_ORDER = [("collection", 1), ("sequence", 1), ("_id", 1)]
_BY_KEY = [("collection", 1), ("_id", 1)]


class MongoDocumentFeed:
    """Implements `DocumentFeed`. Its requests go to every partition."""

    def __init__(self, server: MongoServer, clock: Clock) -> None:
        self._documents, self._records = server.documents, server.batches
        self._clock, self._patience = clock, server.patience
        self._batches = Batches(server.batches, server.documents, clock, server.patience)

    def head(self) -> str:
        ask = self._patience()
        while (sealed := self._seal(ask)) == SEALED_AT_ONCE:
            ask = self._patience()
        if sealed is None:
            raise Unavailable("Somebody else is reading what changed: try again later.")
        return _cursor(self._settled(ask)["number"] + 1, "")

    def changes(self, collection: Collection, after: str, limit: int) -> DocumentPage:
        ask, position = self._patience(), _position(after)
        rows = self._page(ask, collection, position, limit)
        if not rows and self._seal(ask):
            rows = self._page(ask, collection, position, limit)
        if not rows:
            return DocumentPage([], after, more=False)
        cursor = _cursor(rows[-1]["sequence"], rows[-1]["_id"])
        return DocumentPage([_found(row) for row in rows], cursor, more=True)

    def everything(self, collection: Collection, after: str, limit: int) -> DocumentPage:
        ask = self._patience()
        chosen = {"collection": collection.name, "_id": {"$gt": after}, **self._visible(ask)}
        rows = ask(lambda: list(self._documents.find(chosen).sort(_BY_KEY).limit(limit)))
        cursor = rows[-1]["_id"] if rows else after
        return DocumentPage([_found(row) for row in rows], cursor, more=bool(rows))

    def waiting(self, after: str) -> int:
        number, key = _position(after)
        beyond: list[Row] = [
            {"sequence": None},
            {"sequence": {"$gt": number}},
            {"sequence": number, "_id": {"$gt": key}},
        ]
        return self._patience()(lambda: self._documents.count_documents({"$or": beyond}))

    def _page(
        self, ask: Patience, collection: Collection, position: tuple[int, str], limit: int
    ) -> Sequence[Row]:
        """The rest of the number that the cursor is in, or what came after it."""
        newest = self._settled(ask)["number"]
        number, key = position
        if number > newest + 1:
            # A copy that was restored ends before the cursor.
            raise CursorLost("The feed content does not reach back to that cursor.")
        rest = {"sequence": number, "_id": {"$gt": key}}
        # A number past the newest may still be in the giving.
        later = {"sequence": {"$gt": number, "$lte": newest}}
        for place in (rest, later) if number <= newest else ():
            chosen = {"collection": collection.name, **place}
            rows = ask(
                lambda chosen=chosen: list(
                    self._documents.find(chosen).sort(_IN_ORDER).limit(limit)
                )
            )
            if rows:
                return rows
        return []

    def _seal(self, ask: Patience) -> int | None:
        """Number what has no number, and say how many; None while somebody else does."""
        state = self._settled(ask)
        mine = new_id("sea")
        if not self._begin(ask, state, mine):
            return None
        chosen = {"sequence": None, **self._visible(ask)}
        rows = ask(lambda: list(self._documents.find(chosen, {"_id": 1}).limit(SEALED_AT_ONCE)))
        unnumbered: Row = {"_id": {"$in": [row["_id"] for row in rows]}, "sequence": None}
        ask(lambda: self._documents.update_many(unnumbered, {"$set": {"seal": mine}}))
        closed = {"sealing": None, "closed": mine if rows else None}
        if not self._move(ask, {"sealing": mine}, closed):
            return None
        self._settled(ask)
        return len(rows)

    def _begin(self, ask: Patience, state: Row, mine: str) -> bool:
        now = self._clock.now()
        if state["sealing"] is not None and now - state["at"] < DEAD_AFTER:
            return False
        seen = {name: state[name] for name in ("number", "sealing", "closed")}
        return self._move(ask, seen, {"sealing": mine, "at": now})

    def _settled(self, ask: Patience) -> Row:
        """The state, once a seal that was closed has its number."""
        while (state := self._state(ask))["closed"] is not None:
            number = {"$set": {"sequence": state["number"] + 1}}
            marked = {"seal": state["closed"], "sequence": None}
            ask(lambda marked=marked, number=number: self._documents.update_many(marked, number))
            seen = {name: state[name] for name in ("number", "closed")}
            self._move(ask, seen, {"closed": None, "number": state["number"] + 1})
        return state

    def _state(self, ask: Patience) -> Row:
        while (state := ask(lambda: self._records.find_one(_STATE))) is None:
            try:
                ask(lambda: self._records.insert_one(_STATE | _BEGINNING))
            except DuplicateKeyError:
                continue
        return state

    def _move(self, ask: Patience, seen: Row, changed: Row) -> bool:
        change = {"$set": changed}
        return ask(lambda: self._records.update_one(_STATE | seen, change)).matched_count == 1

    def _visible(self, ask: Patience) -> Row:
        """What no open batch holds."""
        return {"batch": {"$in": [None, *self._batches.committed(ask, None)]}}


def _found(row: Row) -> FoundDocument:
    return FoundDocument(row["organization_id"], row["document_id"], restored(row["body"]))


def _cursor(number: int, key: str) -> str:
    return f"{number}:{key}"


def _position(cursor: str) -> tuple[int, str]:
    number, _, key = cursor.partition(":")
    if not (number.isascii() and number.isdecimal()):
        raise InvalidInput("That is no cursor of a change feed.", code="invalid_cursor")
    return int(number), key
