"""The rule of who is used: pure, and the same in every process."""

from collections.abc import Sequence

from domain_api.adapters.sql.failover.breaker import Breaker
from domain_api.adapters.sql.failover.model import Role

_TAKING = (Role.WRITER, Role.FAULTY)
"""Whose role it is to take writes: nobody may write elsewhere while one of them may, too."""


class Course:
    """Follows the roles of some endpoints, told by their places.

    The one in use stays in use for as long as it takes writes. Another follows when it alone
    takes writes. Two that take writes at the same time hold different truths from then on: the
    one in use stays, and none is changed to, not even when the one in use dies, until a look
    shows one writer and the others as readers: that a person has decided which truth is right.
    """

    def __init__(self, count: int) -> None:
        self._breakers = [Breaker() for _ in range(count)]
        self._answers = [Role.UNKNOWN] * count
        self._two_before = False
        self.in_use: int | None = None
        self.torn = False

    @property
    def roles(self) -> list[Role]:
        return [breaker.role for breaker in self._breakers]

    def hear(self, answers: Sequence[Role]) -> None:
        """The answers of one look. A look begins after the one before it has ended."""
        self._answers = list(answers)
        for breaker, answer in zip(self._breakers, answers, strict=True):
            breaker.hear(answer)
        # The answers of one look are not of one moment: while a role moves from one to the
        # other both may show it. Two looks that agree have seen both in it at one time.
        two = sum(answer in _TAKING for answer in answers) > 1
        if two and self._two_before:
            self.torn = True
        elif sorted(answers) == sorted([Role.WRITER] + [Role.READER] * (len(answers) - 1)):
            self.torn = False
        self._two_before = two

    def candidate(self) -> int | None:
        """The one to change to, once a write proves that it takes them; None: stay."""
        roles = self.roles
        taking = [  # one whose breaker is not closed yet takes writes all the same, of others
            place
            for place, (role, answer) in enumerate(zip(roles, self._answers, strict=True))
            if role in _TAKING or answer in _TAKING
        ]
        if self.torn or len(taking) != 1 or Role.UNKNOWN in roles or self.in_use in taking:
            return None
        return taking[0] if roles[taking[0]] is Role.WRITER else None

    def change_to(self, place: int) -> None:
        self.in_use = place

    @property
    def writer(self) -> int | None:
        """Who is written to; None while nobody may be."""
        if self.in_use is not None and self.roles[self.in_use] is Role.WRITER:
            return self.in_use
        return None

    @property
    def reader(self) -> int | None:
        """Who is read from: the one in use, or a replica while that one does not answer."""
        answering = [
            place for place, role in enumerate(self.roles) if role not in (Role.AWAY, Role.UNKNOWN)
        ]
        if self.in_use in answering:
            return self.in_use
        return next(iter(answering), None) if not self.torn else None
