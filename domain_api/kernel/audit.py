"""Who asked for which change, and what came of it; never what the request said."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from domain_api.kernel.ids import is_any_id


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


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry under the id that the log gave it."""

    audit_id: str
    entry: AuditEntry


Audit = Callable[[AuditEntry], None]
"""Keeps an entry. It may raise `Unavailable`; the work is done all the same."""


def target_among(values: Iterable[object]) -> str:
    """The first that is an id of ours, else nothing: any other text may be about a person."""
    return next((one for one in values if isinstance(one, str) and is_any_id(one)), "")
