"""Health: alive says that the process answers, ready that what it needs answers too."""

from collections.abc import Callable, Mapping

import structlog
from fastapi import APIRouter
from fastapi.responses import JSONResponse

HealthCheck = Callable[[], None]
"""Returns when the thing answers, raises when it does not; within a bounded time."""

_log = structlog.stdlib.get_logger("promptsales.http")


def health_routes(checks: Mapping[str, HealthCheck]) -> APIRouter:
    """`/health/live` and `/health/ready`, without a token and without a reason in the answer."""
    router = APIRouter(prefix="/health", tags=["health"])

    @router.get("/live", summary="Is the process alive")
    def live() -> dict[str, str]:
        """Answers as long as the process does."""
        return {"status": "alive"}

    @router.get("/ready", summary="Can it serve", responses={503: {"description": "Not now."}})
    def ready() -> JSONResponse:
        """Asks everything the process needs; 503 when one of them does not answer."""
        answers = {name: _answers(name, check) for name, check in checks.items()}
        everything = all(answers.values())
        body = {
            "status": "ready" if everything else "unready",
            "checks": {name: "ok" if good else "failing" for name, good in answers.items()},
        }
        return JSONResponse(body, 200 if everything else 503)

    return router


def _answers(name: str, check: HealthCheck) -> bool:
    try:
        check()
    except Exception as error:
        _log.warning("health_check_failed", check=name, error=type(error).__qualname__)
        return False
    return True
