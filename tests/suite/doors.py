"""The two doors of the domain, REST and MCP, knocked at with one and the same request."""

from typing import Any

from tests.suite.house import MARTA, House, error_of


async def refusal_at_both(
    house: House,
    tool: str,
    rest: str,
    arguments: dict[str, Any],
    *,
    body: dict[str, Any] | None = None,
    email: str = MARTA,
) -> tuple[str, str]:
    """Code and recovery, which must be the same at both doors.

    `tool` is such as `crm.get_client` and `rest` such as `GET /clients/cli_…`; `body` is for
    requests whose path says what a tool takes as arguments.
    """
    (method, path), (server, name) = rest.split(" "), tool.split(".")
    sent = arguments if body is None else body
    answer = house.person(email).http.request(method, path, json=sent)
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    problem = answer.json()
    async with house.client(server, house.agent_token(email)) as client:
        error = error_of(await client.call_tool(name, arguments))
    assert (problem["code"], problem["recovery"]) == (error["code"], error["recovery"])
    assert problem["status"] == answer.status_code in (404, 409, 422)
    assert problem["detail"].endswith(".")
    assert error["message"].endswith(".")
    return error["code"], error["recovery"]
