"""One key, one effect, over HTTP."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from domain_api.kernel import Unavailable
from tests.domain_api.http.toys import ANA, EVE, LUIS, Toy, toy
from tests.support.idempotency import MemoryIdempotencyStore

KEY = "order-0001"


def code_of(response: Any) -> str:
    return response.json()["code"]


def test_the_same_request_again_gets_the_first_answer_and_says_so():
    app = toy()
    first, again = app.add(key=KEY), app.add(key=KEY)
    assert app.things.added == ["cup"]
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["Content-Type"] == first.headers["Content-Type"]
    assert again.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers


def test_what_belongs_to_one_request_is_not_replayed():
    app = toy()
    first, again = app.add(key=KEY), app.add(key=KEY)
    assert first.headers["X-Of-This-Request"] == "yes"
    assert "X-Of-This-Request" not in again.headers
    assert again.headers["X-Request-Id"] != first.headers["X-Request-Id"]


def test_without_a_key_two_requests_are_two():
    app = toy()
    app.add()
    app.add()
    assert app.things.added == ["cup", "cup"]


def test_the_same_key_with_another_body_is_a_conflict():
    app = toy()
    app.add("cup", KEY)
    other = app.add("plate", KEY)
    assert (other.status_code, code_of(other)) == (409, "idempotency_conflict")
    assert app.things.added == ["cup"]


def test_another_query_is_another_request():
    app = toy()
    for query, status in (("?a=1", 201), ("?a=1", 201), ("?a=2", 409)):
        response = app.client.post(
            f"/api/v1/things{query}",
            json={"name": "cup"},
            headers=app.headers(**{"Idempotency-Key": KEY}),
        )
        assert response.status_code == status
    assert app.things.added == ["cup"]


def test_a_key_is_the_organizations():
    app = toy()
    ours, theirs = app.add(key=KEY), app.add(key=KEY, token=EVE)
    assert app.things.added == ["cup", "cup"]
    assert ours.json()["by"] != theirs.json()["by"]


def test_a_colleague_with_the_key_gets_a_conflict_and_not_the_answer():
    app = toy()
    app.add(key=KEY)
    assert app.add(key=KEY, token=LUIS).status_code == 409
    assert app.things.added == ["cup"]


def test_the_key_may_stand_in_the_body():
    app = toy()
    for _ in range(2):
        response = app.client.post(
            "/api/v1/things",
            json={"name": "cup", "idempotency_key": KEY},
            headers=app.headers(),
        )
        assert response.status_code == 201
    assert app.things.added == ["cup"]


def test_two_different_keys_in_one_request_are_an_error():
    app = toy()
    response = app.client.post(
        "/api/v1/things",
        json={"name": "cup", "idempotency_key": KEY},
        headers=app.headers(**{"Idempotency-Key": "order-0002"}),
    )
    assert (response.status_code, code_of(response)) == (422, "invalid_idempotency_key")


@pytest.mark.parametrize("key", ["", "short", "k" * 201, "with space", "tab\there", "cl\xe9-12345"])
def test_a_key_of_a_bad_shape_is_an_error(key: str):
    app = toy()
    headers = [(b"authorization", f"Bearer {ANA}".encode()), (b"idempotency-key", key.encode())]
    response = app.client.post("/api/v1/things", json={"name": "cup"}, headers=headers)
    assert (response.status_code, code_of(response)) == (422, "invalid_idempotency_key")
    assert app.things.added == []


def test_a_key_needs_to_know_whose_it_is():
    app = toy()
    response = app.add(key=KEY, token="forged")
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'


def test_a_refused_request_gives_the_key_back():
    app = toy()
    assert app.add("", KEY).status_code == 422
    assert app.add("cup", KEY).status_code == 201


def test_a_broken_request_may_have_been_done_and_is_not_done_again():
    app = toy()
    app.things.failures = 1
    assert app.add(key=KEY).status_code == 500
    early = app.add(key=KEY)
    app.clock.advance(timedelta(minutes=1))
    late = app.add(key=KEY)
    assert [code_of(early), code_of(late)] == [
        "idempotency_conflict",
        "idempotency_outcome_unknown",
    ]
    assert (late.status_code, late.json()["recovery"]) == (409, "correctable")
    assert app.things.added == []
    assert app.add(key="order-0002").status_code == 201


def test_reading_with_a_key_is_just_reading():
    app = toy()
    headers = app.headers(**{"Idempotency-Key": "short"})
    assert app.client.get("/api/v1/things/t1", headers=headers).status_code == 200


def test_a_second_request_while_the_first_is_in_flight_is_a_conflict():
    app = toy()
    app.things.gate.clear()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(app.add, key=KEY)
        assert app.things.entered.wait(20)
        second = app.add(key=KEY)
        app.things.gate.set()
        assert first.result(20).status_code == 201
    assert (second.status_code, code_of(second)) == (409, "idempotency_conflict")
    assert app.add(key=KEY).headers["Idempotent-Replayed"] == "true"
    assert app.things.added == ["cup"]


def test_of_many_requests_at_once_one_has_an_effect():
    app, together = toy(), threading.Barrier(8)

    def add(_number: int) -> int:
        together.wait(20)
        return app.add(key=KEY).status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(add, range(8)))
    assert app.things.added == ["cup"]
    assert 201 in statuses
    assert set(statuses) <= {201, 409}


def test_an_answer_is_kept_for_a_day():
    app = toy()
    app.add(key=KEY)
    app.clock.advance(timedelta(hours=24))
    assert "Idempotent-Replayed" not in app.add(key=KEY).headers


def test_done_work_whose_answer_cannot_be_kept_is_still_answered(monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: str) -> None:
        raise Unavailable("The database does not answer now.")

    app = toy()
    monkeypatch.setattr(MemoryIdempotencyStore, "keep", refuse)
    with capture_logs() as lines:
        response = app.add(key=KEY)
    assert response.status_code == 201
    assert "idempotent_answer_not_kept" in [line["event"] for line in lines]


def test_a_store_that_does_not_answer_lets_nothing_happen(monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: str) -> str | None:
        raise Unavailable("The database does not answer now.")

    app: Toy = toy()
    monkeypatch.setattr(MemoryIdempotencyStore, "claim", refuse)
    response = app.add(key=KEY)
    assert (response.status_code, app.things.added) == (503, [])


def test_a_refusal_that_leaves_the_outcome_unknown_keeps_the_key():
    app = toy()
    app.things.failures = 1
    app.things.failing = Unavailable("The connection was cut.", code="outcome_unknown")
    told = app.add(key=KEY)
    assert (told.status_code, code_of(told)) == (503, "outcome_unknown")
    assert "Retry-After" not in told.headers
    app.clock.advance(timedelta(hours=1))
    again = app.add(key=KEY)
    assert (again.status_code, code_of(again)) == (409, "idempotency_outcome_unknown")
    assert app.things.added == []


def test_any_other_refusal_gives_the_key_back():
    app = toy()
    app.things.failures = 1
    app.things.failing = Unavailable("The database does not answer now.")
    told = app.add(key=KEY)
    assert (told.status_code, code_of(told)) == (503, "unavailable")
    assert "Retry-After" in told.headers
    assert app.add(key=KEY).status_code == 201
