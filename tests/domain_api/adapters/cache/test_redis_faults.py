"""Redis dies, hangs, comes back empty, loses or refuses: slower, never wrong."""

import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from redis import Redis
from structlog.testing import capture_logs

from domain_api.adapters.cache.breaker import Breaker
from domain_api.adapters.cache.line import RedisLine
from domain_api.adapters.cache.redis_cache import RedisCache
from domain_api.kernel import Unavailable
from tests.domain_api.adapters.cache.places import TTL_S, Place, Timer, loads, on_redis
from tests.support.redis_server import RedisServer, keys_like

pytestmark = pytest.mark.redis


class House:
    """Two processes on one Redis; `rest` is over when it is told."""

    def __init__(self, url: str) -> None:
        self.timer = Timer()
        self.one = on_redis(RedisLine(url, Breaker(self.timer)))
        self.other = on_redis(RedisLine(url, Breaker(self.timer)))
        self.other.organization = self.one.organization

    def rest(self) -> None:
        self.timer.now += 1.0


@pytest.fixture
def house(server: RedisServer) -> House:
    return House(server.url)


def answer(place: Place, *answers: bytes) -> bytes:
    return place.cache.read(place.key(), TTL_S, loads(*answers))


def test_processes_share_answers_and_changes(house: House):
    assert answer(house.one, b"1") == b"1"
    assert answer(house.other, b"2") == b"1"
    house.other.cache.invalidate(house.one.organization, "facts")
    assert answer(house.one, b"3") == b"3"


def test_a_dead_redis_only_costs_the_computing(house: House, server: RedisServer):
    answer(house.one, b"1")
    server.kill()
    with capture_logs() as logs:
        answers = [answer(house.one, str(n).encode()) for n in range(5)]
        house.one.cache.invalidate(house.one.organization, "facts")
    assert answers == [b"0", b"1", b"2", b"3", b"4"]
    assert [line["event"] for line in logs] == ["redis_out_of_reach"]
    assert house.one.figure("reads_total", cache="figures", outcome="around") == 5


def test_it_is_used_again_when_it_is_back_and_its_connections_were_dead(
    house: House, server: RedisServer
):
    answer(house.one, b"1")
    server.kill()
    server.start()
    house.rest()
    assert answer(house.one, b"2", b"wrong") == b"2"
    house.rest()
    assert answer(house.other, b"3") in (b"2", b"3")
    assert answer(house.one, b"4") in (b"2", b"3")


def test_a_hanging_redis_makes_one_read_wait_and_not_each(house: House, server: RedisServer):
    answer(house.one, b"1")
    server.pause(signal.SIGSTOP)
    try:
        began = time.monotonic()
        for _ in range(50):
            assert answer(house.one, b"2") == b"2"
        assert time.monotonic() - began < 2.0
    finally:
        server.pause(signal.SIGCONT)


def test_a_change_that_redis_did_not_take_is_told_before_the_next_read(
    house: House, server: RedisServer
):
    answer(house.one, b"old")
    server.pause(signal.SIGSTOP)
    try:
        answer(house.one, b"around")  # from now on the breaker rests: nothing is sent
        house.one.cache.invalidate(house.one.organization, "facts")
    finally:
        server.pause(signal.SIGCONT)
    assert answer(house.one, b"new") == b"new"
    house.rest()
    assert answer(house.one, b"new") == b"new"
    assert answer(house.other, b"wrong") == b"new"
    assert house.one.figure("invalidations_lost_total") == 1


def test_more_lost_changes_than_are_remembered_empty_the_cache(
    server: RedisServer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("domain_api.adapters.cache.lost.MOST", 3)
    house = House(server.url)
    answer(house.other, b"old")
    server.pause(signal.SIGSTOP)
    try:
        for number in range(5):
            house.one.cache.invalidate(f"org_{number}", "facts")
        house.one.cache.invalidate(house.one.organization, "facts")
    finally:
        server.pause(signal.SIGCONT)
    house.rest()
    house.one.cache.read(house.one.key("q2"), TTL_S, loads(b"1"))
    assert answer(house.other, b"new") == b"new"


def test_many_lost_changes_are_told_in_parts(server: RedisServer):
    house = House(server.url)
    answer(house.other, b"old")
    server.pause(signal.SIGSTOP)
    try:
        house.one.cache.invalidate("org_1", *(f"tag-{number}" for number in range(1200)))
        house.one.cache.invalidate(house.one.organization, "facts")
    finally:
        server.pause(signal.SIGCONT)
    house.rest()
    assert answer(house.one, b"new") == b"new"
    assert answer(house.other, b"wrong") == b"new"


def test_a_generation_that_was_evicted_never_comes_back_as_an_old_one(
    house: House, server: RedisServer
):
    answer(house.one, b"old")
    with Redis(port=server.port) as client:
        (generation,) = keys_like(client, f"*generation:{house.one.organization}:facts")
        client.delete(generation)
    assert answer(house.one, b"new") == b"new"


def test_a_full_redis_that_takes_no_more_only_costs_the_computing(
    house: House, server: RedisServer
):
    with Redis(port=server.port) as client:
        client.config_set("maxmemory", "1")  # pyright: ignore[reportUnknownMemberType] -- its keywords are untyped
    for number in (b"1", b"2"):
        assert answer(house.one, number) == number
        house.rest()


def test_another_release_reads_no_answer_but_hears_every_change(server: RedisServer):
    line = RedisLine(server.url)
    old, new = RedisCache(line, "v1"), RedisCache(line, "v2")
    key = Place(old, on_redis(line).metrics, lambda _key: None).key()
    assert old.read(key, TTL_S, loads(b"old shape")) == b"old shape"
    assert new.read(key, TTL_S, loads(b"new shape")) == b"new shape"
    old.invalidate(key.organization_id, "facts")
    assert new.read(key, TTL_S, loads(b"newer")) == b"newer"
    line.close()


def test_answers_expire_by_themselves(server: RedisServer):
    house = House(server.url)
    answer(house.one, b"1")
    with Redis(port=server.port) as client:
        (name,) = keys_like(client, "*:answer:*")
        assert 0.8 * TTL_S * 1000 - 5000 < int(str(client.pttl(name))) <= TTL_S * 1000


@pytest.mark.parametrize("url", ["", "localhost", "http://127.0.0.1:6379", "redis://host:port/0"])
def test_a_wrong_address_names_the_setting_and_not_the_password(url: str):
    with pytest.raises(Unavailable, match="PROMPTSALES_REDIS_URL") as refused:
        RedisLine(url)
    assert refused.value.code == "invalid_redis_url"


def test_no_log_line_holds_the_address():
    line = RedisLine("redis://:very-secret@127.0.0.1:1/0")
    place = on_redis(line)
    with capture_logs() as logs:
        assert answer(place, b"1") == b"1"
    assert "very-secret" not in repr((logs, line))
    line.close()


def test_without_redis_those_who_wait_share_the_next_load_and_not_the_one_under_way(
    house: House, server: RedisServer
):
    server.kill()
    began, go, load = threading.Event(), threading.Event(), loads(b"new")

    def old() -> bytes:
        began.set()
        assert go.wait(20)
        return b"old"

    place = house.one
    with ThreadPoolExecutor(5) as crowd:
        first = crowd.submit(place.cache.read, place.key(), TTL_S, old)
        assert began.wait(20)
        later = [crowd.submit(place.cache.read, place.key(), TTL_S, load) for _ in range(4)]
        resting = threading.Event()
        for _ in range(2000):
            if place.figure("waits_total", cache="figures") == 4:
                break
            resting.wait(0.01)
        go.set()
        assert [one.result(20) for one in later] == [b"new"] * 4
        assert (first.result(20), load.calls) == (b"old", 1)
