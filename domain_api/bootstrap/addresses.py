"""The public addresses that tokens are meant for."""

from domain_api.settings import Settings

MCP_SERVERS = ("campaign", "content", "crm", "payment", "insights")


def mcp_resources(settings: Settings) -> list[str]:
    """The public address of each MCP server: what an agent's token is meant for."""
    return [f"{settings.public_url}/mcp/{server}" for server in MCP_SERVERS]


def api_audience(settings: Settings) -> str:
    """What a person's token is meant for."""
    return f"{settings.public_url}/api"
