"""What one channel will carry, as the bytes that a person approves and an adapter sends."""

import json
import re
from dataclasses import dataclass

from domain_api.kernel.channels import Channel
from domain_api.kernel.digest import canonical_json, digest_of_bytes
from domain_api.kernel.errors import ApprovalStale

SLOTS: frozenset[str] = frozenset({"first_name"})
"""Personalization slots a payload may leave open, written `{{first_name}}`."""

_SLOT = re.compile(r"\{\{([a-z_]+)\}\}")


@dataclass(frozen=True, slots=True)
class Payload:
    """Canonical JSON of channel, locale, fields and link; `{{first_name}}` stays a slot.

    The bytes are the truth: their SHA-256 is what an approval is bound to, and every
    adapter computes it anew from what it is about to send.
    """

    body: bytes

    @classmethod
    def render(
        cls, channel: Channel, locale: str, fields: dict[str, str], link: str, asset_id: str
    ) -> "Payload":
        """`fields` by name as the channel has them; `{{link}}` in them becomes the link."""
        rendered = {name: text.replace("{{link}}", link) for name, text in fields.items()}
        document = {
            "channel": channel.value,
            "locale": locale,
            "fields": rendered,
            "link": link,
            "asset_id": asset_id,
        }
        return cls(canonical_json(document))

    @property
    def digest(self) -> str:
        return digest_of_bytes(self.body)

    def require(self, digest: str) -> None:
        """Raise `ApprovalStale` unless these bytes are the approved ones."""
        if self.digest != digest:
            raise ApprovalStale("What would be sent is not what was approved.")

    def _document(self) -> dict[str, object]:
        return json.loads(self.body)

    @property
    def channel(self) -> Channel:
        return Channel(str(self._document()["channel"]))

    @property
    def fields(self) -> dict[str, str]:
        return self._document()["fields"]  # pyright: ignore[reportReturnType] -- as rendered

    @property
    def link(self) -> str:
        return str(self._document()["link"])

    @property
    def locale(self) -> str:
        return str(self._document()["locale"])

    def filled(self, slots: dict[str, str]) -> dict[str, str]:
        """The fields with the personalization slots replaced by one person's values.

        A value is text and nothing more: a slot that is written in it stays as it is.
        """

        def value_of(slot: re.Match[str]) -> str:
            return slots.get(slot.group(1), slot.group())

        return {name: _SLOT.sub(value_of, text) for name, text in self.fields.items()}
