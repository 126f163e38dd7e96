"""Passwords by argon2id, a few at a time."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_AT_ONCE = 4
"""Each hash takes 19 MiB for a moment: a flood of sign-ins waits and does not fill memory."""


class Argon2Passwords:
    """The port `PasswordHasher` by argon2id with 19 MiB, 2 passes and 1 lane."""

    def __init__(self, memory_kib: int = 19 * 1024, passes: int = 2) -> None:
        self._argon2 = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=1)
        self._turn = threading.BoundedSemaphore(_AT_ONCE)
        # Compared against when there is no such person, so that the answer takes as long.
        self._nobodys_hash = self._argon2.hash("nobody has this password")

    def hash(self, password: str) -> str:
        with self._turn:
            return self._argon2.hash(password)

    def matches(self, password_hash: str | None, password: str) -> bool:
        known = password_hash is not None
        with self._turn:
            fits = self._verify(password_hash or self._nobodys_hash, password)
        return known and fits

    def _verify(self, password_hash: str, password: str) -> bool:
        try:
            return self._argon2.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False
