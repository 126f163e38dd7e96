"""`promptsales bench launch`: all its figures, from real launches; what it counts is exact."""

import json
import shutil
from pathlib import Path

import pytest

from domain_api.kernel import Channel
from suite.bench import launching
from suite.bench.launching import CHANNELS
from suite.bench.run import run_launches
from tests.suite.command import RunHere

LAUNCHES = 2


@pytest.mark.system
@pytest.mark.xdist_group("bench")
def test_a_small_bench_tells_every_figure_and_counts_the_same_twice(
    tmp_path: Path, run_here: RunHere
) -> None:
    done = run_here("bench", "launch", "--launches", str(LAUNCHES), "--json")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    told = json.loads(done.stdout)
    assert told["launches"] == LAUNCHES
    for name in ("own_ms", "tool_call_ms", "worker_ms", "preparation_ms"):
        assert 0 < told[name]["p50"] <= told[name]["p95"]
    assert told["tool_call_ms"]["p50"] + told["worker_ms"]["p50"] <= 2 * told["own_ms"]["p95"]
    slowest = told["own_ms"]["p95"]
    assert 1000 / slowest <= told["per_second"] + 0.01
    overhead = told["overhead"]
    ratio = overhead["ours_ms"]["p50"] / overhead["bare_ms"]["p50"]
    assert overhead["ratio"] == pytest.approx(ratio, abs=0.02)  # pyright: ignore[reportUnknownMemberType] -- pytest's own

    again = run_launches(tmp_path / "again", LAUNCHES)
    assert again.cost.told() == told["per_launch"]
    assert len({launch.cost.commits for launch in again.launches}) == 1
    assert len({launch.cost.calls for launch in again.launches}) == 1


@pytest.mark.system
@pytest.mark.xdist_group("bench")
def test_a_launch_that_comes_to_nothing_breaks_the_bench(
    tmp_path: Path, run_here: RunHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launching, "DISPATCHED", "on the moon")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    done = run_here("bench", "launch", "--launches", "1")
    assert done.returncode == 1
    assert done.stdout == ""
    first, second = done.stderr.splitlines()
    assert first.endswith("is dispatched, not on the moon")
    kept = Path(second.removeprefix("what there is stays in "))
    assert (kept / "logs" / "house.log").exists()
    shutil.rmtree(kept)


@pytest.mark.parametrize("launches", ["0", "-3", "1001", "many", "1.5", ""])
def test_a_number_of_launches_that_cannot_be_is_a_wrong_use(
    launches: str, run_here: RunHere
) -> None:
    done = run_here("bench", "launch", "--launches", launches)
    assert done.returncode == 2
    assert "--launches" in done.stderr


def test_the_bench_launches_on_owned_channels_and_on_a_network() -> None:
    assert {Channel(name).owned for name in CHANNELS} == {True, False}
