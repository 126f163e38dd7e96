"""Merging two clients into one person and parting them again; every row stays whose it was."""

from datetime import datetime

from domain_api.crm.clients.family import family_of
from domain_api.crm.clients.identify import require_client
from domain_api.crm.clients.model import MergeClients, MergeView
from domain_api.crm.unit import CrmUnit
from domain_api.kernel import Actor, Conflict, InvalidInput, NotFound, is_id, new_id

MOST_MEMBERS = 20
"""Clients that can be one person: whatever is done for one of them looks at all."""


def merge(unit: CrmUnit, actor: Actor, command: MergeClients, now: datetime) -> MergeView:
    """Raises `NotFound`, `InvalidInput` for one and the same client, and `Conflict` when either
    of them is merged already."""
    organization_id = actor.organization_id
    keep = require_client(unit.clients, organization_id, command.keep)
    other = require_client(unit.clients, organization_id, command.merge)
    if keep == other:
        raise InvalidInput(
            "A client cannot be merged with itself.", code="merge_with_itself", field="merge"
        )
    for client_id in sorted([command.keep, command.merge]):
        unit.clients.hold(organization_id, client_id)
    for field, client_id in (("keep", command.keep), ("merge", command.merge)):
        _require_surviving(unit, organization_id, client_id, field)
    moved = family_of(unit.clients, organization_id, command.merge).ids
    _require_room(unit, organization_id, command.keep, len(moved))
    merged = MergeView(
        merge_id=new_id("mrg"),
        kept_client_id=command.keep,
        merged_client_id=command.merge,
        merged_at=now,
        merged_by=actor.user_id,
    )
    unit.merges.add(organization_id, merged)
    unit.clients.join(organization_id, moved, command.keep)
    return merged


def undo(unit: CrmUnit, actor: Actor, merge_id: str, now: datetime) -> MergeView:
    """Raises `NotFound`, and `Conflict` when it is undone, or lies under a later merge."""
    organization_id = actor.organization_id
    merged = _require_merge(unit, organization_id, merge_id)
    unit.clients.hold(organization_id, merged.kept_client_id)
    _require_undoable(unit, organization_id, merged)
    if not unit.merges.undo(organization_id, merge_id, actor.user_id, now):
        raise Conflict("That merge was undone already.", code="merge_undone")
    brought = _brought(unit, organization_id, merged.merged_client_id)
    unit.clients.part(organization_id, [merged.merged_client_id, *brought])
    unit.clients.join(organization_id, brought, merged.merged_client_id)
    return merged.model_copy(update={"undone_at": now, "undone_by": actor.user_id})


def _require_surviving(unit: CrmUnit, organization_id: str, client_id: str, field: str) -> None:
    survivor_id = unit.clients.survivor_of(organization_id, client_id)
    if survivor_id != client_id:
        raise Conflict(
            f"That client is merged into {survivor_id} already: name that one.",
            code="client_merged",
            field=field,
            client_id=survivor_id,
        )


def _require_room(unit: CrmUnit, organization_id: str, client_id: str, more: int) -> None:
    members = len(family_of(unit.clients, organization_id, client_id).members)
    if members + more > MOST_MEMBERS:
        raise Conflict(
            f"At most {MOST_MEMBERS} clients can be one person.",
            code="too_many_merged",
            limit=MOST_MEMBERS,
        )


def _require_merge(unit: CrmUnit, organization_id: str, merge_id: str) -> MergeView:
    merged = unit.merges.get(organization_id, merge_id) if is_id(merge_id, "mrg") else None
    if merged is None:
        raise NotFound("There is no such merge.", code="merge_not_found")
    return merged


def _require_undoable(unit: CrmUnit, organization_id: str, merged: MergeView) -> None:
    if merged.undone_at is not None:
        raise Conflict("That merge was undone already.", code="merge_undone")
    later = unit.merges.standing_of(organization_id, merged.kept_client_id)
    if later is not None:
        raise Conflict(
            f"The client that was kept was merged too, later: undo {later.merge_id} first.",
            code="merge_not_last",
            merge_id=later.merge_id,
        )


def _brought(unit: CrmUnit, organization_id: str, client_id: str) -> list[str]:
    """Those who came along with a client: merged into it, or into one of them, and not parted."""
    found: list[str] = []
    level = [client_id]
    while level:
        level = unit.merges.merged_into(organization_id, level)
        found += level
    return found
