"""What a language brings to the composer: its words for facts and its sentences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from domain_api.adapters.models.offline.facts import Angle, Facts, Register
from domain_api.adapters.models.offline.patterns import Choice, Words


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """`words(facts, product)` gives every word a pattern may use, empty where it is unknown.

    Each pattern under an angle says the product, and its last ones fit any limit once the
    product is short. `details` are label and word, such as `Fechas` and `When`.
    """

    words: Callable[[Facts, str], Words]
    subjects: Mapping[Angle, Choice]
    preheaders: Choice
    leads: Mapping[Angle, Choice]
    headlines: Mapping[Angle, Choice]
    shorts: Mapping[Angle, Choice]
    names: Choice
    seconds: Choice
    thirds: Choice
    closers: Choice
    remarks: tuple[tuple[str, str], ...]
    details: tuple[tuple[str, str], ...]
    greetings: Mapping[Register, str]
    hellos: Mapping[Register, str]
    calls: Mapping[Register, str]
    sms_call: str
    ad_calls: Mapping[Register, str]
    partings: Mapping[Register, Choice]
    plain: str
