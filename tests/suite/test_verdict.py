"""The demo says that the main job came through only when it did."""

from typing import Any

import pytest

from suite.demo.verdict import DemoFailed, require_come_through

USD_500 = {"minor_units": 50_000, "currency": "USD", "display": "USD 500.00"}
PAID = {"status": "captured", "amount": USD_500}
EMAIL = {"channel": "email", "published": True}
FACEBOOK = {"channel": "facebook", "published": True}
GOOD: dict[str, Any] = {
    "budget": USD_500,
    "channels": {"email", "facebook"},
    "campaign": "active",
    "payments": [PAID],
    "receipts": [EMAIL, FACEBOOK],
}


def test_it_came_through() -> None:
    require_come_through(**GOOD)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"campaign": "scheduled"}, "scheduled, not active"),
        ({"payments": []}, "not paid once, and whole: nothing"),
        ({"payments": [PAID, PAID]}, "captured USD 500.00, captured USD 500.00"),
        ({"payments": [PAID | {"status": "pending"}]}, "pending USD 500.00"),
        (
            {"payments": [PAID | {"amount": USD_500 | {"minor_units": 49_999}}]},
            "not paid once, and whole",
        ),
        (
            {"payments": [PAID | {"amount": USD_500 | {"currency": "EUR"}}]},
            "not paid once, and whole",
        ),
        ({"receipts": []}, "not published on email, facebook"),
        ({"receipts": [EMAIL]}, "not published on facebook"),
        ({"receipts": [EMAIL, FACEBOOK | {"published": False}]}, "not published on facebook"),
        ({"channels": {"email"}}, "not published on the plan's channels alone"),
    ],
)
def test_it_did_not(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(DemoFailed) as failed:
        require_come_through(**GOOD | changes)
    assert told in str(failed.value)
