"""The payment server's tools: what a campaign would cost, may cost, and has cost."""

from domain_api.kernel import Scope
from domain_api.sales.ledger.model import GetLedger, LedgerView
from domain_api.sales.mandates.model import GetMandate, MandateView
from domain_api.sales.payments.model import ListPaymentMethods, ListPayments, PaymentPage
from domain_api.sales.pricing.model import QuoteCampaign, QuoteView
from tools.tool import AnyTool, Effect, Examples, ServerName, Tool
from tools.views import PaymentMethodList

QUOTE_CAMPAIGN = Tool(
    name="quote_campaign",
    server=ServerName.PAYMENT,
    title="Quote a campaign",
    description=(
        "Tells what a plan would cost at most and how far its budget goes on each channel. Use "
        "it after draft_plan and before request_approval. It holds and charges nothing."
    ),
    input=QuoteCampaign,
    output=QuoteView,
    scope=Scope.PAYMENT_READ,
    also=frozenset({Scope.CRM_READ}),
    effect=Effect.READ,
    examples=Examples(
        english=("What would that plan cost me?",),
        spanish=("¿Cuánto me costaría ese plan?",),
    ),
    run=lambda services, actor, command: services.quotes.quote(actor, command),
)

LIST_PAYMENT_METHODS = Tool(
    name="list_payment_methods",
    server=ServerName.PAYMENT,
    title="List payment methods",
    description=(
        "Lists the payment methods the organization may pay a launch with, and which is the "
        "default. Use it only when the marketer wants another one than the default. No card "
        "number is ever shown."
    ),
    input=ListPaymentMethods,
    output=PaymentMethodList,
    scope=Scope.PAYMENT_READ,
    effect=Effect.READ,
    examples=Examples(
        english=("Which cards can I pay the campaign with?",),
        spanish=("¿Con cuáles tarjetas puedo pagar la campaña?",),
    ),
    run=lambda services, actor, _: PaymentMethodList(methods=services.payments.methods(actor)),
)

GET_MANDATE = Tool(
    name="get_mandate",
    server=ServerName.PAYMENT,
    title="Get a mandate",
    description=(
        "Reads what an approval lets be spent: ceiling, cap of each channel, what is held and "
        "captured, and until when. Name either the mandate or its plan. It exists only after a "
        "person approved; it cannot be raised by a tool."
    ),
    input=GetMandate,
    output=MandateView,
    scope=Scope.PAYMENT_READ,
    effect=Effect.READ,
    examples=Examples(
        english=("How much of the approved budget is left?",),
        spanish=("¿Cuánto queda del presupuesto aprobado?",),
    ),
    run=lambda services, actor, command: services.mandates.get(actor, command),
)

LIST_PAYMENTS = Tool(
    name="list_payments",
    server=ServerName.PAYMENT,
    title="List payments",
    description=(
        "Lists charges, newest first, each with amount, what was refunded, status and, when it "
        "was declined, why; of one campaign when it is named. For every movement of money, holds "
        "included, use get_ledger. For more rows pass next_cursor as cursor."
    ),
    input=ListPayments,
    output=PaymentPage,
    scope=Scope.PAYMENT_READ,
    effect=Effect.READ,
    examples=Examples(
        english=("Was my card charged for the spring campaign?",),
        spanish=("¿Se cobró a mi tarjeta la campaña de primavera?",),
    ),
    run=lambda services, actor, command: services.payments.list(actor, command),
)

GET_LEDGER = Tool(
    name="get_ledger",
    server=ServerName.PAYMENT,
    title="Get the ledger",
    description=(
        "Reads the double-entry ledger, newest postings first, with the balance of each account; "
        "of one campaign when it is named. Use it to explain where money is. For a plain list of "
        "charges use list_payments."
    ),
    input=GetLedger,
    output=LedgerView,
    scope=Scope.PAYMENT_READ,
    effect=Effect.READ,
    examples=Examples(
        english=("Show the accounting entries of the spring campaign.",),
        spanish=("Muestra los asientos contables de la campaña de primavera.",),
    ),
    run=lambda services, actor, command: services.ledger.read(actor, command),
)

TOOLS: tuple[AnyTool, ...] = (
    QUOTE_CAMPAIGN,
    LIST_PAYMENT_METHODS,
    GET_MANDATE,
    LIST_PAYMENTS,
    GET_LEDGER,
)
