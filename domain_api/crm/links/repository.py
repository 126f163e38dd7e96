"""Where links are kept."""

from datetime import datetime
from typing import Protocol

from domain_api.crm.links.model import LinkView


class LinkRepository(Protocol):
    def get(self, organization_id: str, link_id: str) -> LinkView | None: ...

    def find(self, link_id: str) -> LinkView | None:
        """Whoever's it is: a visitor brings only the link, and the link tells the tenant."""
        ...

    def add(self, link: LinkView) -> bool:
        """False, and nothing kept, when the id is taken."""
        ...

    def visited(self, link: LinkView, page_id: str, at: datetime) -> None:
        """Keep that somebody opened the page, once for each page."""
        ...
