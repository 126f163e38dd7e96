"""Errors as a person at the terminal should see them: one sentence, and a status."""

import sys
from collections.abc import Generator
from contextlib import contextmanager

MENDABLE = 1
"""The status of a command that could not do what it was asked."""


@contextmanager
def told_plainly() -> Generator[None]:
    try:
        yield
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        told = _told(error)
        if told is None:
            raise
        sys.stderr.write(f"promptsales: {told}\n")
        sys.exit(MENDABLE)


def _told(error: Exception) -> str | None:
    """The sentence for an error of ours; None for one that is a defect, and keeps its trace."""
    from domain_api.kernel import DomainError
    from suite.conversation import AgentUnreachable
    from suite.local import PortTaken
    from suite.processes.supervisor import ChildFailed
    from suite.rest import Refused, Unreachable

    if isinstance(error, Refused | DomainError):
        return f"{error} ({error.code})"
    if isinstance(error, AgentUnreachable | PortTaken | ChildFailed | Unreachable):
        return str(error)
    if type(error).__name__ == "ValidationError" and "Settings" in str(error):
        return f"a setting is wrong: {error}"
    if isinstance(error, OSError):
        return f"{error.filename or 'a file'}: {error.strerror}"
    return None
