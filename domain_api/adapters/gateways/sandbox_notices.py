"""Reads what the sandbox gateway announces, once its signature is found to be good."""

from collections.abc import Mapping
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from domain_api.adapters.gateways.sandbox.webhooks import SIGNATURE_HEADER
from domain_api.adapters.signatures import verify
from domain_api.kernel import Clock, InvalidInput
from domain_api.sales.payments.notices import PaymentNotice


class SandboxNotices:
    """Implements `NoticeReader`. Signatures age in wall time, so the clock is the wall's."""

    header: str = SIGNATURE_HEADER
    example: Mapping[str, object] = MappingProxyType(
        {
            "id": "evt_01kb0000000000000000000000",
            "type": "charge.captured",
            "at": "2027-03-02T00:00:00+00:00",
            "data": {
                "id": "chg_01kb0000000000000000000000",
                "reference": "lch_01kb0000000000000000000000",
            },
        }
    )

    def __init__(self, secret: str, clock: Clock) -> None:
        self._secret = secret
        self._clock = clock

    def read(self, signature: str, body: bytes) -> PaymentNotice | None:
        verify(self._secret, signature, body, self._clock.now())
        try:
            event = _Event.model_validate_json(body)
        except ValidationError:
            raise InvalidInput(
                "That is not an event as the gateway sends it.", code="invalid_notice"
            ) from None
        if event.data.reference is None:
            return None  # a refund: we asked for it, and its answer is what we book
        return PaymentNotice(event.id, event.type, event.data.reference)


class _Subject(BaseModel):
    model_config = ConfigDict(extra="ignore")

    reference: str | None = Field(default=None, max_length=200)


class _Event(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: str = Field(min_length=1, max_length=100)
    type: str = Field(max_length=60)
    data: _Subject
