"""The product's side of the sandbox gateway: the payment port over HTTP."""

from collections.abc import Callable
from types import TracebackType
from typing import NoReturn, TypeVar

import httpx2
from pydantic import ValidationError

from domain_api.adapters.gateways.rules import (
    answer_lost,
    key_in_flight,
    key_used_otherwise,
    out_of_service,
)
from domain_api.adapters.gateways.wire import (
    IDEMPOTENCY_HEADER,
    ChargeAnswer,
    ChargeBody,
    ChargesAnswer,
    ChargesQuery,
    Fault,
    FaultAnswer,
    MethodAnswer,
    MethodsAnswer,
    RefundAnswer,
    RefundBody,
    parsed,
    required_key,
)
from domain_api.kernel import (
    DomainError,
    InvalidInput,
    Recovery,
    Unavailable,
)
from domain_api.sales.payments.gateway import (
    Charge,
    ChargeOrder,
    ChargeStatus,
    Refund,
    RefundOrder,
)

Read = TypeVar("Read")

_OK, _CREATED, _PAYMENT_REQUIRED, _CONFLICT = 200, 201, 402, 409
_STATUS_OF = {_CREATED: ChargeStatus.CAPTURED, _PAYMENT_REQUIRED: ChargeStatus.DECLINED}
_REFUSED_KEY = frozenset({401, 403})
_REFUSALS = frozenset({404, _CONFLICT, 413, 422})


class SandboxGateway:
    """Implements `PaymentGateway`; safe to share between threads. Close it after use.

    A request that could never be accepted is refused before it leaves. `timeout_s` bounds
    each wait for the line: to connect, to send, and for the next bytes of the answer.
    """

    def __init__(self, base_url: str, api_key: str, timeout_s: float = 10.0) -> None:
        self._base_url = base_url
        self._client = httpx2.Client(
            base_url=base_url,
            headers={"Authorization": f"Bearer {api_key}"},
            timeout=timeout_s,
            trust_env=False,
        )

    def __repr__(self) -> str:
        return f"SandboxGateway({self._base_url!r})"

    def __enter__(self) -> "SandboxGateway":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._client.close()

    def charge(self, order: ChargeOrder) -> Charge:
        body = ChargeBody.of(order)
        body.money()
        answer = self._post("/v1/charges", order.idempotency_key, body)
        if answer.status_code not in _STATUS_OF:
            _refuse(answer)
        charge = _read(answer, lambda text: ChargeAnswer.model_validate_json(text).charge())
        _require(charge.status is _STATUS_OF[answer.status_code])
        _require((charge.amount, charge.reference) == (order.amount, order.reference))
        return charge

    def refund(self, order: RefundOrder) -> Refund:
        body = RefundBody.of(order)
        body.money()
        answer = self._post("/v1/refunds", order.idempotency_key, body)
        if answer.status_code != _CREATED:
            _refuse(answer)
        refund = _read(answer, lambda text: RefundAnswer.model_validate_json(text).refund())
        _require((refund.amount, refund.charge_id) == (order.amount, order.charge_id))
        return refund

    def charges(self, reference: str) -> list[Charge]:
        query = parsed(ChargesQuery, {"reference": reference})
        found: list[Charge] = []
        while True:
            page, cursor = self._page(query)
            found += page
            if cursor is None:
                return found
            query = ChargesQuery(reference=reference, cursor=cursor)

    def payment_methods(self) -> list[MethodAnswer]:
        """The sandbox's test methods, with what each does."""
        answer = self._get("/v1/payment_methods", {})
        return _read(answer, lambda text: MethodsAnswer.model_validate_json(text).items)

    def _page(self, query: ChargesQuery) -> tuple[list[Charge], str | None]:
        answer = self._get("/v1/charges", query.model_dump(exclude_none=True))
        return _read(answer, _charges_in)

    def _post(self, path: str, key: str, body: ChargeBody | RefundBody) -> httpx2.Response:
        headers = {IDEMPOTENCY_HEADER: required_key(key), "Content-Type": "application/json"}
        content = body.model_dump_json().encode()
        return self._send(
            self._client.build_request("POST", path, content=content, headers=headers)
        )

    def _get(self, path: str, query: dict[str, str]) -> httpx2.Response:
        answer = self._send(self._client.build_request("GET", path, params=query))
        if answer.status_code != _OK:
            _refuse(answer)
        return answer

    def _send(self, request: httpx2.Request) -> httpx2.Response:
        try:
            return self._client.send(request)
        except httpx2.TimeoutException as error:
            raise answer_lost() from error
        except httpx2.HTTPError as error:
            raise out_of_service() from error


def _charges_in(text: bytes) -> tuple[list[Charge], str | None]:
    answer = ChargesAnswer.model_validate_json(text)
    return [item.charge() for item in answer.items], answer.next_cursor


def _read(answer: httpx2.Response, read: Callable[[bytes], Read]) -> Read:
    try:
        return read(answer.content)
    except (ValidationError, InvalidInput) as error:
        raise _unreadable() from error


def _require(answer_fits: bool) -> None:
    if not answer_fits:
        raise _unreadable()


def _unreadable() -> Unavailable:
    return Unavailable(
        "The gateway's answer could not be understood.", code="gateway_answer_unreadable"
    )


def _refuse(answer: httpx2.Response) -> NoReturn:
    """Raise what the port's callers know for an answer that is no result."""
    status = answer.status_code
    if status in _REFUSED_KEY:
        raise Unavailable(
            "The gateway refused our key.",
            code="gateway_refused_key",
            recovery=Recovery.NEEDS_HUMAN,
        )
    if status not in _REFUSALS:
        raise out_of_service()
    fault = _read(answer, FaultAnswer.model_validate_json).error
    raise _error_of(status, fault)


def _error_of(status: int, fault: Fault) -> DomainError:
    if fault.code == "in_flight":
        return key_in_flight()
    if status == _CONFLICT and fault.code != "refund_exceeds_charge":
        return key_used_otherwise()
    return InvalidInput(fault.message, code=fault.code)
