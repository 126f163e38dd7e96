"""An asset: one piece of material for one channel, its digest, its status, where it came from."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from domain_api.kernel import Channel, Command, Cursor, Limit, View

Locale = Annotated[
    str,
    StringConstraints(pattern=r"^(en|es)(-[A-Z]{2})?$"),
    Field(description="Language of the text: en, en-US, es, es-CR…"),
]


class AssetStatus(StrEnum):
    DRAFT = "draft"
    BLOCKED = "blocked"  # a check found something that must be mended first
    ARCHIVED = "archived"


class Severity(StrEnum):
    BLOCKING = "blocking"
    WARNING = "warning"


class Provenance(View):
    """Where the material came from; the brief is kept as data, never as instructions."""

    generation_id: str | None
    template: str = Field(description="Prompt template and version, such as copy.email@1.")
    model: str
    offline: bool = Field(description="True when the deterministic offline composer wrote it.")


class AssetView(View):
    """`fields` by name as the channel's format has them; `digest` is SHA-256 of the content."""

    asset_id: str
    channel: Channel
    locale: str
    angle: str = Field(description="What the variant leans on: offer, benefit, urgency…")
    fields: dict[str, str]
    digest: str
    status: AssetStatus
    provenance: Provenance
    created_at: datetime


class EditAsset(Command):
    """New texts for some fields of an asset; the others stay. The digest changes.

    An empty text takes an optional field away.
    """

    fields: Annotated[
        dict[str, Annotated[str, StringConstraints(max_length=5000)]],
        Field(min_length=1, max_length=10),
    ]


class SearchAssets(Command):
    """The library, newest first; what is archived is left out."""

    text: Annotated[str, StringConstraints(max_length=200)] | None = None
    channel: Channel | None = None
    limit: Limit = 20
    cursor: Cursor | None = None


class CheckContent(Command):
    """Check an asset against its channel's limits and the brand's rules."""

    asset_id: Annotated[str, Field(max_length=40)]


class Finding(View):
    severity: Severity
    field: str
    message: str
    suggestion: str


class CheckReport(View):
    asset_id: str
    passed: bool = Field(description="No blocking finding.")
    findings: list[Finding]


class FieldFormat(View):
    """The limits of one field on one channel, in characters with its slots filled."""

    name: str
    max_length: int
    required: bool
    multiline: bool = Field(default=False, description="Whether it may hold line breaks.")


class ChannelFormat(View):
    """What a channel carries. Owned channels name the fields for the link and the opt-out;
    an ad on a network has its address beside its text."""

    channel: Channel
    fields: list[FieldFormat]
    link_field: str | None = None
    opt_out_field: str | None = None
