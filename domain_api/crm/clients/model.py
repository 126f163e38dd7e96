"""A client: a person the organization knows, with contacts and where they came from."""

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from domain_api.kernel import Command, Cursor, IdempotencyKey, Limit, ShortText, View

Email = Annotated[str, StringConstraints(max_length=254), Field(description="An email address.")]
Phone = Annotated[str, StringConstraints(max_length=32), Field(description="E.164, +50688887777.")]


class ClientView(View):
    client_id: str
    name: str
    email: str | None
    phone: str | None
    locale: str
    place: str | None
    birth_year: int | None
    interests: list[str]
    created_at: datetime


class AddClient(Command):
    """A client needs a name and an email or a phone; the same contact is the same client."""

    name: ShortText
    email: Email | None = None
    phone: Phone | None = None
    locale: Annotated[str, Field(pattern=r"^(en|es)(-[A-Z]{2})?$")] = "en"
    place: ShortText | None = None
    birth_year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    interests: Annotated[list[ShortText], Field(max_length=20)] = []


class SearchClients(Command):
    text: Annotated[str, StringConstraints(max_length=200)] | None = Field(
        default=None, description="Part of a name, an email or a phone; absent lists all."
    )
    limit: Limit = 20
    cursor: Cursor | None = None


class TimelineEntry(View):
    """One thing that happened with the client: a message, a lead, a consent, a sale."""

    at: datetime
    kind: str
    summary: str
    campaign_id: str | None = None


class ClientDetail(View):
    client: ClientView
    timeline: list[TimelineEntry]


ClientId = Annotated[str, Field(max_length=40, description="A client's id, cli_….")]


class MergeClients(Command):
    """Two clients turn out to be one person. `keep` is the id that stays; both keep their rows."""

    keep: ClientId
    merge: ClientId
    idempotency_key: IdempotencyKey | None = None


class UndoMerge(Command):
    merge_id: Annotated[str, Field(max_length=40, description="A merge's id, mrg_….")]
    idempotency_key: IdempotencyKey | None = None


class MergeView(View):
    """`undone_at` is absent while the two are one."""

    merge_id: str
    kept_client_id: str
    merged_client_id: str
    merged_at: datetime
    merged_by: str
    undone_at: datetime | None = None
    undone_by: str | None = None
