"""What the product's tool calls are measured against: one tool of the same SDK that does nothing.

It has the input, the output and the answer of `list_metrics`, and neither tokens nor a
database. It is written as the SDK's own manual writes a tool.
"""

import argparse
from pathlib import Path

from mcp.server import MCPServer
from starlette.applications import Starlette

from suite.bench.serving import serve
from suite.logs import configure_logs
from suite.processes.lifeline import leave_when_told, telling_the_parent, watch_parent
from tools.views import MetricList

PATH = "/mcp"
TOOL = "list_metrics"


def bare_app(answer: MetricList) -> Starlette:
    """Stateless with JSON answers, as the product's servers are."""
    server = MCPServer("bare")

    @server.tool(name=TOOL)
    def list_metrics() -> MetricList:  # pyright: ignore[reportUnusedFunction] -- the server has it
        return answer

    return server.streamable_http_app(
        streamable_http_path=PATH, json_response=True, stateless_http=True
    )


def main() -> None:
    arguments = _arguments()
    configure_logs()
    leave_when_told()
    watch_parent()
    with telling_the_parent():
        answer = MetricList.model_validate_json(arguments.answer.read_text(encoding="utf-8"))
        serve(bare_app(answer), arguments.port)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--answer", type=Path, required=True, help="a file with the answer")
    return parser.parse_args()


if __name__ == "__main__":
    main()
