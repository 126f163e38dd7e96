"""Who asked for which change, and what came of it; never what the request said."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """`action` is a route's template or a tool's name; `target` the id it was asked about."""

    organization_id: str
    actor_id: str
    actor_kind: str
    action: str
    target: str
    outcome: str
    """The status of an answer over HTTP; `ok` or an error's code of a tool."""
    request_id: str
    at: datetime


Audit = Callable[[AuditEntry], None]
"""Keeps an entry. It may raise `Unavailable`; the work is done all the same."""
