"""A brand: how an organization sounds, and what it must not say."""

from typing import Annotated

from pydantic import Field

from domain_api.kernel import Command, ShortText, View


class BrandView(View):
    name: str
    voice: str
    forbidden_words: list[str]
    default_locale: str


class SetBrand(Command):
    """Replace the organization's brand."""

    name: ShortText
    voice: ShortText = "friendly"
    forbidden_words: Annotated[list[ShortText], Field(max_length=100)] = []
    default_locale: Annotated[str, Field(pattern=r"^(en|es)(-[A-Z]{2})?$")] = "en"
