"""One key, one effect: the same request again gets the first one's answer."""

from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from domain_api.kernel.digest import digest_of_bytes
from domain_api.kernel.errors import DomainError, Unavailable

OUTCOME_UNKNOWN = "outcome_unknown"
"""The code of an error after which nobody can tell whether the work was done."""


class IdempotencyStore(Protocol):
    """Keys of one organization, kept for 24 hours, across processes and restarts."""

    def claim(self, organization_id: str, operation: str, key: str, body_digest: str) -> str | None:
        """None when the caller now holds the key and must run; else the kept answer.

        Raises `IdempotencyConflict` when the key came with another body, or its first
        request has not been answered. Within a minute that one is in flight, and the same
        request may be answered later. After it the process may have died before its work,
        in its middle or behind it: nobody does it again for this key, and the error
        (idempotency_outcome_unknown) says to look first.
        """
        ...

    def keep(self, organization_id: str, operation: str, key: str, answer: str) -> None:
        """However late it comes, the answer is the answer from then on; the first one stays."""
        ...

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

    An error of `run` passes through. One of our own gives the key back, since it means that
    nothing was done; after `outcome_unknown`, and after any error that is not ours, nobody knows
    what was done, and the key stays taken.
    """
    if key is None:
        return run()
    kept = store.claim(organization_id, operation, key, digest_of_bytes(body))
    if kept is not None:
        return kept
    try:
        answer = run()
    except DomainError as error:
        if error.code != OUTCOME_UNKNOWN:
            store.release(organization_id, operation, key)
        raise
    with suppress(Unavailable):  # it is done: an error here would ask the caller to do it again
        store.keep(organization_id, operation, key, answer)
    return answer
