"""Settings of the whole suite: read from the environment, embedded by default.

Every name begins with `PROMPTSALES_`. Embedded mode keeps everything in one folder and
makes its own secrets there; production must be told where things are, and refuses to start
with a secret that is missing or one of ours.
"""

import json
import secrets
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from domain_api.kernel import Recovery, Unavailable

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


def _without_question_mark(folder: Path) -> Path:
    if "?" in str(folder):
        raise ValueError("a question mark in the folder's name would end a database's address")
    return folder


DatabaseUrl = Annotated[str, Field(repr=False)]
"""It may hold a password, and is not shown."""


class Settings(BaseSettings):
    """Addresses, folders and secrets; nested values are named `PROMPTSALES_MODEL__NAME`."""

    model_config = SettingsConfigDict(
        env_prefix="PROMPTSALES_",
        env_nested_delimiter="__",
        extra="ignore",
        frozen=True,
        str_strip_whitespace=True,
        hide_input_in_errors=True,
    )

    profile: Profile = Profile.EMBEDDED
    data: Annotated[Path, AfterValidator(_without_question_mark)] = Path(".promptsales")
    public_url: Annotated[str, Field(pattern=r"^https?://[^\s/]+$")] = "http://127.0.0.1:8765"
    gateway_url: str = "http://127.0.0.1:8766"
    gateway_key: SecretStr = SecretStr("")
    webhook_secret: SecretStr = SecretStr("")
    clock_file: Path | None = None
    db_sales: DatabaseUrl = ""
    db_crm: DatabaseUrl = ""
    db_content: DatabaseUrl = ""
    db_ads: Annotated[list[str], NoDecode, Field(repr=False)] = []
    model: TextModelSettings = TextModelSettings()
    phone_region: Annotated[str, Field(pattern="^[A-Z]{2}$")] = "CR"
    extensions: Annotated[list[str], NoDecode] = []

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, values: dict[str, object]) -> dict[str, object]:
        for name in ("db_ads", "extensions"):
            text = values.get(name)
            if isinstance(text, str):
                values[name] = [part.strip() for part in text.split(",") if part.strip()]
        return values

    @model_validator(mode="after")
    def _shards_are_several(self) -> Self:
        if len(set(self.db_ads)) < len(self.db_ads):
            raise ValueError("PROMPTSALES_DB_ADS names a shard twice")
        return self

    @model_validator(mode="after")
    def _production_is_told(self) -> Self:
        if self.profile is Profile.PRODUCTION:
            asked = {
                "PROMPTSALES_DB_SALES": self.db_sales,
                "PROMPTSALES_DB_CRM": self.db_crm,
                "PROMPTSALES_DB_CONTENT": self.db_content,
                "PROMPTSALES_DB_ADS": self.db_ads,
                "PROMPTSALES_GATEWAY_KEY": self.gateway_key.get_secret_value().strip(),
                "PROMPTSALES_WEBHOOK_SECRET": self.webhook_secret.get_secret_value().strip(),
            }
            missing = [name for name, value in asked.items() if not value]
            if missing:
                raise ValueError(f"production needs {', '.join(missing)}")
        return self

    def sales_database(self) -> str:
        return self.db_sales or self._sqlite("sales")

    def crm_database(self) -> str:
        return self.db_crm or self._sqlite("crm")

    def content_database(self) -> str:
        return self.db_content or self._sqlite("content")

    def ads_databases(self) -> list[str]:
        return self.db_ads or [self._sqlite(f"ads-{number}") for number in range(SHARDS)]

    def gateway_secret(self) -> str:
        return self.gateway_key.get_secret_value() or self._own["gateway_key"]

    def webhooks_secret(self) -> str:
        return self.webhook_secret.get_secret_value() or self._own["webhook_secret"]

    def _sqlite(self, name: str) -> str:
        return f"sqlite:///{self.data / name}.db"

    @cached_property
    def _own(self) -> dict[str, str]:
        return own_secrets(self.data)


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
