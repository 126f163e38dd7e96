"""Resources: things a client may read by address. Each is read through the tool that shows it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from mcp.types import Resource as McpResource
from mcp.types import ResourceTemplate

from tools.tool import ServerName

MIME = "application/json"


@dataclass(frozen=True, slots=True)
class Resource:
    """`argument` is the field of the tool's input that `{id}` in the address fills."""

    uri: str
    server: ServerName
    name: str
    title: str
    description: str
    tool: str
    argument: str | None = None

    def arguments(self, uri: str) -> dict[str, str] | None:
        """The tool's arguments when the address is one of this resource, else None."""
        if self.argument is None:
            return {} if uri == self.uri else None
        prefix = self.uri.removesuffix("{id}")
        match = re.fullmatch(re.escape(prefix) + r"([^/?#]{1,200})", uri)
        return {self.argument: unquote(match[1])} if match else None


RESOURCES: tuple[Resource, ...] = (
    Resource(
        uri="promptsales://channels",
        server=ServerName.CAMPAIGN,
        name="channels",
        title="Channels",
        description="Every channel a campaign can use.",
        tool="list_channels",
    ),
    Resource(
        uri="plan://{id}",
        server=ServerName.CAMPAIGN,
        name="plan",
        title="Campaign plan",
        description="A campaign plan as it is now, by its id.",
        tool="get_plan",
        argument="plan_id",
    ),
    Resource(
        uri="campaign://{id}",
        server=ServerName.CAMPAIGN,
        name="campaign",
        title="Campaign",
        description="A launched campaign with its receipts, ads and changes of state, by its id.",
        tool="get_campaign",
        argument="campaign_id",
    ),
    Resource(
        uri="promptsales://brand",
        server=ServerName.CONTENT,
        name="brand",
        title="Brand",
        description="How the organization sounds, and what it must not say.",
        tool="get_brand",
    ),
    Resource(
        uri="asset://{id}",
        server=ServerName.CONTENT,
        name="asset",
        title="Asset",
        description="One piece of material with its texts, digest and origin, by its id.",
        tool="get_asset",
        argument="asset_id",
    ),
)


def resources_of(server: ServerName) -> tuple[Resource, ...]:
    return tuple(resource for resource in RESOURCES if resource.server is server)


def listed(resources: Iterable[Resource]) -> list[McpResource]:
    return [
        McpResource(
            uri=item.uri,
            name=item.name,
            title=item.title,
            description=item.description,
            mime_type=MIME,
        )
        for item in resources
        if item.argument is None
    ]


def templates(resources: Iterable[Resource]) -> list[ResourceTemplate]:
    return [
        ResourceTemplate(
            uri_template=item.uri,
            name=item.name,
            title=item.title,
            description=item.description,
            mime_type=MIME,
        )
        for item in resources
        if item.argument is not None
    ]
