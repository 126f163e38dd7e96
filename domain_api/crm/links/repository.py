"""Where links are kept."""

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
