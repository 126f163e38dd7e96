"""What a log may know of an error: its kinds and where it passed, never its words.

An error's message may quote a key, a brief or a client.
"""

import traceback
from typing import cast

MOST_PLACES = 12


def told_to_log(error: BaseException) -> dict[str, list[str]]:
    """Kinds from the outermost to the cause, and the places of the cause, innermost last."""
    chain = [error]
    while (cause := _cause(chain[-1])) is not None:
        chain.append(cause)
    places = traceback.extract_tb(chain[-1].__traceback__)[-MOST_PLACES:]
    return {
        "kinds": [type(one).__name__ for one in chain],
        "places": [f"{at.filename}:{at.lineno} {at.name}" for at in places],
    }


def innermost(error: BaseException) -> BaseException:
    """The cause inside the groups that task groups wrap around it."""
    while isinstance(error, BaseExceptionGroup):
        error = _first(cast("BaseExceptionGroup[BaseException]", error))
    return error


def _cause(error: BaseException) -> BaseException | None:
    if isinstance(error, BaseExceptionGroup):
        return _first(cast("BaseExceptionGroup[BaseException]", error))
    return error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    return group.exceptions[0]
