"""What may be said of an unexpected exception: kinds and places, never messages.

Messages quote rows, parameters and what people wrote.
"""

import traceback
from pathlib import Path

_MOST = 12
"""Causes and frames that are told."""


def kinds_of(error: BaseException) -> list[str]:
    """The exception's class and those of its causes, from the last to the first."""
    kinds: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(kinds) < _MOST:
        kinds.append(type(cause).__qualname__)
        cause = cause.__cause__ or cause.__context__
    return kinds


def places_of(error: BaseException) -> list[str]:
    """File, line and function of its innermost frames."""
    frames = traceback.extract_tb(error.__traceback__)[-_MOST:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
