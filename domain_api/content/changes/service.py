"""The feed of assets: for which channel, in which language and state, and none of their texts."""

from collections.abc import Mapping

from domain_api.content.assets.repository import ASSETS
from domain_api.content.documents import DocumentFeed, DocumentPage
from domain_api.kernel.changes import ChangedRecord, ChangePage

VERSION = 1


class AssetFeed:
    """Implements `ChangeFeed`."""

    name = "content"

    def __init__(self, documents: DocumentFeed) -> None:
        self._documents = documents

    def head(self) -> str:
        return self._documents.head()

    def changes(self, after: str, limit: int) -> ChangePage:
        return _page_of(self._documents.changes(ASSETS, after, limit))

    def everything(self, after: str, limit: int) -> ChangePage:
        return _page_of(self._documents.everything(ASSETS, after, limit))

    def waiting(self, after: str) -> int:
        return self._documents.waiting(after)


def _page_of(page: DocumentPage) -> ChangePage:
    records = [
        ChangedRecord(
            "asset",
            document.document_id,
            document.organization_id,
            None if document.body is None else _fields(document.body),
            VERSION,
        )
        for document in page.documents
    ]
    return ChangePage(records, page.cursor, page.more)


def _fields(body: Mapping[str, object]) -> Mapping[str, object]:
    return {name: body[name] for name in ("channel", "locale", "status") if name in body}
