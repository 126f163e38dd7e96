"""Conversations that outlive the process: langgraph's checkpoints over a port of ours.

The tenant is part of every key: a conversation of one organization cannot be opened by
another, whatever its name.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from anyio import to_thread
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import (
    WRITES_IDX_MAP,
    BaseCheckpointSaver,
    ChannelVersions,
    Checkpoint,
    CheckpointMetadata,
    CheckpointTuple,
)


@dataclass(frozen=True, slots=True)
class ThreadKey:
    """Whose conversation, and which."""

    tenant: str
    thread: str
    namespace: str = ""


@dataclass(frozen=True, slots=True)
class StoredCheckpoint:
    checkpoint_id: str
    parent_id: str | None
    body: tuple[str, bytes]
    metadata: tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class StoredWrite:
    task_id: str
    index: int
    channel: str
    body: tuple[str, bytes]


class CheckpointStore(Protocol):
    """Where checkpoints are kept. A body is (how it is encoded, its bytes)."""

    def put(self, key: ThreadKey, checkpoint: StoredCheckpoint) -> None: ...

    def get(self, key: ThreadKey, checkpoint_id: str | None) -> StoredCheckpoint | None:
        """One checkpoint, or the newest without an id."""
        ...

    def history(self, key: ThreadKey, before: str | None, limit: int) -> list[StoredCheckpoint]:
        """Newest first."""
        ...

    def put_writes(self, key: ThreadKey, checkpoint_id: str, writes: list[StoredWrite]) -> None: ...

    def writes(self, key: ThreadKey, checkpoint_id: str) -> list[StoredWrite]: ...

    def forget(self, tenant: str, thread: str) -> None: ...


class StoreCheckpointer(BaseCheckpointSaver[str]):
    """langgraph's face of the store; `tenant` is fixed when it is made, from the token."""

    def __init__(self, store: CheckpointStore, tenant: str) -> None:
        super().__init__()
        self._store = store
        self._tenant = tenant

    def get_next_version(self, current: str | None, channel: None) -> str:
        return f"{int(current or 0) + 1:012d}"

    def get_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        key = self._key(config)
        found = self._store.get(key, config["configurable"].get("checkpoint_id"))
        return self._tuple(key, found) if found else None

    def list(
        self,
        config: RunnableConfig | None,
        *,
        filter: dict[str, Any] | None = None,  # noqa: A002 -- the base class's name
        before: RunnableConfig | None = None,
        limit: int | None = None,
    ) -> Iterator[CheckpointTuple]:
        if config is None:
            return
        key = self._key(config)
        start = before["configurable"].get("checkpoint_id") if before else None
        for found in self._store.history(key, start, limit or 1000):
            item = self._tuple(key, found)
            if all(item.metadata.get(name) == value for name, value in (filter or {}).items()):
                yield item

    def put(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        key = self._key(config)
        self._store.put(
            key,
            StoredCheckpoint(
                checkpoint_id=checkpoint["id"],
                parent_id=config["configurable"].get("checkpoint_id"),
                body=self.serde.dumps_typed(checkpoint),
                metadata=self.serde.dumps_typed(metadata),
            ),
        )
        return _config(key, checkpoint["id"])

    def put_writes(
        self,
        config: RunnableConfig,
        writes: Sequence[tuple[str, Any]],
        task_id: str,
        task_path: str = "",
    ) -> None:
        stored = [
            StoredWrite(
                task_id, WRITES_IDX_MAP.get(channel, number), channel, self.serde.dumps_typed(value)
            )
            for number, (channel, value) in enumerate(writes)
        ]
        self._store.put_writes(self._key(config), config["configurable"]["checkpoint_id"], stored)

    def delete_thread(self, thread_id: str) -> None:
        self._store.forget(self._tenant, thread_id)

    async def aget_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        return await to_thread.run_sync(self.get_tuple, config)

    async def alist(
        self,
        config: RunnableConfig | None,
        *,
        filter: dict[str, Any] | None = None,  # noqa: A002 -- the base class's name
        before: RunnableConfig | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[CheckpointTuple]:
        def read() -> list[CheckpointTuple]:
            return [*self.list(config, filter=filter, before=before, limit=limit)]

        for item in await to_thread.run_sync(read):
            yield item

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        return await to_thread.run_sync(self.put, config, checkpoint, metadata, new_versions)

    async def aput_writes(
        self,
        config: RunnableConfig,
        writes: Sequence[tuple[str, Any]],
        task_id: str,
        task_path: str = "",
    ) -> None:
        await to_thread.run_sync(self.put_writes, config, writes, task_id, task_path)

    async def adelete_thread(self, thread_id: str) -> None:
        await to_thread.run_sync(self.delete_thread, thread_id)

    def _key(self, config: RunnableConfig) -> ThreadKey:
        place = config["configurable"]
        return ThreadKey(self._tenant, place["thread_id"], place.get("checkpoint_ns", ""))

    def _tuple(self, key: ThreadKey, found: StoredCheckpoint) -> CheckpointTuple:
        return CheckpointTuple(
            config=_config(key, found.checkpoint_id),
            checkpoint=self.serde.loads_typed(found.body),
            metadata=self.serde.loads_typed(found.metadata),
            parent_config=_config(key, found.parent_id) if found.parent_id else None,
            pending_writes=[
                (write.task_id, write.channel, self.serde.loads_typed(write.body))
                for write in self._store.writes(key, found.checkpoint_id)
            ],
        )


def _config(key: ThreadKey, checkpoint_id: str) -> RunnableConfig:
    return {
        "configurable": {
            "thread_id": key.thread,
            "checkpoint_ns": key.namespace,
            "checkpoint_id": checkpoint_id,
        }
    }
