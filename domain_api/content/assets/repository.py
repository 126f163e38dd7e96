"""Where assets are kept: one document each, with its texts folded into one searchable field."""

from dataclasses import dataclass
from typing import Any

from domain_api.content.assets.model import AssetStatus, AssetView, SearchAssets
from domain_api.content.documents import Collection, Document, DocumentStore, NewDocument, Query
from domain_api.kernel import (
    Channel,
    NotFound,
    Page,
    decode_cursor,
    digest_of,
    encode_cursor,
    page_of,
)

ASSETS = Collection("assets", text_field="text")


def content_digest(channel: Channel, locale: str, fields: dict[str, str]) -> str:
    """SHA-256 of what an asset says, hexadecimal."""
    return digest_of({"channel": channel.value, "locale": locale, "fields": fields})


@dataclass(frozen=True, slots=True)
class StoredAsset:
    view: AssetView
    revision: int


class AssetRepository:
    def __init__(self, documents: DocumentStore) -> None:
        self._documents = documents

    def get(self, organization_id: str, asset_id: str) -> StoredAsset:
        """Raises `NotFound` when the organization has no such asset."""
        document = self._documents.get(ASSETS, organization_id, asset_id)
        if document is None:
            raise NotFound("There is no such asset.", code="asset_not_found")
        return _stored(document)

    def replace(self, organization_id: str, asset: StoredAsset, view: AssetView) -> AssetView:
        """Keep a new state in place of the one that was read; `VersionConflict` if it moved."""
        self._documents.put(
            ASSETS, organization_id, view.asset_id, _body(view), expected_revision=asset.revision
        )
        return view

    def search(self, organization_id: str, query: SearchAssets) -> Page[AssetView]:
        after = decode_cursor(query.cursor, 1)
        found = self._documents.find(
            ASSETS,
            organization_id,
            Query(
                equals=_filters(query),
                text=query.text or None,
                after=after[0] if after else None,
                limit=query.limit + 1,
            ),
        )
        views = [_stored(document).view for document in found]
        return page_of(views, query.limit, lambda view: encode_cursor(view.asset_id))


def new_asset(view: AssetView) -> NewDocument:
    return NewDocument(ASSETS, view.asset_id, _body(view))


def _filters(query: SearchAssets) -> dict[str, str]:
    filters = {"shelf": "library"}
    return filters | {"channel": query.channel.value} if query.channel else filters


def _body(view: AssetView) -> dict[str, Any]:
    return view.model_dump(mode="json", exclude={"digest"}) | {
        "text": "\n".join(view.fields.values()),
        "shelf": "archive" if view.status is AssetStatus.ARCHIVED else "library",
    }


def _stored(document: Document) -> StoredAsset:
    kept = {name: value for name, value in document.body.items() if name not in {"text", "shelf"}}
    digest = content_digest(Channel(kept["channel"]), kept["locale"], kept["fields"])
    return StoredAsset(AssetView.model_validate(kept | {"digest": digest}), document.revision)
