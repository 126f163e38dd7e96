"""What an extension may bring: models, gateways, channels, tables, routes, tools and jobs."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from fastapi import APIRouter
from sqlalchemy import MetaData

from domain_api.adapters.sql.engine import Database
from domain_api.ads.channels.service import ChannelEntry
from domain_api.content.assets.model import FieldFormat
from domain_api.content.generations.text_model import TextModel
from domain_api.crm.messages.channel import MessageChannel
from domain_api.http.authentication import CurrentActor
from domain_api.jobs.worker import Handler
from domain_api.kernel import Clock
from domain_api.sales.payments.gateway import PaymentGateway
from domain_api.sales.payments.model import PaymentMethodView
from domain_api.services import Services
from domain_api.settings import Settings


class Home(StrEnum):
    """A database of the product in which an extension can keep tables of its own."""

    SALES = "sales"
    CRM = "crm"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Basis:
    """What an extension stands on. `held` closes what it opens, when the application closes."""

    settings: Settings
    clock: Clock
    databases: Mapping[Home, Database]
    held: ExitStack


@dataclass(frozen=True, slots=True)
class OwnTables:
    """Tables of its own in one of the databases. `revisions` is the folder of their migrations,
    `NNNN_words.py`; `version_table` is where the database notes how far they are."""

    home: Home
    metadata: MetaData
    revisions: Path
    version_table: str


@dataclass(frozen=True, slots=True)
class OwnGateway:
    """It takes the place of the installation's gateway, and `methods` of its payment methods."""

    open: Callable[[Basis], PaymentGateway]
    methods: tuple[PaymentMethodView, ...]


@dataclass(frozen=True, slots=True)
class InTwoLanguages:
    english: str
    spanish: str

    def in_(self, language: str) -> str:
        return self.spanish if language == "es" else self.english


@dataclass(frozen=True, slots=True)
class OwnChannel:
    """An owned channel: messages to consenting clients, at their phone number.

    `link_field` holds the campaign's link and the words of `opt_out`. `consent` is the sentence
    by the box on the landing page, and `missing_phone` what stands there when a box is ticked
    without a number. `prices` are minor units for a thousand messages, by currency; without
    one, spend counts as the whole cap. What `rings` is not sent in quiet hours.
    """

    name: str
    entry: ChannelEntry
    carrier: str
    fields: tuple[FieldFormat, ...]
    link_field: str
    opt_out: InTwoLanguages
    consent: InTwoLanguages
    missing_phone: InTwoLanguages
    rings: bool
    open: Callable[[Basis], MessageChannel]
    prices: Mapping[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True, slots=True)
class Doors:
    """How a context of its own is reached. `tools` are `tools.tool.Tool`: their room checks it,
    since this one does not know them. `handlers` are by kind of job."""

    routers: Sequence[Callable[[CurrentActor], APIRouter]] = ()
    tools: Sequence[object] = ()
    handlers: Mapping[str, Handler] = field(default_factory=dict[str, Handler])


@dataclass(frozen=True, slots=True)
class Extension:
    """A package's offer; every part may be left out.

    `context` composes what it brings of its own, on the services of the product.
    """

    text_model: Callable[[Basis], TextModel] | None = None
    gateway: OwnGateway | None = None
    channels: tuple[OwnChannel, ...] = ()
    tables: tuple[OwnTables, ...] = ()
    context: Callable[[Basis, Services], Doors] | None = None
