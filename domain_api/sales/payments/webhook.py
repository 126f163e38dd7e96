"""The signed door for what the payment gateway announces."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from domain_api.kernel import View
from domain_api.sales.payments.notices import NoticeReader, PaymentNotice, PaymentNotices


class NoticeReceipt(View):
    """The same for every notice: whether we know the payment is nobody else's business."""

    received: bool = True


def payment_webhook_routes(notices: PaymentNotices, reader: NoticeReader) -> APIRouter:
    """The path is `/webhooks/payments`. The signature covers the bytes as they came."""
    router = APIRouter(prefix="/webhooks", tags=["webhooks"])

    async def signed(request: Request) -> PaymentNotice | None:
        signature = request.headers.get(reader.header, "")
        return reader.read(signature, await request.body())

    @router.post(
        "/payments",
        status_code=202,
        summary="Announce a payment's news",
        openapi_extra=_body(reader),
    )
    def announce(notice: Annotated[PaymentNotice | None, Depends(signed)]) -> NoticeReceipt:
        """A reason to look at the gateway's books; what it says of money is not believed.

        The same notice twice, late, or before our own request was answered changes nothing.
        """
        if notice:
            notices.take(notice)
        return NoticeReceipt()

    return router


def _body(reader: NoticeReader) -> dict[str, object]:
    content = {"schema": {"type": "object"}, "example": dict(reader.example)}
    return {"requestBody": {"required": True, "content": {"application/json": content}}}
