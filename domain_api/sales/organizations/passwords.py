"""The port of passwords: a slow hash that only ever compares."""

from typing import Protocol


class PasswordHasher(Protocol):
    def hash(self, password: str) -> str: ...

    def matches(self, password_hash: str | None, password: str) -> bool:
        """Whether it is the password; without a hash the answer is no, after the same work."""
        ...
