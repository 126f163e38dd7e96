"""The sample's own context, through the doors of the product: REST, MCP and the worker."""

from datetime import timedelta
from typing import Any

import pytest

from tests.extension.sample.points.service import GOOD_FOR
from tests.suite.house import (
    MARTA,
    OLGA,
    STRANGER,
    VICTOR,
    House,
    answer_of,
    error_of,
    wait_until,
)

pytestmark = [pytest.mark.system, pytest.mark.xdist_group("extension")]


def a_client(house: House, name: str) -> str:
    made = house.person(MARTA).make("/clients", {"name": name, "email": f"{name}@points.test"})
    return made["client_id"]


def award(client_id: str, points: int = 100, **more: Any) -> dict[str, Any]:
    return {"client_id": client_id, "points": points, "reason": "first order", **more}


def test_the_routes_are_in_the_document_with_their_problems(house: House) -> None:
    document = house.person(MARTA).http.get(f"{house.installation.public_url}/openapi.json").json()
    given = document["paths"]["/api/v1/loyalty/points"]["post"]
    assert given["summary"] == "Give points"
    assert given["security"]
    assert "application/problem+json" in given["responses"]["404"]["content"]
    assert "Idempotency-Key" in {parameter["name"] for parameter in given["parameters"]}
    assert "rcs" in document["components"]["schemas"]["Channel"]["enum"]


def test_points_are_given_and_redeemed_as_far_as_they_go(house: House) -> None:
    marta, client_id = house.person(MARTA), a_client(house, "goes")
    assert marta.make("/loyalty/points", award(client_id))["balance"] == 100
    redeemed = marta.make("/loyalty/redemptions", award(client_id, 70))
    assert redeemed["balance"] == 30
    assert [entry["movement"] for entry in redeemed["entries"]] == ["redeemed", "given"]
    refused = marta.post("/loyalty/redemptions", award(client_id, 31))
    assert refused.headers["content-type"] == "application/problem+json"
    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (409, "not_enough_points")
    assert problem["details"] == {"balance": 30}
    assert marta.read(f"/clients/{client_id}/points")["balance"] == 30


@pytest.mark.parametrize("change", [{"points": 0}, {"points": "7"}, {"more": 1}, {"reason": ""}])
def test_bad_input_is_refused_with_the_field_that_is_wrong(
    house: House, change: dict[str, Any]
) -> None:
    client_id = a_client(house, "bad")
    refused = house.person(MARTA).post("/loyalty/points", award(client_id) | change)
    assert refused.status_code == 422
    (problem,) = refused.json()["details"]["problems"]
    assert problem["field"].endswith(next(iter(change)))
    assert house.person(MARTA).read(f"/clients/{client_id}/points")["balance"] == 0


def test_a_repeated_request_with_a_key_gives_once(house: House) -> None:
    marta, client_id = house.person(MARTA), a_client(house, "once")
    headers = {"Idempotency-Key": f"award-{client_id}"}
    answers = [
        marta.http.post("/loyalty/points", json=award(client_id), headers=headers).json()
        for _ in range(2)
    ]
    assert answers[0] == answers[1]
    assert marta.read(f"/clients/{client_id}/points")["balance"] == 100


def test_who_is_not_signed_in_or_may_not_write_gives_nothing(house: House) -> None:
    client_id = a_client(house, "rights")
    stolen = house.person(MARTA).http.post(
        "/loyalty/points", json=award(client_id), headers={"Authorization": "Bearer none"}
    )
    assert stolen.status_code == 401
    viewer = house.person(VICTOR).post("/loyalty/points", award(client_id))
    assert (viewer.status_code, viewer.json()["code"]) == (403, "scope_missing")


@pytest.mark.asyncio
async def test_a_client_of_another_organization_is_not_there(house: House) -> None:
    client_id, stranger = a_client(house, "tenant"), house.person(STRANGER)
    house.person(MARTA).make("/loyalty/points", award(client_id))
    refusals = [
        stranger.get(f"/clients/{client_id}/points"),
        stranger.post("/loyalty/points", award(client_id)),
        stranger.post("/loyalty/redemptions", award(client_id)),
    ]
    assert {(one.status_code, one.json()["code"]) for one in refusals} == {
        (404, "client_not_found")
    }
    async with house.client("crm", house.agent_token(STRANGER)) as client:
        for tool, arguments in [
            ("get_points", {"client_id": client_id}),
            ("give_points", award(client_id)),
        ]:
            error = error_of(await client.call_tool(tool, arguments))
            assert error["code"] == "client_not_found"


@pytest.mark.asyncio
async def test_the_tools_are_listed_on_their_server_and_called(house: House) -> None:
    client_id = a_client(house, "tools")
    async with house.client("crm", house.agent_token(MARTA)) as client:
        listed = {tool.name: tool for tool in (await client.list_tools()).tools}
        tool = listed["give_points"]
        assert tool.annotations
        assert tool.annotations.read_only_hint is False
        assert listed["get_points"].annotations
        assert listed["get_points"].annotations.read_only_hint is True
        assert set(tool.input_schema["required"]) == {"client_id", "points", "reason"}
        assert tool.output_schema
        key = {"idempotency_key": f"tool-{client_id}"}
        for _ in range(2):
            given = answer_of(await client.call_tool("give_points", award(client_id) | key))
            assert given["balance"] == 100
        error = error_of(await client.call_tool("give_points", award(client_id, -1)))
        assert (error["code"], error["recovery"]) == ("invalid_input", "correctable")
    async with house.client("campaign", house.agent_token(MARTA)) as client:
        names = {tool.name for tool in (await client.list_tools()).tools}
        assert not names & {"give_points", "get_points"}


@pytest.mark.asyncio
async def test_who_may_not_write_does_not_see_the_tool_that_writes(house: House) -> None:
    async with house.client("crm", house.agent_token(VICTOR)) as client:
        names = {tool.name for tool in (await client.list_tools()).tools}
    assert "get_points" in names
    assert "give_points" not in names


def test_the_worker_lets_points_expire_and_the_oldest_are_spent_first(house: House) -> None:
    olga, client_id = house.person(OLGA), a_client(house, "expire")
    olga.make("/loyalty/points", award(client_id, 100))
    olga.make("/loyalty/redemptions", award(client_id, 60))
    house.clock.step_to(house.clock.now() + timedelta(days=1))
    olga.make("/loyalty/points", award(client_id, 50))
    house.clock.step_to(house.clock.now() + GOOD_FOR - timedelta(hours=12))

    def view() -> dict[str, Any]:
        return olga.read(f"/clients/{client_id}/points")

    wait_until(lambda: view()["balance"] == 50, "the first points to expire")
    newest = view()["entries"][0]
    assert (newest["movement"], newest["points"]) == ("expired", 40)
