"""The sandbox network's books outlive it, and processes may share them."""

import threading
from pathlib import Path

from domain_api.adapters.networks.sandbox import SandboxNetwork
from domain_api.kernel import ManualClock
from tests.domain_api.adapters.networks.placements import placement
from tests.support.actors import START


def test_the_books_are_there_after_a_restart(tmp_path: Path) -> None:
    first = SandboxNetwork(tmp_path, ManualClock(START))
    reference = first.place(placement())
    first.pause(reference)
    first.close()
    second = SandboxNetwork(tmp_path, ManualClock(START))
    assert [(ad.reference, ad.state) for ad in second.placements()] == [(reference, "paused")]
    assert second.place(placement()) == reference
    second.close()


def test_two_who_open_the_books_and_place_at_once_place_one_ad(tmp_path: Path) -> None:
    references: list[str] = []
    barrier = threading.Barrier(4, timeout=20)

    def place() -> None:
        barrier.wait()
        network = SandboxNetwork(tmp_path / "shared", ManualClock(START))
        references.append(network.place(placement()))
        network.close()

    threads = [threading.Thread(target=place) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(references) == 4
    network = SandboxNetwork(tmp_path / "shared", ManualClock(START))
    assert [ad.reference for ad in network.placements()] == list(set(references))
    network.close()
