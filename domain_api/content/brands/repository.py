"""Where a brand is kept: one document an organization, replaced whole."""

from domain_api.content.brands.model import BrandView
from domain_api.content.documents import Collection, DocumentStore

_BRANDS = Collection("brands")
_ONLY = "brand"


class BrandRepository:
    def __init__(self, documents: DocumentStore) -> None:
        self._documents = documents

    def find(self, organization_id: str) -> BrandView | None:
        """The brand as it was set, or None when it never was."""
        document = self._documents.get(_BRANDS, organization_id, _ONLY)
        return BrandView.model_validate(document.body) if document else None

    def keep(self, organization_id: str, brand: BrandView) -> None:
        self._documents.put(_BRANDS, organization_id, _ONLY, brand.model_dump(mode="json"))
