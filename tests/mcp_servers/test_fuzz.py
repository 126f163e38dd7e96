"""Whatever JSON is sent to whichever tool, the answer has a declared shape."""

from typing import Any

import anyio
import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st
from mcp import Client

from tests.mcp_servers.support import error_of, server_for
from tests.tools.test_execution import JSON
from tests.tools.world import World
from tools.catalogue import catalogue


@settings(max_examples=60, deadline=None)
@given(
    tool=st.sampled_from(catalogue()),
    arguments=st.dictionaries(st.text(max_size=12), JSON, max_size=4),
    data=st.data(),
)
def test_whatever_is_sent_the_answer_is_a_result_or_an_error_of_the_declared_shape(
    tool: Any, arguments: dict[str, Any], data: st.DataObject
) -> None:
    fields = st.sampled_from([*tool.input.model_fields, "extra"])
    arguments = arguments | data.draw(st.dictionaries(fields, JSON, max_size=4))

    async def call() -> None:
        async with Client(server_for(World(), tool.server)) as client:
            result = await client.call_tool(tool.name, arguments)
        if result.is_error:
            assert error_of(result)["code"] != "internal_error"
        else:
            jsonschema.validate(result.structured_content, tool.output_schema())

    anyio.run(call)
