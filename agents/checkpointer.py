"""langgraph's checkpoints over our port: it encodes, the store keeps."""

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

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
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

from agents.checkpoints import CheckpointStore, StoredCheckpoint, StoredWrite, ThreadKey

MOST_LISTED = 1000


class StoreCheckpointer(BaseCheckpointSaver[str]):
    """langgraph's face of the store; `tenant` is fixed when it is made, from the token."""

    def __init__(self, store: CheckpointStore, tenant: str) -> None:
        # Only the types a conversation is made of are read back, whatever the table holds.
        super().__init__(serde=JsonPlusSerializer(allowed_msgpack_modules=None))
        self._store = store
        self._tenant = tenant

    def get_next_version(self, current: str | None, channel: None) -> str:
        return f"{int(current or 0) + 1:012d}"

    def get_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        key = self._key(config)
        found = self._store.get(key, _checkpoint_id(config))
        return self._tuple(key, found) if found else None

    def list(
        self,
        config: RunnableConfig | None,
        *,
        filter: dict[str, Any] | None = None,  # noqa: A002 -- the base class's name
        before: RunnableConfig | None = None,
        limit: int | None = None,
    ) -> Iterator[CheckpointTuple]:
        """Of one thread: without a config there is nothing to list."""
        if config is None:
            return
        key = self._key(config)
        start = _checkpoint_id(before) if before else None
        for found in self._store.history(key, start, limit or MOST_LISTED):
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
                parent_id=_checkpoint_id(config),
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
                task_path=task_path,
                task_id=task_id,
                number=WRITES_IDX_MAP.get(channel, number),
                channel=channel,
                body=self.serde.dumps_typed(value),
            )
            for number, (channel, value) in enumerate(writes)
        ]
        self._store.put_writes(self._key(config), _checkpoint_id(config) or "", stored)

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
        place = _place(config)
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


def _place(config: RunnableConfig) -> dict[str, Any]:
    return config.get("configurable", {})


def _checkpoint_id(config: RunnableConfig) -> str | None:
    return _place(config).get("checkpoint_id")


def _config(key: ThreadKey, checkpoint_id: str) -> RunnableConfig:
    return {
        "configurable": {
            "thread_id": key.thread,
            "checkpoint_ns": key.namespace,
            "checkpoint_id": checkpoint_id,
        }
    }
