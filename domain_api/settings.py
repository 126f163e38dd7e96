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

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

SHARDS = 3


class Profile(StrEnum):
    EMBEDDED = "embedded"
    PRODUCTION = "production"


class TextModelSettings(BaseModel):
    """The model that writes copy; without an address the offline composer does."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Annotated[str, Field(pattern="^(offline|openai|azure|compatible)$")] = "offline"
    base_url: str | None = None
    api_key: SecretStr = SecretStr("")
    name: str = "gpt-5-mini"
    timeout_s: Annotated[float, Field(gt=0, le=300)] = 30.0


class Settings(BaseSettings):
    """Addresses, folders and secrets; nested values are named `PROMPTSALES_MODEL__NAME`."""

    model_config = SettingsConfigDict(
        env_prefix="PROMPTSALES_", env_nested_delimiter="__", extra="ignore", frozen=True
    )

    profile: Profile = Profile.EMBEDDED
    data: Path = Path(".promptsales")
    public_url: Annotated[str, Field(pattern=r"^https?://[^\s/]+$")] = "http://127.0.0.1:8765"
    gateway_url: str = "http://127.0.0.1:8766"
    gateway_key: SecretStr = SecretStr("")
    webhook_secret: SecretStr = SecretStr("")
    clock_file: Path | None = None
    db_sales: str = ""
    db_crm: str = ""
    db_content: str = ""
    db_ads: Annotated[list[str], NoDecode] = []
    model: TextModelSettings = TextModelSettings()
    phone_region: Annotated[str, Field(pattern="^[A-Z]{2}$")] = "CR"

    @model_validator(mode="before")
    @classmethod
    def _list_of_shards(cls, values: dict[str, object]) -> dict[str, object]:
        shards = values.get("db_ads")
        if isinstance(shards, str):
            values["db_ads"] = [url.strip() for url in shards.split(",") if url.strip()]
        return values

    @model_validator(mode="after")
    def _production_is_told(self) -> Self:
        if self.profile is Profile.PRODUCTION:
            asked = {
                "PROMPTSALES_DB_SALES": self.db_sales,
                "PROMPTSALES_DB_CRM": self.db_crm,
                "PROMPTSALES_DB_CONTENT": self.db_content,
                "PROMPTSALES_DB_ADS": self.db_ads,
                "PROMPTSALES_GATEWAY_KEY": self.gateway_key.get_secret_value(),
                "PROMPTSALES_WEBHOOK_SECRET": self.webhook_secret.get_secret_value(),
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


def own_secrets(data: Path) -> dict[str, str]:
    """The secrets that embedded mode made for itself, kept for its owner's eyes only."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = data / "secrets.json"
    if not path.exists():
        made = {name: secrets.token_urlsafe(32) for name in ("gateway_key", "webhook_secret")}
        fresh = path.with_suffix(f".{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(made))
        try:
            path.hardlink_to(fresh)  # the first of several processes wins
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return json.loads(path.read_text())
