"""Errors as a person at the terminal should see them: one sentence, and a status."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

MENDABLE = 1
"""The status of a command that could not do what it was asked."""


@contextmanager
def told_plainly() -> Generator[None]:
    """Errors that a person can mend end the command with their sentence, not with a traceback."""
    try:
        yield
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read us has left: there is nobody to tell
        sys.exit(MENDABLE)
    except Exception as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        sys.stderr.write(f"promptsales: {sentence}\n")
        sys.exit(MENDABLE)


def sentence_of(error: Exception) -> str | None:
    """The sentence for an error of ours; None for one that is a defect, and keeps its trace."""
    from pydantic import ValidationError
    from pydantic_settings import SettingsError
    from sqlalchemy.exc import DBAPIError

    from domain_api.kernel import DomainError
    from suite.conversation import AgentUnreachable
    from suite.local import PortTaken, Unusable
    from suite.processes.supervisor import ChildFailed
    from suite.rest import Refused, Unreachable

    match error:
        case Refused() | DomainError():
            return f"{error} ({error.code})"
        case AgentUnreachable() | PortTaken() | Unusable() | ChildFailed() | Unreachable():
            return str(error)
        case ValidationError(title="Settings"):
            return _of_settings(error.errors(include_url=False, include_input=False))
        case SettingsError():
            return f"a setting is not in the form it must have: {error}"
        case DBAPIError():
            return f"a database cannot be used: {error.orig}"
        case OSError():
            return f"{error.filename or 'a file'}: {error.strerror}"
        case _:
            return None


def _of_settings(problems: "list[ErrorDetails]") -> str:
    """Each setting by the name of its variable; never its value, which may be a secret."""
    return "; ".join(
        ": ".join([*_variable(problem["loc"]), problem["msg"].removeprefix("Value error, ")])
        for problem in problems
    )


def _variable(place: tuple[int | str, ...]) -> list[str]:
    from suite.local import OURS

    name = "__".join(str(part).upper() for part in place)
    return [name if name.startswith(OURS) else f"PROMPTSALES_{name}"] if name else []
