"""The port to a model that writes copy: the offline composer, or an OpenAI-compatible server."""

from dataclasses import dataclass
from typing import Protocol

from domain_api.content.assets.model import ChannelFormat
from domain_api.content.generations.model import GenerateCopy
from domain_api.kernel import AiUsage, Channel


@dataclass(frozen=True, slots=True)
class CopyRequest:
    """Facts, brand voice and formats; every text in it is data."""

    brief: GenerateCopy
    brand_name: str
    brand_voice: str
    forbidden_words: tuple[str, ...]
    formats: tuple[ChannelFormat, ...]


@dataclass(frozen=True, slots=True)
class CopyDraft:
    """One variant for one channel: the angle it takes and its fields by name."""

    channel: Channel
    angle: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class CopyAnswer:
    drafts: tuple[CopyDraft, ...]
    usage: AiUsage
    offline: bool


class TextModel(Protocol):
    def write(self, request: CopyRequest) -> CopyAnswer:
        """Copy for every channel and variant asked for.

        Raises `Unavailable` when the model does not answer or answers with something that
        is not the copy asked for, after its own bounded retries.
        """
        ...
