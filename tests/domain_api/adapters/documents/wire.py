"""A server that speaks MongoDB's wire protocol over documents in memory, and breaks on demand.

The driver that talks to it is the real one: its codec, its pool and its faults are tried
here, which a double of its classes would not do. The answers are mongomock's.
"""

import socketserver
import struct
import threading
from collections import deque
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, cast

import mongomock
from bson import BSON, encode
from bson.codec_options import CodecOptions
from pymongo.errors import DuplicateKeyError

Row = dict[str, Any]
_AWARE: CodecOptions[Row] = CodecOptions(tz_aware=True)
_HEADER = struct.Struct("<iiii")
_MESSAGE, _QUERY, _REPLY = 2013, 2004, 1
_ABOUT: Row = {
    "ok": 1.0,
    "isWritablePrimary": True,
    "ismaster": True,
    "helloOk": True,
    "minWireVersion": 0,
    "maxWireVersion": 21,
    "maxBsonObjectSize": 2 * 1024 * 1024,
    "maxMessageSizeBytes": 48_000_000,
    "maxWriteBatchSize": 1000,
}

HANG_UP: Row = {}
"""An answer that never comes: the connection breaks."""


class WireServer(socketserver.ThreadingTCPServer):
    """`next_answers` are given instead of doing the next commands of that name."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.about: Row = dict(_ABOUT)
        self.next_answers: dict[str, deque[Row]] = {}
        self.lost_answers: set[str] = set()
        """Commands that are done before the connection breaks, once each."""
        self.asked: list[Row] = []
        # mongomock is not made for several threads; a server serializes writes anyway.
        self._lock = threading.Lock()
        self._store: Any = mongomock.MongoClient(tz_aware=True)

    @property
    def url(self) -> str:
        return f"mongodb://127.0.0.1:{self.server_address[1]}/promptcontent"

    def say(self, command: str, *answers: Row) -> None:
        self.next_answers[command] = deque(answers)

    def answer(self, command: Row) -> Row:
        name = next(iter(command))
        with self._lock:
            self.asked.append(command)
            told = self.next_answers.get(name)
            if told:
                return told.popleft()
            if name in ("hello", "ismaster", "isMaster"):
                return self.about
            done = self._do(name, command)
            if name in self.lost_answers:
                self.lost_answers.remove(name)
                return HANG_UP
            return done

    def _do(self, name: str, command: Row) -> Row:
        act = cast("Callable[[Row], Row] | None", getattr(self, f"_do_{name}", None))
        if act is None:
            return {"ok": 0.0, "code": 59, "errmsg": f"no such command: {name}"}
        return {"ok": 1.0, **act(command)}

    def _in(self, command: Row) -> Any:
        return self._store[command["$db"]][next(iter(command.values()))]

    def _do_ping(self, _command: Row) -> Row:
        return {}

    def _do_endSessions(self, _command: Row) -> Row:  # noqa: N802 -- the command's name
        return {}

    def _do_shardCollection(self, command: Row) -> Row:  # noqa: N802 -- the command's name
        return {"collectionsharded": command["shardCollection"]}

    def _do_buildInfo(self, _command: Row) -> Row:  # noqa: N802 -- the command's name
        return {"version": "7.0.0"}

    def _do_insert(self, command: Row) -> Row:
        for number, row in enumerate(command["documents"]):
            try:
                self._in(command).insert_one(row)
            except DuplicateKeyError:
                fault = {"index": number, "code": 11000, "errmsg": "E11000 duplicate key error"}
                return {"n": number, "writeErrors": [fault]}
        return {"n": len(command["documents"])}

    def _do_update(self, command: Row) -> Row:
        (one,) = command["updates"]
        collection = self._in(command)
        update = collection.update_many if one.get("multi") else collection.update_one
        result = update(one["q"], one["u"])
        return {"n": result.matched_count, "nModified": result.modified_count}

    def _do_delete(self, command: Row) -> Row:
        (one,) = command["deletes"]
        collection = self._in(command)
        delete = collection.delete_one if one["limit"] else collection.delete_many
        return {"n": delete(one["q"]).deleted_count}

    def _do_find(self, command: Row) -> Row:
        rows = self._in(command).find(command.get("filter") or {}, command.get("projection"))
        if sort := command.get("sort"):
            rows = rows.sort(list(sort.items()))
        found = list(rows.limit(command.get("limit", 0)))
        return _cursor(command, found)

    def _do_aggregate(self, command: Row) -> Row:
        return _cursor(command, list(self._in(command).aggregate(command["pipeline"])))

    def _do_createIndexes(self, command: Row) -> Row:  # noqa: N802 -- the command's name
        for index in command["indexes"]:
            self._in(command).create_index(list(index["key"].items()), name=index["name"])
        return {"numIndexesAfter": len(command["indexes"])}

    def _do_listIndexes(self, command: Row) -> Row:  # noqa: N802 -- the command's name
        known = self._in(command).index_information()
        rows = [{"v": 2, "name": name, "key": dict(index["key"])} for name, index in known.items()]
        return _cursor(command, rows)


def _cursor(command: Row, rows: list[Row]) -> Row:
    name = f"{command['$db']}.{next(iter(command.values()))}"
    return {"cursor": {"id": 0, "ns": name, "firstBatch": rows}}


class _Connection(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server = cast(WireServer, self.server)
        try:
            while header := self.rfile.read(_HEADER.size):
                length, number, _, kind = _HEADER.unpack(header)
                payload = self.rfile.read(length - _HEADER.size)
                answer = server.answer(_command(kind, payload))
                if answer is HANG_UP:
                    return
                self.wfile.write(_framed(kind, number, encode(answer)))
        except (ConnectionError, struct.error):
            return  # the client left


def _command(kind: int, payload: bytes) -> Row:
    if kind == _QUERY:
        end = payload.index(b"\0", 4)
        return BSON(payload[end + 9 :]).decode(_AWARE)
    assert kind == _MESSAGE, kind
    command: Row = {}
    place = 4
    while place < len(payload):
        place = _section(payload, place, command)
    return command


def _section(payload: bytes, place: int, command: Row) -> int:
    """The place after it."""
    (size,) = struct.unpack_from("<i", payload, place + 1)
    end = place + 1 + size
    if payload[place] == 0:
        command.update(BSON(payload[place + 1 : end]).decode(_AWARE))
        return end
    name_end = payload.index(b"\0", place + 5)
    rows: list[Row] = []
    start = name_end + 1
    while start < end:
        (length,) = struct.unpack_from("<i", payload, start)
        rows.append(BSON(payload[start : start + length]).decode(_AWARE))
        start += length
    command[payload[place + 5 : name_end].decode()] = rows
    return end


def _framed(kind: int, number: int, document: bytes) -> bytes:
    if kind == _QUERY:
        body = struct.pack("<iqii", 8, 0, 0, 1) + document
        kind = _REPLY
    else:
        body = struct.pack("<iB", 0, 0) + document
    return _HEADER.pack(_HEADER.size + len(body), 0, number, kind) + body


@contextmanager
def wire_server() -> Generator[WireServer]:
    with WireServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join(10)
