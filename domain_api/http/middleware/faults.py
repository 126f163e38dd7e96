"""The last net: what nobody expected becomes a plain 500, and a log line with its place."""

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain_api.http.errors import problem_response
from domain_api.kernel import DomainError, Recovery
from domain_api.kernel.faults import kinds_of, places_of

_log = structlog.stdlib.get_logger("promptsales.http")


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
            _log.error("request_failed", error=kinds_of(error), at=places_of(error))
            if started:
                raise RuntimeError("The answer broke off.") from None
            await problem_response(_internal_error(), scope)(scope, receive, send)


def _internal_error() -> DomainError:
    return DomainError(
        "Something went wrong on our side; the request id helps us find it.",
        recovery=Recovery.TRANSIENT,
    )
