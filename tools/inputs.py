"""Inputs of tools whose services take an id or nothing, or whose answers are kept shorter."""

from typing import Annotated

from pydantic import Field

from domain_api.kernel import Command
from domain_api.sales.summaries.model import QueryMetrics


class ListChannels(Command):
    """Every channel of the catalogue."""


class GetCampaign(Command):
    campaign_id: Annotated[str, Field(max_length=40, description="A campaign's id, cmp_….")]


class GetAsset(Command):
    asset_id: Annotated[str, Field(max_length=40, description="An asset's id, ast_….")]


class GetBrand(Command):
    """The brand of the organization."""


class ClientById(Command):
    client_id: Annotated[str, Field(max_length=40, description="A client's id, cli_….")]


class ListMetrics(Command):
    """Every metric there is."""


class AskMetrics(QueryMetrics):
    """Metrics by dimensions, with filters. Money is never summed across currencies."""

    limit: Annotated[int, Field(ge=1, le=50, description="Rows to return, at most 50.")] = 50
