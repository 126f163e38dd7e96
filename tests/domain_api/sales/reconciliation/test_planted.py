"""Each difference that is planted is found, with its money; what is safe is repaired, once."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain_api.kernel import Money
from domain_api.sales.reconciliation.model import DifferenceCode, Remedy
from tests.domain_api.sales.house import open_house
from tests.domain_api.sales.reconciliation.plants import PLANTS
from tests.domain_api.sales.reconciliation.yard import Stage, Yard, money
from tests.support.actors import ORGANIZATION

FROM_ELSEWHERE = {DifferenceCode.NOT_COMPARED}
"""Planted in tests of their own."""


@pytest.mark.parametrize("name", PLANTS)
def test_what_is_planted_is_found_with_its_money_and_repaired_once_if_that_is_safe(
    yard: Yard, name: str
) -> None:
    plant = PLANTS[name]
    [launch] = yard.bring(plant.stage)
    assert yard.run().differences == []
    plant.make(yard, launch)

    planted = yard.everything()
    report = yard.run()
    assert {each.code for each in report.differences} == {plant.code, *plant.besides}
    [found] = [each for each in report.differences if each.code is plant.code]
    assert money(found) == plant.money
    assert found.channel == plant.channel
    assert found.organization_id == ORGANIZATION
    assert found.launch_id == launch.launch_id
    assert found.remedy is (Remedy.REPAIRABLE if plant.repaired else Remedy.PERSON)
    assert all(each.note and each.expected != each.found for each in report.differences)
    assert report.open_differences == len(report.differences)
    assert yard.everything() == planted, "looking changes nothing"

    repaired = yard.found(plant.code, repair=True)
    assert repaired.remedy is (Remedy.REPAIRED if plant.repaired else Remedy.PERSON)
    once = yard.everything()
    if not plant.repaired and DifferenceCode.LAUNCH_STUCK not in plant.besides:
        assert once == planted
    yard.run(repair=True)
    assert yard.everything() == once


@settings(max_examples=8, deadline=None)
@given(st.lists(st.sampled_from(sorted(PLANTS)), min_size=1, max_size=5))
def test_whatever_is_planted_together_each_is_found_on_its_own_launch(names: list[str]) -> None:
    plants = [PLANTS[name] for name in names]
    with tempfile.TemporaryDirectory() as folder, open_house("sqlite", Path(folder)) as house:
        yard = Yard(house)
        *launches, _ = yard.bring(*(plant.stage for plant in plants), Stage.RUNNING)
        for plant, launch in zip(plants, launches, strict=True):
            plant.make(yard, launch)
        by_launch: dict[str | None, dict[DifferenceCode, Money | None]] = {}
        for each in yard.run().differences:
            by_launch.setdefault(each.launch_id, {})[each.code] = money(each)
        assert set(by_launch) == {launch.launch_id for launch in launches}
        for plant, launch in zip(plants, launches, strict=True):
            found = by_launch[launch.launch_id]
            assert set(found) == {plant.code, *plant.besides}
            assert found[plant.code] == plant.money

        yard.run(repair=True)
        once = yard.everything()
        yard.run(repair=True)
        assert yard.everything() == once


def test_every_code_is_planted() -> None:
    planted = {plant.code for plant in PLANTS.values()}
    assert planted | FROM_ELSEWHERE == set(DifferenceCode)
