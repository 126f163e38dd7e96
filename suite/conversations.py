"""Keeps the agent's conversations in SQL: the newest checkpoints of each, by tenant."""

from pathlib import Path

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    String,
    Table,
    and_,
    func,
    select,
)

from agents.checkpoints import CheckpointStore, StoredCheckpoint, StoredWrite, ThreadKey
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.types import Utc
from domain_api.kernel import Clock, SystemClock

KEPT = 4
"""Checkpoints of a thread: the newest is the conversation, the others are for looking back."""

metadata = MetaData()
"""The agent's own tables."""


def _thread_columns() -> list[Column[str]]:
    return [
        Column("tenant", String(100), primary_key=True),
        Column("thread", String(64), primary_key=True),
        Column("namespace", String(120), primary_key=True),
        Column("checkpoint_id", String(64), primary_key=True),
    ]


checkpoints = Table(
    "AGCheckpoints",
    metadata,
    *_thread_columns(),
    Column("position", Integer, nullable=False),
    Column("parent_id", String(64)),
    Column("encoding", String(20), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("metadata_encoding", String(20), nullable=False),
    Column("metadata_body", LargeBinary, nullable=False),
    Column("created_at", Utc(), nullable=False),
    Index("ix_AGCheckpoints_newest", "tenant", "thread", "namespace", "position"),
)

# No foreign key to the checkpoint: the writes of a step may be stored before it is.
writes = Table(
    "AGWrites",
    metadata,
    *_thread_columns(),
    Column("task_id", String(64), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("task_path", String(400), nullable=False),
    Column("channel", String(200), nullable=False),
    Column("encoding", String(20), nullable=False),
    Column("body", LargeBinary, nullable=False),
)


class SqlCheckpointStore(CheckpointStore):
    """Every call is one transaction. Raises `Unavailable` when the database does not answer."""

    def __init__(self, database: Database, clock: Clock | None = None) -> None:
        self._database = database
        self._clock = clock or SystemClock()

    def put(self, key: ThreadKey, checkpoint: StoredCheckpoint) -> None:
        with self._database.write() as connection:
            _delete(connection, checkpoints, key, [checkpoint.checkpoint_id])
            newest = select(func.max(checkpoints.c.position)).where(_of(checkpoints, key))
            position = (connection.execute(newest).scalar() or 0) + 1
            connection.execute(
                checkpoints.insert().values(
                    **_names(key, checkpoint.checkpoint_id),
                    position=position,
                    parent_id=checkpoint.parent_id,
                    encoding=checkpoint.body[0],
                    body=checkpoint.body[1],
                    metadata_encoding=checkpoint.metadata[0],
                    metadata_body=checkpoint.metadata[1],
                    created_at=self._clock.now(),
                )
            )
            _prune(connection, key)

    def get(self, key: ThreadKey, checkpoint_id: str | None) -> StoredCheckpoint | None:
        table = checkpoints
        query = select(table).where(_of(table, key)).order_by(table.c.position.desc()).limit(1)
        if checkpoint_id is not None:
            query = query.where(table.c.checkpoint_id == checkpoint_id)
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return _checkpoint(row) if row else None

    def history(self, key: ThreadKey, before: str | None, limit: int) -> list[StoredCheckpoint]:
        table = checkpoints
        query = select(table).where(_of(table, key))
        if before is not None:
            place = select(table.c.position).where(_of(table, key), table.c.checkpoint_id == before)
            query = query.where(table.c.position < place.scalar_subquery())
        query = query.order_by(table.c.position.desc()).limit(limit)
        with self._database.read() as connection:
            return [_checkpoint(row) for row in connection.execute(query)]

    def put_writes(self, key: ThreadKey, checkpoint_id: str, writes: list[StoredWrite]) -> None:
        with self._database.write() as connection:
            for write in writes:
                _put_write(connection, key, checkpoint_id, write)

    def writes(self, key: ThreadKey, checkpoint_id: str) -> list[StoredWrite]:
        table = writes
        query = select(table).where(_of(table, key), table.c.checkpoint_id == checkpoint_id)
        with self._database.read() as connection:
            found = [_write(row) for row in connection.execute(query)]
        # Sorted here: each database has an alphabet of its own.
        return sorted(found, key=lambda one: (one.task_path, one.task_id, one.number))

    def close(self) -> None:
        self._database.close()

    def forget(self, tenant: str, thread: str) -> None:
        with self._database.write() as connection:
            for table in (checkpoints, writes):
                connection.execute(
                    table.delete().where(table.c.tenant == tenant, table.c.thread == thread)
                )


def open_conversations(path_or_url: str) -> SqlCheckpointStore:
    """The store in a SQLite file, made with its folder, or in the database of a URL."""
    url = path_or_url
    if "://" not in url:
        path = Path(path_or_url).absolute()
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)  # what people told the agent is for the owner of the file
        url = f"sqlite:///{path}"
    database = Database(url)
    metadata.create_all(database.engine)
    return SqlCheckpointStore(database)


def _names(key: ThreadKey, checkpoint_id: str) -> dict[str, str]:
    return {
        "tenant": key.tenant,
        "thread": key.thread,
        "namespace": key.namespace,
        "checkpoint_id": checkpoint_id,
    }


def _of(table: Table, key: ThreadKey) -> ColumnElement[bool]:
    return and_(
        table.c.tenant == key.tenant,
        table.c.thread == key.thread,
        table.c.namespace == key.namespace,
    )


def _delete(connection: Connection, table: Table, key: ThreadKey, ids: list[str]) -> None:
    connection.execute(table.delete().where(_of(table, key), table.c.checkpoint_id.in_(ids)))


def _prune(connection: Connection, key: ThreadKey) -> None:
    """Let go of all but the newest, and of their writes."""
    table = checkpoints
    ids = select(table.c.checkpoint_id).where(_of(table, key)).order_by(table.c.position.desc())
    old = list(connection.execute(ids).scalars())[KEPT:]
    if old:
        for kept in (checkpoints, writes):
            _delete(connection, kept, key, old)


def _put_write(
    connection: Connection, key: ThreadKey, checkpoint_id: str, write: StoredWrite
) -> None:
    table = writes
    this = and_(
        _of(table, key),
        table.c.checkpoint_id == checkpoint_id,
        table.c.task_id == write.task_id,
        table.c.number == write.number,
    )
    if write.number < 0:
        connection.execute(table.delete().where(this))
    elif connection.execute(select(table.c.number).where(this)).first():
        return
    connection.execute(
        table.insert().values(
            **_names(key, checkpoint_id),
            task_id=write.task_id,
            number=write.number,
            task_path=write.task_path,
            channel=write.channel,
            encoding=write.body[0],
            body=write.body[1],
        )
    )


def _checkpoint(row: Row[tuple[object, ...]]) -> StoredCheckpoint:
    return StoredCheckpoint(
        checkpoint_id=row.checkpoint_id,
        parent_id=row.parent_id,
        body=(row.encoding, bytes(row.body)),
        metadata=(row.metadata_encoding, bytes(row.metadata_body)),
    )


def _write(row: Row[tuple[object, ...]]) -> StoredWrite:
    return StoredWrite(
        task_path=row.task_path,
        task_id=row.task_id,
        number=row.number,
        channel=row.channel,
        body=(row.encoding, bytes(row.body)),
    )
