"""Shows payments and the methods an organization may pay with."""

from dataclasses import dataclass

from domain_api.kernel import (
    Actor,
    InvalidInput,
    MoneyView,
    OpenUnit,
    Scope,
    page_of,
)
from domain_api.kernel.paging import encode_after
from domain_api.sales.payments.entity import Payment
from domain_api.sales.payments.model import (
    ListPayments,
    PaymentMethodView,
    PaymentPage,
    PaymentView,
)
from domain_api.sales.unit import SalesUnit


@dataclass(frozen=True, slots=True)
class PaymentMethods:
    """The methods on file with the gateway: references only, never card data."""

    methods: tuple[PaymentMethodView, ...]

    def choose(self, asked: str | None) -> str:
        """The method asked for, or the default one. An unknown one is `InvalidInput`."""
        for method in self.methods:
            if method.payment_method == asked or (asked is None and method.default):
                return method.payment_method
        raise InvalidInput(
            "There is no such payment method: see list_payment_methods.",
            code="unknown_payment_method",
        )


class PaymentService:
    def __init__(self, open_unit: OpenUnit[SalesUnit], methods: PaymentMethods) -> None:
        self._open = open_unit
        self._methods = methods

    def methods(self, actor: Actor) -> list[PaymentMethodView]:
        actor.require(Scope.PAYMENT_READ)
        return list(self._methods.methods)

    def list(self, actor: Actor, query: ListPayments) -> PaymentPage:
        actor.require(Scope.PAYMENT_READ)
        with self._open() as unit:
            payments = unit.payments.page(actor.organization_id, query)
        page = page_of(
            [view_of(payment) for payment in payments],
            query.limit,
            lambda view: encode_after(view.created_at, view.payment_id),
        )
        return PaymentPage(items=page.items, next_cursor=page.next_cursor)


def view_of(payment: Payment) -> PaymentView:
    return PaymentView(
        payment_id=payment.payment_id,
        launch_id=payment.launch_id,
        campaign_id=payment.campaign_id,
        amount=MoneyView.of(payment.amount),
        refunded=MoneyView.of(payment.refunded),
        status=payment.status,
        payment_method=payment.payment_method,
        gateway_charge_id=payment.gateway_charge_id,
        decline_code=payment.decline_code,
        created_at=payment.created_at,
        updated_at=payment.updated_at,
    )
