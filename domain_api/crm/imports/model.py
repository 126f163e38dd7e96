"""A file of clients: its rows, and the report of what became of each."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from domain_api.crm.clients.model import Email, Phone
from domain_api.kernel import Channel, Command, ShortText, View

Proof = Annotated[str, StringConstraints(min_length=1, max_length=1000)]


class FileKind(StrEnum):
    """By its media type."""

    CSV = "text/csv"
    JSON_LINES = "application/x-ndjson"


class ImportRow(Command):
    """A person, what they agreed to and when, or when they withdrew. Without a name they carry
    their address as one."""

    name: ShortText | None = None
    email: Email | None = None
    phone: Phone | None = None
    locale: Annotated[str, Field(pattern=r"^(en|es)(-[A-Z]{2})?$")] = "en"
    place: ShortText | None = None
    birth_year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    interests: Annotated[list[ShortText], Field(max_length=20)] = []
    consent_channels: Annotated[list[Channel], Field(max_length=20)] = []
    consented_on: date | None = None
    consent_source: ShortText | None = None
    consent_proof: Proof | None = None
    withdrawn_on: date | None = None
    withdrawal_source: ShortText = "import"
    withdrawal_proof: Proof = "in a list of withdrawals"


class ImportOutcome(StrEnum):
    MADE = "made"
    COMPLETED = "completed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class ImportedLine(View):
    """`line` is where the row begins in the file; a refused one has its code and its reason.

    `not_opened` are channels whose grant is in the ledger and opens nothing: the person
    withdrew after they gave it.
    """

    line: int
    outcome: ImportOutcome
    client_id: str | None = None
    not_opened: list[Channel] = []
    code: str | None = None
    reason: str | None = None


class ImportReport(View):
    made: int
    completed: int
    unchanged: int
    refused: int
    lines: list[ImportedLine]
