"""What every ad network holds true: one ad for one key, by the rules, in one state."""

from collections.abc import Generator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain_api.adapters.networks.memory import MemoryNetwork
from domain_api.adapters.networks.sandbox import SandboxNetwork
from domain_api.ads.campaigns.network import AdNetwork
from domain_api.kernel import (
    Channel,
    Conflict,
    IdempotencyConflict,
    InvalidInput,
    ManualClock,
    Money,
    NotFound,
    is_id,
)
from tests.domain_api.adapters.networks.placements import placement
from tests.support.actors import START

Network = MemoryNetwork | SandboxNetwork


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture(params=["memory", "sandbox"])
def network(
    request: pytest.FixtureRequest, tmp_path: Path, clock: ManualClock
) -> Generator[Network]:
    if request.param == "memory":
        yield MemoryNetwork(clock)
    else:
        sandbox = SandboxNetwork(tmp_path / "network", clock)
        yield sandbox
        sandbox.close()


def _states(network: Network) -> dict[str, str]:
    return {ad.reference: ad.state.value for ad in network.placements()}


def test_every_network_fits_the_port(network: AdNetwork) -> None:
    assert is_id(network.place(placement()), "ntw")


def test_the_books_hold_the_ad_as_it_was_placed(network: Network) -> None:
    reference = network.place(placement())
    [ad] = network.placements()
    assert (ad.reference, ad.placement, ad.placed_at) == (reference, placement(), START)
    assert ad.state == "running"


def test_the_same_key_gives_the_same_ad(network: Network, clock: ManualClock) -> None:
    reference = network.place(placement())
    clock.advance(timedelta(days=30))
    assert network.place(placement()) == reference
    assert len(network.placements()) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"fields": {"body": "Another text"}},
        {"budget": Money(30_001, "USD")},
        {"link": "https://example.com/other"},
        {"ends_at": START + timedelta(days=15)},
        {"organization_id": "org_other"},
    ],
)
def test_the_same_key_for_another_ad_is_a_conflict(
    network: Network, changes: dict[str, Any]
) -> None:
    network.place(placement())
    with pytest.raises(IdempotencyConflict):
        network.place(replace(placement(), **changes))
    assert [ad.placement for ad in network.placements()] == [placement()]


def test_another_key_is_another_ad(network: Network) -> None:
    first = network.place(placement("ad_one"))
    second = network.place(placement("ad_two"))
    assert first != second
    assert _states(network) == {first: "running", second: "running"}


def test_what_was_placed_is_found_by_its_key(network: Network) -> None:
    assert network.placed("ad_one") is None
    reference = network.place(placement("ad_one"))
    assert network.placed("ad_one") == reference
    assert network.placed("ad_two") is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"channel": Channel.EMAIL}, "owned_channel"),
        ({"budget": Money(0, "USD")}, "invalid_budget"),
        ({"ends_at": START - timedelta(days=1)}, "invalid_flight"),
        (
            {"starts_at": START - timedelta(days=2), "ends_at": START - timedelta(days=1)},
            "flight_over",
        ),
        ({"link": "javascript:alert(1)"}, "invalid_link"),
        ({"fields": {}}, "empty_ad"),
        ({"fields": {"body": "  "}}, "empty_ad"),
        ({"fields": {"body": "x" * 5001}}, "text_too_long"),
    ],
)
def test_an_ad_against_the_rules_is_refused(
    network: Network, changes: dict[str, Any], code: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        network.place(replace(placement(), **changes))
    assert refused.value.code == code
    assert network.placements() == []


def test_an_ad_pauses_resumes_and_ends_however_often_it_is_told(network: Network) -> None:
    reference = network.place(placement())
    for command, state in (
        (network.pause, "paused"),
        (network.resume, "running"),
        (network.pause, "paused"),
        (network.end, "ended"),
    ):
        for _ in range(2):
            command(reference)
            assert _states(network) == {reference: state}


def test_an_ended_ad_does_not_run_again(network: Network) -> None:
    reference = network.place(placement())
    network.end(reference)
    for command in (network.resume, network.pause):
        with pytest.raises(Conflict):
            command(reference)
    assert _states(network) == {reference: "ended"}
    assert network.place(placement()) == reference


def test_a_reference_of_somebody_else_is_not_found(network: Network) -> None:
    for command in (network.pause, network.resume, network.end):
        with pytest.raises(NotFound):
            command("ntw_unknown")
