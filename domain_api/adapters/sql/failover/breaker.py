"""The circuit breaker of one endpoint: one lost answer is no death, one answer no recovery."""

from domain_api.adapters.sql.failover.model import Role

OPENS_AFTER = 2
"""Looks in a row without an answer."""
CLOSES_AFTER = 2
"""Looks in a row with one, once it was open."""


class Breaker:
    """Turns answers, one for each look, into the role to act upon.

    Closed, a first missing answer leaves the role that was known. Open, the role is AWAY until
    answers come again. A server that answers is believed at once about its role.
    """

    def __init__(self) -> None:
        self.role = Role.UNKNOWN
        self._in_a_row = 0

    @property
    def is_open(self) -> bool:
        return self.role is Role.AWAY

    def hear(self, answer: Role) -> Role:
        if self.is_open is (answer is Role.AWAY):  # nothing new
            self._in_a_row = 0
            self.role = answer
            return self.role
        self._in_a_row += 1
        if self._in_a_row >= (CLOSES_AFTER if self.is_open else OPENS_AFTER):
            self._in_a_row = 0
            self.role = answer
        return self.role
