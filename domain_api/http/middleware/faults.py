"""The last net: what nobody expected becomes a plain 500, and a log line with its place."""

import traceback
from pathlib import Path

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain_api.http.errors import problem_response
from domain_api.kernel import DomainError, Recovery

_log = structlog.stdlib.get_logger("promptsales.http")
_FRAMES = 12


class Faults:
    """Answers for exceptions that left the application, and for refusals of the layers below."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except DomainError as error:
            if started:
                raise
            await problem_response(error, scope)(scope, receive, send)
        except Exception as error:
            # Types and places, never messages: those quote rows, parameters and bodies.
            _log.error("request_failed", error=_kinds(error), at=_places(error))
            if started:
                raise RuntimeError("The answer broke off.") from None
            await problem_response(_internal_error(), scope)(scope, receive, send)


def _internal_error() -> DomainError:
    return DomainError(
        "Something went wrong on our side; the request id helps us find it.",
        recovery=Recovery.TRANSIENT,
    )


def _kinds(error: BaseException) -> list[str]:
    kinds: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(kinds) < _FRAMES:
        kinds.append(type(cause).__qualname__)
        cause = cause.__cause__ or cause.__context__
    return kinds


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
