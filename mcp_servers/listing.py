"""How a tool of the catalogue looks on the wire."""

from mcp.types import Tool as McpTool
from mcp.types import ToolAnnotations

from tools.tool import AnyTool

EFFECT_KEY = "promptsales/effect"
"""In a tool's `_meta`: read, draft, write, send or spend."""


def listed(tool: AnyTool) -> McpTool:
    hints = tool.hints
    return McpTool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.input_schema(),
        output_schema=tool.output_schema(),
        annotations=ToolAnnotations(
            title=tool.title,
            read_only_hint=hints.read_only,
            destructive_hint=hints.destructive,
            idempotent_hint=hints.idempotent,
            open_world_hint=hints.open_world,
        ),
        _meta={EFFECT_KEY: tool.effect.value},
    )
