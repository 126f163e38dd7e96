"""How many people network channels could reach, from built-in reference figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain_api.ads.audiences.model import AudienceFeatures, ReachEstimate
from domain_api.ads.audiences.places import (
    CITY_SOURCE,
    COUNTRY_SOURCE,
    Place,
    apart,
    countries,
    place_named,
)
from domain_api.ads.audiences.reach import (
    FIRST_ADULT_AGE,
    MARGIN_PERCENT,
    SHARES,
    interested_percent,
    people_aged,
    reach_range,
)
from domain_api.kernel import Actor, Channel, InvalidInput, Scope

_OLDEST = 120


@dataclass(frozen=True, slots=True)
class _Population:
    """The people an estimate starts from, and the sentences that say where they come from."""

    people: int
    told: list[str]


class AudienceService:
    def estimate(
        self, actor: Actor, features: AudienceFeatures, channels: Sequence[Channel] = ()
    ) -> list[ReachEstimate]:
        """One range for each network channel asked for, or for all of them when none is.

        Owned channels are left out: CRM counts the clients who consented. Without places the
        population is that of every country of the reference data, and `basis` says so. Raises
        `InvalidInput` with code `unknown_place` when none of the places is known.
        """
        actor.require(Scope.CAMPAIGN_READ)
        population = _aged(_living_in(features.places), features)
        asked = dict.fromkeys(channels or SHARES)
        return [_estimate(channel, population, features) for channel in asked if channel in SHARES]


def _living_in(names: Sequence[str]) -> _Population:
    if not names:
        everywhere = countries()
        told = f"No place was named: all {len(everywhere)} countries of the reference data."
        return _Population(sum(place.people for place in everywhere), [told])
    found = {name: place_named(name) for name in names}
    known = apart(place for place in found.values() if place)
    unknown = [name[:60] for name, place in found.items() if place is None]
    if not known:
        raise InvalidInput(
            "None of the places is in the reference data: name a country, or a large city of the"
            " Americas, Spain or the United Kingdom.",
            code="unknown_place",
            places=unknown,
        )
    told = [f"People in {', '.join(_counted(place) for place in known)}."]
    if unknown:
        told.append(f"Not in the reference data, and left out: {', '.join(unknown)}.")
    return _Population(sum(place.people for place in known), told)


def _counted(place: Place) -> str:
    source = CITY_SOURCE if place.country else COUNTRY_SOURCE
    return f"{place.label}: {place.people:,} ({source})"


def _aged(population: _Population, features: AudienceFeatures) -> _Population:
    first = FIRST_ADULT_AGE if features.age_min is None else features.age_min
    last = _OLDEST if features.age_max is None else features.age_max
    if first > last:
        raise InvalidInput(
            f"Nobody is at least {first} and at most {last} years old.", code="invalid_age_range"
        )
    ages = f"{first} and older" if last == _OLDEST else f"{first} to {last}"
    people = people_aged(population.people, first, last)
    told = f"Aged {ages}: about {people:,}, by the age structure of the Americas, rounded."
    return _Population(people, [*population.told, told])


def _estimate(
    channel: Channel, population: _Population, features: AudienceFeatures
) -> ReachEstimate:
    share, interests = SHARES[channel], len(set(features.interests))
    low, high = reach_range(population.people, share, interests)
    told = [
        "An estimate from built-in reference figures, not a count by the network.",
        *population.told,
        f"{share.percent} % of adults use the channel ({share.source}), taken for every place.",
    ]
    if interests:
        least, most = interested_percent(interests)
        told.append(f"Interests keep {least} to {most} % of them: an assumption.")
    told.append(f"The range adds {MARGIN_PERCENT} % each way.")
    return ReachEstimate(channel=channel, low=low, high=high, basis=" ".join(told))
