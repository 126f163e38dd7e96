"""The unit of work: what a use case opens; leaving it commits, an error rolls it back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeVar

U = TypeVar("U")

OpenUnit = Callable[[], AbstractContextManager[U]]
"""Opens a transaction over one database. No network call happens inside it."""
