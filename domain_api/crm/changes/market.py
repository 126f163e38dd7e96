"""The market somebody is of: the country of their phone, else of the locale they chose."""

import phonenumbers
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

_NOWHERE = "001"
"""Numbers of no country, as the library calls them."""

_LONGEST_CODE = 3


def market_of(locale: str | None, *phones: str | None) -> str | None:
    """A country (ISO 3166), or None. Phones are E.164; the first one that tells it counts."""
    for phone in phones:
        if phone and (country := _country_of(phone)):
            return country
    _, _, region = (locale or "").partition("-")
    return region or None


def _country_of(phone: str) -> str | None:
    digits = phone.removeprefix("+")
    for length in range(1, _LONGEST_CODE + 1):
        regions = COUNTRY_CODE_TO_REGION_CODE.get(_number(digits[:length]), ())
        if len(regions) == 1:
            return None if regions[0] == _NOWHERE else regions[0]
        if regions:
            return _region_among_several(phone)
    return None


def _region_among_several(phone: str) -> str | None:
    """Some countries share a code; only the whole number tells them apart."""
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(phone, None))
    except phonenumbers.NumberParseException:
        return None


def _number(digits: str) -> int:
    return int(digits) if digits.isdecimal() else 0
