"""Reads and sets the brand of an organization."""

from domain_api.content.brands.model import BrandView, SetBrand
from domain_api.content.brands.repository import BrandRepository
from domain_api.content.documents import DocumentStore
from domain_api.kernel import Actor, Scope

UNNAMED = BrandView(name="Your brand", voice="friendly", forbidden_words=[], default_locale="en")
"""What stands in until a brand is set. Its name is for screens; copy never signs with it."""


class BrandService:
    def __init__(self, documents: DocumentStore, unnamed: BrandView = UNNAMED) -> None:
        self._brands, self._unnamed = BrandRepository(documents), unnamed

    def get(self, actor: Actor) -> BrandView:
        """The organization's brand, or the neutral one until it sets its own."""
        actor.require(Scope.CONTENT_READ)
        return self._brands.find(actor.organization_id) or self._unnamed

    def set(self, actor: Actor, command: SetBrand) -> BrandView:
        """Replace the brand; only who administers the organization may."""
        actor.require(Scope.ORGANIZATION_ADMIN)
        brand = BrandView(**command.model_dump())
        self._brands.keep(actor.organization_id, brand)
        return brand
