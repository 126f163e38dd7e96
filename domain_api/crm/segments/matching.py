"""Whether a client is in a segment: only who is known to be outside is left out."""

from collections.abc import Iterable
from datetime import date

from domain_api.crm.clients.model import ClientView
from domain_api.crm.segments.model import SegmentRule
from domain_api.crm.text import fold


def matches(rule: SegmentRule, client: ClientView, today: date) -> bool:
    return not (
        _elsewhere(rule.places, client.place)
        or _other_age(rule, client.birth_year, today)
        or _other_interests(rule.interests, client.interests)
    )


def _elsewhere(places: list[str], place: str | None) -> bool:
    if not places or place is None:
        return False
    known = _parts(place)
    return not any(_may_be_same(_parts(wanted), known) for wanted in places)


def _parts(place: str) -> frozenset[str]:
    return frozenset(part for part in map(fold, place.split(",")) if part)


def _may_be_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """`San José` may be `San José, Costa Rica`; `San José, California` is not."""
    return one <= other or other <= one


def _other_age(rule: SegmentRule, birth_year: int | None, today: date) -> bool:
    if birth_year is None:
        return False
    oldest = today.year - birth_year  # their birthday may have been this year, or not yet
    youngest = oldest - 1
    too_young = rule.age_min is not None and oldest < rule.age_min
    too_old = rule.age_max is not None and youngest > rule.age_max
    return too_young or too_old


def _other_interests(wanted: Iterable[str], known: Iterable[str]) -> bool:
    sought, theirs = set(map(fold, wanted)), set(map(fold, known))
    return bool(sought and theirs and not sought & theirs)
