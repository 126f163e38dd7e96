"""A gateway without a server: a till with books of its own, under the sandbox's rules."""

from typing import TypeVar

from pydantic import BaseModel

from domain_api.adapters.gateways.methods import SANDBOX_METHODS
from domain_api.adapters.gateways.sandbox.books import Books
from domain_api.adapters.gateways.sandbox.desk import Desk
from domain_api.adapters.gateways.sandbox.replies import Reply
from domain_api.adapters.gateways.wire import (
    ChargeAnswer,
    ChargeBody,
    ChargesQuery,
    FaultAnswer,
    MethodAnswer,
    RefundAnswer,
    RefundBody,
    parsed,
    required_key,
)
from domain_api.extensions.model import Basis, OwnGateway
from domain_api.kernel import Clock, InvalidInput
from domain_api.sales.payments.gateway import Charge, ChargeOrder, Refund, RefundOrder
from domain_api.sales.payments.model import PaymentMethodView

Answer = TypeVar("Answer", bound=BaseModel)

_REFUSED = frozenset({404, 409, 422})


class Till:
    """Implements `PaymentGateway`; safe between threads and processes that share its file."""

    def __init__(self, books: Books, clock: Clock) -> None:
        self._desk = Desk(books, clock)

    def charge(self, order: ChargeOrder) -> Charge:
        body, key = ChargeBody.of(order), required_key(order.idempotency_key)
        return _read(ChargeAnswer, self._desk.charge(key, body)).charge()

    def refund(self, order: RefundOrder) -> Refund:
        body, key = RefundBody.of(order), required_key(order.idempotency_key)
        return _read(RefundAnswer, self._desk.refund(key, body)).refund()

    def charges(self, reference: str) -> list[Charge]:
        found: list[Charge] = []
        query = parsed(ChargesQuery, {"reference": reference})
        while True:
            page = self._desk.charges(query)
            found += [answer.charge() for answer in page.items]
            if page.next_cursor is None:
                return found
            query = ChargesQuery(reference=reference, cursor=page.next_cursor)

    def payment_methods(self) -> list[MethodAnswer]:
        return [MethodAnswer(id=method.id, does=method.does) for method in SANDBOX_METHODS.values()]


def _read(shape: type[Answer], reply: Reply) -> Answer:
    """The answer; a refusal that the books keep under its key is raised again."""
    if reply.status in _REFUSED:
        fault = FaultAnswer.model_validate_json(reply.body).error
        raise InvalidInput(fault.message, code=fault.code)
    return shape.model_validate_json(reply.body)


def _open(basis: Basis) -> Till:
    folder = basis.settings.data / "till"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    books = Books(folder / "books.db")
    basis.held.callback(books.close)
    return Till(books, basis.clock)


TILL = OwnGateway(
    open=_open,
    methods=tuple(
        PaymentMethodView(
            payment_method=method.id, description=method.does, default=method.id == "pm_card_ok"
        )
        for method in SANDBOX_METHODS.values()
    ),
)
