"""Where the audit log is read."""

from typing import Protocol

from domain_api.kernel.audit import KeptEntry
from domain_api.sales.audit.model import ListAudit


class AuditRepository(Protocol):
    def page(self, organization_id: str, query: ListAudit) -> list[KeptEntry]:
        """Newest first, one more than the limit."""
        ...
