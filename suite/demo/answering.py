"""The people who answer a campaign, through public doors only: a form, a message, a network.

They know what a stranger would: the messages in their own mailbox, the address in an ad.
Providers (the message service, the ad network) prove themselves by a signature.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default as default_policy
from pathlib import Path
from typing import Any

import httpx2

from domain_api.adapters.networks.delivery import reports_for
from domain_api.adapters.signatures import sign
from domain_api.kernel import Clock, Money

_SIGNATURE = "X-PromptSales-Signature"
_HIDDEN_PAGE = re.compile(r'name="page_id" value="([^"]+)"')
_LINK = re.compile(r"https?://\S+/l/lnk_[0-9a-z]{26}")


@dataclass(frozen=True, slots=True)
class Received:
    """One message in somebody's hands."""

    to: str
    link: str | None


class Public:
    """The world outside, with the addresses that anybody has."""

    def __init__(
        self, url: str, data: Path, message_address: str, webhook_secret: str, clock: Clock
    ) -> None:
        self._http = httpx2.Client(base_url=url, timeout=30, trust_env=False)
        self._outbox = data / "outbox"
        self._message_address = message_address
        self._secret = webhook_secret
        self._clock = clock

    def close(self) -> None:
        self._http.close()

    def emails(self) -> list[Received]:
        """What lies in the mailboxes, by address."""
        found: list[Received] = []
        for path in sorted((self._outbox / "email").glob("*.eml")):
            message = message_from_bytes(path.read_bytes(), policy=default_policy)
            body = message.get_content()
            link = _LINK.search(str(body))
            found.append(Received(str(message["To"]), link.group() if link else None))
        return sorted(found, key=lambda one: one.to)

    def texts(self, channel: str) -> list[Received]:
        """What lies on the phones, by number."""
        found: list[Received] = []
        for path in sorted((self._outbox / channel).glob("*.json")):
            message = json.loads(path.read_text())
            link = _LINK.search(" ".join(message["fields"].values()))
            found.append(Received(message["to"], link.group() if link else None))
        return sorted(found, key=lambda one: one.to)

    def open(self, link: str) -> bytes:
        """What a link shows to anybody who has it."""
        return httpx2.get(link, timeout=30, trust_env=False).raise_for_status().content

    def fill_form(self, link: str, answers: dict[str, str]) -> None:
        """Open the page behind a link and send its form, as a browser does."""
        page = self._http.get(link)
        page.raise_for_status()
        hidden = _HIDDEN_PAGE.search(page.text)
        fields = {"page_id": hidden.group(1) if hidden else "", **answers}
        self._http.post(link, data=fields).raise_for_status()

    def write_back(self, channel: str, sender: str, text: str, inbound_id: str) -> None:
        """Answer a message; the message service brings it to the webhook."""
        body = {
            "inbound_id": inbound_id,
            "to": self._message_address,
            "from": sender,
            "channel": channel,
            "text": text,
        }
        self._signed("/webhooks/messages", json.dumps(body).encode())

    def report_delivery(self, reference: str, campaign_id: str, budget: Money) -> int:
        """The network tells what its ad did so far; how many reports it sent."""
        reports = reports_for(reference, campaign_id, budget, self._clock.now())
        for report in reports:
            self._signed("/webhooks/network", report.model_dump_json().encode())
        return len(reports)

    def _signed(self, path: str, body: bytes) -> None:
        headers = {
            _SIGNATURE: sign(self._secret, body, datetime.now(UTC)),
            "Content-Type": "application/json",
        }
        self._http.post(path, content=body, headers=headers).raise_for_status()


def money_of(amount: dict[str, Any]) -> Money:
    return Money(amount["minor_units"], amount["currency"])
