"""What each endpoint of a database says now, for a person who looks for the fault."""

from dataclasses import dataclass

from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.failover.endpoint import Endpoint
from domain_api.adapters.sql.failover.model import Answer, Role


@dataclass(frozen=True, slots=True)
class EndpointHealth:
    """`address` and `error` are without the password; `error` is empty where there is none.

    `writable`: it says so, and where it is the only one a write has proved it.
    """

    name: str
    address: str
    role: Role
    reachable: bool
    writable: bool
    milliseconds: float
    error: str


def endpoints_health(database: Database) -> list[EndpointHealth]:
    """Ask every endpoint, for some seconds at most. Two that take writes are not written to."""
    waits = [endpoint.begin_asking(prove=False) for endpoint in database.endpoints]
    answers = [wait() for wait in waits]
    roles = [answer.role for answer in answers]
    if roles.count(Role.WRITER) == 1:
        writer = roles.index(Role.WRITER)
        answers[writer] = database.endpoints[writer].begin_asking(prove=True)()
    return [_health(*told) for told in zip(database.endpoints, answers, strict=True)]


def _health(endpoint: Endpoint, answer: Answer) -> EndpointHealth:
    return EndpointHealth(
        name=endpoint.name,
        address=endpoint.address,
        role=answer.role,
        reachable=answer.role is not Role.AWAY,
        writable=answer.role is Role.WRITER,
        milliseconds=round(answer.seconds * 1000, 1),
        error=answer.error,
    )
