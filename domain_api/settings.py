"""Settings of the whole suite: read from the environment, embedded by default.

Every name begins with `PROMPTSALES_`. Embedded mode keeps everything in one folder and
makes its own secrets there; production must be told where things are, and refuses to start
with a secret that is missing or one of ours.
"""

import json
import secrets
from enum import StrEnum
from functools import cached_property
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, NamedTuple, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy import make_url

from domain_api.ads.shards.slots import ShardMap, chosen_map
from domain_api.kernel import Recovery, Unavailable
from domain_api.kernel.limits import RATE_PATTERN

SHARDS = 3


class Profile(StrEnum):
    EMBEDDED = "embedded"
    PRODUCTION = "production"


class TextModelSettings(BaseModel):
    """The model that writes copy; without an address the offline composer does."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    kind: Annotated[str, Field(pattern="^(offline|openai|azure|compatible)$")] = "offline"
    base_url: str | None = None
    api_key: SecretStr = SecretStr("")
    name: str = "gpt-5-mini"
    timeout_s: Annotated[float, Field(gt=0, le=300)] = 30.0


class BlobSettings(BaseModel):
    """Azure Blob Storage; without a connection string files are kept in the data folder."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    connection_string: SecretStr = SecretStr("")
    container: Annotated[str, Field(pattern="^[a-z0-9](-?[a-z0-9]){2,62}$")] = "promptsales"


RateText = Annotated[str, Field(pattern=RATE_PATTERN)]


def _networks(text: str) -> str:
    for network in filter(None, text.split(",")):
        ip_network(network.strip(), strict=False)
    return text


class LimitSettings(BaseModel):
    """How often somebody may ask, as `600/minute` (or second, or hour).

    `user` and `organization` hold for REST and MCP together; `sign_in`, `public` and `form`
    for one address: tries to sign in, other requests without a token, and sent forms.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    user: RateText = "6000/minute"
    organization: RateText = "60000/minute"
    sign_in: RateText = "120/minute"
    public: RateText = "1200/minute"
    form: RateText = "120/minute"
    trusted_proxies: Annotated[str, AfterValidator(_networks)] = Field(
        default="", description="Addresses or networks whose X-Forwarded-For is believed."
    )

    def proxies(self) -> list[str]:
        return [network.strip() for network in self.trusted_proxies.split(",") if network.strip()]


class Endpoints(NamedTuple):
    """Where a database is, and the replica that takes over; empty: there is none."""

    primary: str
    secondary: str = ""


def _without_question_mark(folder: Path) -> Path:
    if "?" in str(folder):
        raise ValueError("a question mark in the folder's name would end a database's address")
    return folder


DatabaseUrl = Annotated[str, Field(repr=False)]
"""It may hold a password, and is not shown."""


def _of(context: str, role: str) -> Any:
    """The names of the other contexts' endpoints begin with the context's own."""
    return Field(default="", repr=False, validation_alias=f"PROMPT{context}_DB_{role}")


class Settings(BaseSettings):
    """Addresses, folders and secrets; nested values are named `PROMPTSALES_MODEL__NAME`."""

    model_config = SettingsConfigDict(
        env_prefix="PROMPTSALES_",
        env_nested_delimiter="__",
        extra="ignore",
        frozen=True,
        str_strip_whitespace=True,
        hide_input_in_errors=True,
        populate_by_name=True,
    )

    profile: Profile = Profile.EMBEDDED
    data: Annotated[Path, AfterValidator(_without_question_mark)] = Path(".promptsales")
    public_url: Annotated[str, Field(pattern=r"^https?://[^\s/]+$")] = "http://127.0.0.1:8765"
    gateway_url: str = "http://127.0.0.1:8766"
    gateway_key: SecretStr = SecretStr("")
    webhook_secret: SecretStr = SecretStr("")
    clock_file: Path | None = None
    db_primary: DatabaseUrl = ""
    db_secondary: DatabaseUrl = ""
    crm_primary: str = _of("CRM", "PRIMARY")
    crm_secondary: str = _of("CRM", "SECONDARY")
    content_primary: str = _of("CONTENT", "PRIMARY")
    content_secondary: str = _of("CONTENT", "SECONDARY")
    ads_primary: str = _of("ADS", "PRIMARY")
    ads_secondary: str = _of("ADS", "SECONDARY")
    db_ads: Annotated[list[str], NoDecode, Field(repr=False)] = []
    db_ads_secondary: Annotated[list[str], NoDecode, Field(repr=False)] = []
    shard_map: str = ""
    db_pool_size: Annotated[int, Field(ge=1, le=100)] = 8
    migrate: bool = False
    redis_url: DatabaseUrl = ""
    limits: LimitSettings = LimitSettings()
    blobs: BlobSettings = BlobSettings()
    model: TextModelSettings = TextModelSettings()
    phone_region: Annotated[str, Field(pattern="^[A-Z]{2}$")] = "CR"
    extensions: Annotated[list[str], NoDecode] = []

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, values: dict[str, object]) -> dict[str, object]:
        for name in ("db_ads", "db_ads_secondary", "extensions"):
            text = values.get(name)
            if isinstance(text, str):
                values[name] = [part.strip() for part in text.split(",") if part.strip()]
        return values

    @model_validator(mode="after")
    def _shards_are_several(self) -> Self:
        if len(set(self.db_ads)) < len(self.db_ads):
            raise ValueError("PROMPTSALES_DB_ADS names a shard twice")
        if self.db_ads_secondary and len(self.db_ads_secondary) != len(self.db_ads):
            raise ValueError("PROMPTSALES_DB_ADS_SECONDARY names as many as PROMPTSALES_DB_ADS")
        return self

    @model_validator(mode="after")
    def _map_fits_the_shards(self) -> Self:
        self.shards()
        return self

    @model_validator(mode="after")
    def _production_is_told(self) -> Self:
        if self.profile is Profile.PRODUCTION:
            asked = {
                "PROMPTSALES_DB_PRIMARY": self.db_primary,
                "PROMPTCRM_DB_PRIMARY": self.crm_primary,
                "PROMPTCONTENT_DB_PRIMARY": self.content_primary,
                "PROMPTADS_DB_PRIMARY": self.ads_primary or self.db_ads,
                "PROMPTSALES_GATEWAY_KEY": self.gateway_key.get_secret_value().strip(),
                "PROMPTSALES_WEBHOOK_SECRET": self.webhook_secret.get_secret_value().strip(),
            }
            missing = [name for name, value in asked.items() if not value]
            if missing:
                raise ValueError(f"production needs {', '.join(missing)}")
        return self

    def sales_database(self) -> Endpoints:
        return Endpoints(self.db_primary or self._sqlite("sales"), self.db_secondary)

    def crm_database(self) -> Endpoints:
        return Endpoints(self.crm_primary or self._sqlite("crm"), self.crm_secondary)

    def content_database(self) -> Endpoints:
        return Endpoints(self.content_primary or self._sqlite("content"), self.content_secondary)

    def ads_databases(self) -> list[Endpoints]:
        """Of each shard: as listed, or the databases promptads_0, 1 and 2 of one server."""
        if self.db_ads:
            secondaries = self.db_ads_secondary or [""] * len(self.db_ads)
            return [Endpoints(*both) for both in zip(self.db_ads, secondaries, strict=True)]
        if self.ads_primary:
            servers = (self.ads_primary, self.ads_secondary)
            return [Endpoints(*(_shard_on(url, n) for url in servers)) for n in range(SHARDS)]
        return [Endpoints(self._sqlite(f"ads-{number}")) for number in range(SHARDS)]

    def shards(self) -> ShardMap:
        """Which slots of campaigns are on which of the ads databases."""
        return chosen_map(self.shard_map, len(self.db_ads) or SHARDS)

    def gateway_secret(self) -> str:
        return self.gateway_key.get_secret_value() or self._own["gateway_key"]

    def webhooks_secret(self) -> str:
        return self.webhook_secret.get_secret_value() or self._own["webhook_secret"]

    def _sqlite(self, name: str) -> str:
        return f"sqlite:///{self.data / name}.db"

    @cached_property
    def _own(self) -> dict[str, str]:
        return own_secrets(self.data)


def _shard_on(server: str, number: int) -> str:
    """The address of a shard's database on a server; none where there is no server."""
    if not server:
        return ""
    database = make_url(server).set(database=f"promptads_{number}")
    return database.render_as_string(hide_password=False)


class _OwnSecrets(BaseModel):
    gateway_key: Annotated[str, Field(min_length=1)]
    webhook_secret: Annotated[str, Field(min_length=1)]


def own_secrets(data: Path) -> dict[str, str]:
    """The secrets that embedded mode made for itself, kept for its owner's eyes only.

    Raises `Unavailable` (invalid_secrets_file) when the file that keeps them is broken.
    """
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = data / "secrets.json"
    if not path.exists():
        made = {name: secrets.token_urlsafe(32) for name in _OwnSecrets.model_fields}
        fresh = path.with_suffix(f".{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(made))
        try:
            path.hardlink_to(fresh)  # the first of several processes wins
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return _kept_in(path)


def _kept_in(path: Path) -> dict[str, str]:
    try:
        return _OwnSecrets.model_validate_json(path.read_text()).model_dump()
    except ValueError:
        raise Unavailable(
            f"{path} does not hold this installation's secrets: bring it back from a backup.",
            code="invalid_secrets_file",
            recovery=Recovery.NEEDS_HUMAN,
        ) from None
