"""Conversations in SQL: kept by tenant, the newest first, a few back and no more."""

import stat
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import pytest
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import empty_checkpoint
from sqlalchemy import func, select

from agents.checkpointer import StoreCheckpointer
from agents.checkpoints import StoredCheckpoint, StoredWrite, ThreadKey
from domain_api.adapters.sql.engine import Database
from suite import conversations
from suite.conversations import KEPT, SqlCheckpointStore, open_conversations
from tests.support.databases import ENGINES, fresh_database

KEY = ThreadKey("org_a/usr_a", "t1")


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Database]:
    with fresh_database(request.param, tmp_path, conversations.metadata) as database:
        yield database


@pytest.fixture
def store(database: Database) -> SqlCheckpointStore:
    return SqlCheckpointStore(database)


def checkpoint(name: str, parent: str | None = None) -> StoredCheckpoint:
    return StoredCheckpoint(name, parent, ("msgpack", f"{name}\x00\xff".encode()), ("json", b"{}"))


def write(number: int, body: bytes = b"x", task: str = "t", path: str = "") -> StoredWrite:
    return StoredWrite(path, task, number, "messages", ("msgpack", body))


def test_a_checkpoint_comes_back_byte_for_byte(store: SqlCheckpointStore) -> None:
    store.put(KEY, checkpoint("c1", "c0"))

    assert store.get(KEY, "c1") == checkpoint("c1", "c0")
    assert store.get(KEY, "c2") is None


def test_the_newest_is_the_last_that_was_put_whatever_its_name(store: SqlCheckpointStore) -> None:
    for name in ("b", "c", "a"):
        store.put(KEY, checkpoint(name))

    assert store.get(KEY, None) == checkpoint("a")
    assert [one.checkpoint_id for one in store.history(KEY, None, 10)] == ["a", "c", "b"]
    assert [one.checkpoint_id for one in store.history(KEY, "c", 10)] == ["b"]
    assert [one.checkpoint_id for one in store.history(KEY, None, 1)] == ["a"]


def test_only_the_newest_few_are_kept_with_their_writes(
    store: SqlCheckpointStore, database: Database
) -> None:
    for number in range(KEPT + 3):
        store.put(KEY, checkpoint(f"c{number}"))
        store.put_writes(KEY, f"c{number}", [write(0)])

    kept = [one.checkpoint_id for one in store.history(KEY, None, 100)]
    assert kept == [f"c{number}" for number in reversed(range(3, KEPT + 3))]
    with database.read() as connection:
        rows = connection.execute(select(func.count()).select_from(conversations.writes)).scalar()
    assert rows == KEPT
    assert store.writes(KEY, "c0") == []


def test_putting_a_checkpoint_again_replaces_it(store: SqlCheckpointStore) -> None:
    store.put(KEY, checkpoint("c1"))
    again = StoredCheckpoint("c1", None, ("msgpack", b"new"), ("json", b"{}"))

    store.put(KEY, again)

    assert store.history(KEY, None, 10) == [again]


def test_threads_tenants_and_namespaces_do_not_see_one_another(store: SqlCheckpointStore) -> None:
    others = [
        ThreadKey("org_b/usr_a", "t1"),
        ThreadKey("org_a/usr_a", "t2"),
        ThreadKey("org_a/usr_a", "t1", "sub"),
    ]
    store.put(KEY, checkpoint("c1"))
    store.put_writes(KEY, "c1", [write(0)])

    for other in others:
        assert store.get(other, None) is None
        assert store.get(other, "c1") is None
        assert store.history(other, None, 10) == []
        assert store.writes(other, "c1") == []


def test_writes_come_by_path_task_and_number(store: SqlCheckpointStore) -> None:
    ordered = [
        write(0, task="z"),
        write(0, task="c", path="A"),
        write(0, task="a", path="_"),
        write(1, task="a", path="_"),
        write(0, task="b", path="_"),
        write(0, task="d", path="~"),
    ]

    store.put_writes(KEY, "c1", ordered[::-1])

    assert store.writes(KEY, "c1") == ordered


def test_a_write_stays_and_a_special_one_is_replaced(store: SqlCheckpointStore) -> None:
    store.put_writes(KEY, "c1", [write(0, b"first"), write(-1, b"first")])
    store.put_writes(KEY, "c1", [write(0, b"second"), write(-1, b"second")])

    assert store.writes(KEY, "c1") == [write(-1, b"second"), write(0, b"first")]


def test_a_forgotten_thread_leaves_nothing_and_others_stay(store: SqlCheckpointStore) -> None:
    other = ThreadKey("org_b/usr_b", "t1")
    for key in (KEY, ThreadKey(KEY.tenant, KEY.thread, "sub"), other):
        store.put(key, checkpoint("c1"))
        store.put_writes(key, "c1", [write(0)])

    store.forget(KEY.tenant, KEY.thread)

    assert store.get(KEY, None) is None
    assert store.get(ThreadKey(KEY.tenant, KEY.thread, "sub"), None) is None
    assert store.writes(KEY, "c1") == []
    assert store.get(other, None) == checkpoint("c1")
    assert store.writes(other, "c1") == [write(0)]


def test_the_checkpointer_gives_back_what_langgraph_put(store: SqlCheckpointStore) -> None:
    saver = StoreCheckpointer(store, "org_a/usr_a")
    place: RunnableConfig = {"configurable": {"thread_id": "t1", "checkpoint_ns": ""}}
    first, second = empty_checkpoint(), empty_checkpoint()
    first["channel_values"] = {"messages": ["¡hola!"]}
    at_first = saver.put(place, first, {"source": "input", "step": -1}, {})
    saver.put_writes(at_first, [("messages", ["adiós"])], "task", "~path")
    saver.put(at_first, second, {"source": "loop", "step": 0}, {})

    found = saver.get_tuple(at_first)
    assert found is not None
    assert found.checkpoint == first
    assert found.pending_writes == [("task", "messages", ["adiós"])]
    newest = saver.get_tuple(place)
    assert newest is not None
    assert newest.checkpoint["id"] == second["id"]
    assert newest.parent_config == at_first
    looped = [one.checkpoint["id"] for one in saver.list(place, filter={"source": "loop"})]
    assert looped == [second["id"]]
    assert StoreCheckpointer(store, "org_b/usr_a").get_tuple(place) is None
    saver.delete_thread("t1")
    assert saver.get_tuple(place) is None


def test_versions_of_channels_only_grow(store: SqlCheckpointStore) -> None:
    saver = StoreCheckpointer(store, "t")
    version = saver.get_next_version(None, None)
    for _ in range(12):
        following = saver.get_next_version(version, None)
        assert following > version
        version = following


def test_a_file_is_made_with_its_folder_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "agent" / "conversations.db"

    with closing(open_conversations(str(path))) as first:
        first.put(KEY, checkpoint("c1"))
    with closing(open_conversations(f"sqlite:///{path}")) as second:
        found = second.get(KEY, None)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert found == checkpoint("c1")
