"""Another organization's ids are as unknown as ids of nothing: at every door, in every place."""

import pytest

from tests.tenancy.asking import Said, absent, code_of, fillings, pair, settled, with_digest
from tests.tenancy.conftest import Town
from tests.tenancy.doors import Door, Filled, Place
from tests.tenancy.site import Answer, Request

LEFT_OUT = {
    "link_id": "a lead is never lost: a link that is not there is left out, and the lead is kept",
}
"""Names of places in which a write takes an id of nothing, and why."""


def test_every_id_of_theirs_is_as_one_that_never_was(town: Town, subtests: pytest.Subtests) -> None:
    texts = town.telling(town.theirs)
    before = town.rows(town.theirs).digest()
    tried = 0
    for door in town.doors():
        for place in door.ids(town.names):
            with subtests.test(door=door.name, place=str(place)):
                case = _Case(town, door, place)
                for one in case.theirs():
                    case.require_unknown(one, texts)
                    tried += 1
                assert town.rows(town.theirs).digest() == before
    assert tried > 300


def _of_tenants(statements: tuple[str, ...]) -> list[str]:
    """But for where a shard asks who has a campaign's slot: that table is of no tenant, and a
    campaign of any tenant that is there is found without it."""
    return [statement for statement in statements if '"PAShard"' not in statement]


class _Case:
    """One place of one door, asked by us. `unknown` is what an id of nothing gets."""

    def __init__(self, town: Town, door: Door, place: Place) -> None:
        self._town, self._door, self._place = town, door, place
        self._ours, self._theirs = town.ids(town.ours), town.ids(town.theirs)
        self._never = self._ours.never(place)
        self._filled, self._unknown = self._fitting()

    def theirs(self) -> list[str]:
        found = self._theirs.of(self._place)
        assert found, f"{self._place}: nobody has such a thing here; give the life one (life.py)"
        return found

    def require_unknown(self, one: str, texts: set[str]) -> None:
        """Same answer, same statements, and nothing of theirs but the id that was sent."""
        answer, unknown = pair(self._town.site, self._request(one), self._request(self._never))
        assert Said.of(answer) == Said.of(unknown)
        assert _of_tenants(answer.statements) == _of_tenants(unknown.statements)
        told = answer.everything.replace(one, "")
        assert not [text for text in texts if text in told]
        assert one not in answer.logs

    def _fitting(self) -> tuple[Filled, Answer]:
        """Ids of ours for the other places, with which only this one's is unknown."""
        filled: Filled = {}
        answer: Answer | None = None
        for filled in fillings(self._door, self._ours, self._town.names, but=self._place):
            answer = settled(self._town.site, self._request(self._never, filled))
            if absent(answer):
                return filled, answer
        assert answer is not None, f"{self._door}: no id of ours for its other places"
        self._require_reading(filled, answer)
        return filled, answer

    def _require_reading(self, filled: Filled, answer: Answer) -> None:
        told = (
            f"{self._door} says {code_of(answer) or 'yes'} to an id of nothing at {self._place}: "
            "it lacks a valid body (see BODIES in doors.py), or takes what is not there"
        )
        assert code_of(answer) == "", f"{told}: {answer.text[:300]}"
        if self._place.name not in LEFT_OUT:
            before = self._town.rows(self._town.ours).digest_of_work()
            self._town.site.ask(self._request(self._never, filled))
            assert self._town.rows(self._town.ours).digest_of_work() == before, told

    def _request(self, one: str, filled: Filled | None = None) -> Request:
        named = {**(self._filled if filled is None else filled), self._place: one}
        owner = self._ours if one == self._never else self._theirs
        return self._door.build(self._town.ours, with_digest(self._door, owner, named))
