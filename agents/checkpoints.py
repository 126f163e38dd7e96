"""The port behind which conversations outlive the process.

The tenant is part of every key: a conversation of one organization cannot be opened by
another, whatever its name.
"""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ThreadKey:
    """Whose conversation, and which."""

    tenant: str
    thread: str
    namespace: str = ""


@dataclass(frozen=True, slots=True)
class StoredCheckpoint:
    """A body is (how it is encoded, its bytes)."""

    checkpoint_id: str
    parent_id: str | None
    body: tuple[str, bytes]
    metadata: tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class StoredWrite:
    """What one task of a step gave, before the step's checkpoint."""

    task_path: str
    task_id: str
    number: int
    channel: str
    body: tuple[str, bytes]


class CheckpointStore(Protocol):
    """Where checkpoints are kept. Each call is one transaction."""

    def put(self, key: ThreadKey, checkpoint: StoredCheckpoint) -> None:
        """Becomes the newest of its thread. Older ones may be let go, with their writes."""
        ...

    def get(self, key: ThreadKey, checkpoint_id: str | None) -> StoredCheckpoint | None:
        """One checkpoint, or the newest without an id."""
        ...

    def history(self, key: ThreadKey, before: str | None, limit: int) -> list[StoredCheckpoint]:
        """Newest first; those older than the checkpoint `before`, when it is named."""
        ...

    def put_writes(self, key: ThreadKey, checkpoint_id: str, writes: list[StoredWrite]) -> None:
        """A write that is there stays, unless its number is negative: then it is replaced."""
        ...

    def writes(self, key: ThreadKey, checkpoint_id: str) -> list[StoredWrite]:
        """By path of the task, its id, and number."""
        ...

    def forget(self, tenant: str, thread: str) -> None:
        """Everything of a thread, in every namespace."""
        ...
