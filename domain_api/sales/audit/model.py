"""The audit log as an organization's owners read it."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, Field

from domain_api.kernel import Command, Cursor, Limit, View


def _with_zone(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone, such as 2027-03-01T00:00:00Z")
    return moment


Moment = Annotated[datetime, AfterValidator(_with_zone)]


class ListAudit(Command):
    actor_id: Annotated[str, Field(max_length=40)] | None = Field(
        default=None, description="A person's id, usr_…: what they and their agents asked for."
    )
    since: Moment | None = Field(default=None, description="Entries of this moment and later.")
    until: Moment | None = Field(default=None, description="Entries before this moment.")
    limit: Limit = 20
    cursor: Cursor | None = None


class AuditEntryView(View):
    """One change that somebody asked for; never what the request said."""

    audit_id: str
    at: datetime
    actor_id: str
    actor_kind: str = Field(description="`human`, or `agent` for one that acts for the person.")
    action: str = Field(description="A method and a route's template, or a tool's name.")
    target: str | None = Field(description="The id it was asked about, if it named one of yours.")
    outcome: str = Field(description="An HTTP status; of a tool `ok` or an error's code.")
    request_id: str
