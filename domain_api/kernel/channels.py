"""The channels a campaign can use, and the one word for each that every context says.

The members of `Channel` are those of the product. While an application is open that brings
more, those are members like them: known by their word, and in `Channel.known()`.
"""

import re
from collections.abc import Set
from enum import StrEnum
from typing import Any

from pydantic import GetJsonSchemaHandler
from pydantic_core import CoreSchema

_NAME = re.compile(r"[a-z][a-z0-9_]{0,19}")


class Channel(StrEnum):
    EMAIL = "email"
    SMS = "sms"
    WHATSAPP = "whatsapp"
    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"
    GOOGLE_SEARCH = "google_search"
    TIKTOK = "tiktok"
    DISPLAY = "display"

    @property
    def owned(self) -> bool:
        """Sent by CRM to people who consented; the others are placed on a network by ads."""
        return self in OWNED

    @classmethod
    def known(cls) -> "tuple[Channel, ...]":
        """Every channel there is now: the product's, and the added ones."""
        return (*cls, *_added.values())

    @classmethod
    def add_owned(cls, name: str) -> "Channel":
        """A further owned channel, from now on known everywhere by its word.

        Raises `ValueError` for a word that is none (20 characters, lower case) or is taken.
        """
        if not _NAME.fullmatch(name):
            raise ValueError(f"a channel's name is a short word in lower case, not {name!r}")
        if name in cls.known():
            raise ValueError(f"there is a channel {name!r} already")
        channel = str.__new__(cls, name)
        channel._name_, channel._value_ = name.upper(), name
        _added[name] = channel
        _owned.add(channel)
        return channel

    @classmethod
    def forget(cls, channel: "Channel") -> None:
        """Take an added channel away again."""
        if _added.pop(channel.value, None):
            _owned.remove(channel)

    @classmethod
    def _missing_(cls, value: object) -> "Channel | None":
        return _added.get(str(value))

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        told = handler(schema)
        handler.resolve_ref_schema(told)["enum"] = [channel.value for channel in cls.known()]
        return told


_added: dict[str, Channel] = {}
_owned = {Channel.EMAIL, Channel.SMS, Channel.WHATSAPP}
OWNED: Set[Channel] = _owned
"""Sent by CRM to people who consented; as they are now."""
