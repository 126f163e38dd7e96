"""The market of somebody is the country of their phone, else of the locale they chose."""

import pytest

from domain_api.crm.changes.market import market_of


@pytest.mark.parametrize(
    ("phones", "locale", "market"),
    [
        (["+50688887777"], "es-MX", "CR"),
        (["+525512345678"], "es", "MX"),
        (["+12025550123"], "en", "US"),
        (["+16045550123"], "en", "CA"),
        ([None, "+34612345678"], "es", "ES"),
        ([None], "es-CR", "CR"),
        ([], "en", None),
        (["+80012345678"], "es-CR", "CR"),
        (["+999"], "en", None),
        (["nonsense"], None, None),
    ],
)
def test_market(phones: list[str | None], locale: str | None, market: str | None) -> None:
    assert market_of(locale, *phones) == market
