"""Shows whoever runs an organization who asked for which change in it."""

from domain_api.kernel import Actor, Page, Scope, page_of
from domain_api.kernel.audit import KeptEntry
from domain_api.kernel.paging import encode_after
from domain_api.sales.audit.model import AuditEntryView, ListAudit
from domain_api.sales.audit.repository import AuditRepository


class AuditService:
    def __init__(self, log: AuditRepository) -> None:
        self._log = log

    def list(self, actor: Actor, query: ListAudit) -> Page[AuditEntryView]:
        """Newest first. Raises `Forbidden` for all but owners, their agents included."""
        actor.require(Scope.ORGANIZATION_ADMIN)
        kept = self._log.page(actor.organization_id, query)
        views = [_view(each) for each in kept]
        return page_of(views, query.limit, lambda view: encode_after(view.at, view.audit_id))


def _view(kept: KeptEntry) -> AuditEntryView:
    entry = kept.entry
    return AuditEntryView(
        audit_id=kept.audit_id,
        at=entry.at,
        actor_id=entry.actor_id,
        actor_kind=entry.actor_kind,
        action=entry.action,
        target=entry.target or None,
        outcome=entry.outcome,
        request_id=entry.request_id,
    )
