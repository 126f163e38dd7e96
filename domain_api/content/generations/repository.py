"""Where generations are kept: what was asked, what it cost, and the ids of its assets."""

from collections.abc import Sequence
from typing import Any

from domain_api.content.assets.model import AssetView
from domain_api.content.assets.repository import AssetRepository, new_asset
from domain_api.content.documents import Collection, DocumentStore, NewDocument
from domain_api.content.generations.model import GenerateCopy, GenerationView
from domain_api.kernel import NotFound

_GENERATIONS = Collection("generations")


class GenerationRepository:
    def __init__(self, documents: DocumentStore) -> None:
        self._documents, self._assets = documents, AssetRepository(documents)

    def add(
        self,
        organization_id: str,
        generation: GenerationView,
        brief: GenerateCopy,
        asked_by: str,
    ) -> None:
        """Keep a generation with its assets, all or none."""
        document = NewDocument(
            _GENERATIONS, generation.generation_id, _body(generation, brief, asked_by)
        )
        assets = [new_asset(asset) for asset in generation.assets]
        self._documents.add_all(organization_id, [document, *assets])

    def get(self, organization_id: str, generation_id: str) -> GenerationView:
        """The generation with its assets as they are now; `NotFound` for another tenant's."""
        document = self._documents.get(_GENERATIONS, organization_id, generation_id)
        if document is None:
            raise NotFound("There is no such generation.", code="generation_not_found")
        kept = document.body["generation"]
        assets = self._assets_of(organization_id, document.body["asset_ids"])
        return GenerationView.model_validate(kept | {"assets": assets})

    def _assets_of(self, organization_id: str, asset_ids: Sequence[str]) -> list[AssetView]:
        return [self._assets.get(organization_id, asset_id).view for asset_id in asset_ids]


def _body(generation: GenerationView, brief: GenerateCopy, asked_by: str) -> dict[str, Any]:
    return {
        "generation": generation.model_dump(mode="json", exclude={"assets"}),
        "asset_ids": [asset.asset_id for asset in generation.assets],
        "brief": brief.model_dump(mode="json", exclude={"idempotency_key"}),
        "asked_by": asked_by,
    }
