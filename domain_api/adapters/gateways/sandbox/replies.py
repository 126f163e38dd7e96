"""Answers of the sandbox as they are stored and sent, and the HTTP status of each refusal."""

from dataclasses import dataclass

from pydantic import BaseModel

from domain_api.adapters.gateways.wire import Fault, FaultAnswer
from domain_api.kernel import DomainError, Unavailable

_STATUS = {
    "unauthenticated": 401,
    "unknown_charge": 404,
    "not_found": 404,
    "method_not_allowed": 405,
    "idempotency_conflict": 409,
    "in_flight": 409,
    "refund_exceeds_charge": 409,
    "body_too_large": 413,
    "gateway_timeout": 504,
}
_UNPROCESSABLE, _OUT_OF_SERVICE = 422, 503


@dataclass(frozen=True, slots=True)
class Reply:
    """HTTP status and JSON text; `replayed` when an earlier request made it."""

    status: int
    body: str
    replayed: bool = False


def reply(status: int, answer: BaseModel) -> Reply:
    return Reply(status, answer.model_dump_json())


def refusal(error: DomainError) -> Reply:
    fault = Fault(code=error.code, message=error.message[:400])
    fallback = _OUT_OF_SERVICE if isinstance(error, Unavailable) else _UNPROCESSABLE
    return reply(_STATUS.get(error.code, fallback), FaultAnswer(error=fault))
