"""The one place where ports meet adapters: settings in, a ready application out."""

from domain_api.bootstrap.addresses import MCP_SERVERS, api_audience, mcp_resources
from domain_api.bootstrap.application import Application, build
from domain_api.bootstrap.contexts import EVENING, MORNING
from domain_api.bootstrap.databases import (
    Databases,
    connect_databases,
    make_databases,
    open_queues,
)

__all__ = [
    "EVENING",
    "MCP_SERVERS",
    "MORNING",
    "Application",
    "Databases",
    "api_audience",
    "build",
    "connect_databases",
    "make_databases",
    "mcp_resources",
    "open_queues",
]
