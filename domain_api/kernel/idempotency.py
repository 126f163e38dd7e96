"""One key, one effect: the same request again gets the first one's answer."""

from collections.abc import Callable
from typing import Protocol

from domain_api.kernel.digest import digest_of_bytes


class IdempotencyStore(Protocol):
    """Keys of one organization, kept for 24 hours, across processes and restarts."""

    def claim(self, organization_id: str, operation: str, key: str, body_digest: str) -> str | None:
        """None when the caller now holds the key and must run; else the kept answer.

        Raises `IdempotencyConflict` when the key came with another body, or its first
        request is still in flight (a claim older than a minute without an answer belongs to
        a process that died, and may be taken again).
        """
        ...

    def keep(self, organization_id: str, operation: str, key: str, answer: str) -> None: ...

    def release(self, organization_id: str, operation: str, key: str) -> None:
        """Give the key back after a failure: nothing happened, so it may be tried again."""
        ...


def once(
    store: IdempotencyStore,
    organization_id: str,
    operation: str,
    key: str | None,
    body: bytes,
    run: Callable[[], str],
) -> str:
    """The answer of `run`, as text, run once for this key; without a key it simply runs.

    An error of `run` passes through and gives the key back.
    """
    if key is None:
        return run()
    kept = store.claim(organization_id, operation, key, digest_of_bytes(body))
    if kept is not None:
        return kept
    try:
        answer = run()
    except BaseException:
        store.release(organization_id, operation, key)
        raise
    store.keep(organization_id, operation, key, answer)
    return answer
