"""One MCP server: its tools, resources and prompts, for whoever its transport says is calling."""

import json
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, TypeVar

import anyio
from mcp.server import Server
from mcp.server.context import ServerRequestContext
from mcp.types import (
    CallToolRequestParams,
    CallToolResult,
    CompleteRequestParams,
    CompleteResult,
    Completion,
    GetPromptRequestParams,
    GetPromptResult,
    ListPromptsResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
    TextContent,
    TextResourceContents,
)
from mcp.types import Tool as McpTool

from domain_api import __version__
from domain_api.kernel import Actor, DomainError, InvalidInput, SystemClock
from mcp_servers import completion, listing, prompts, resources
from mcp_servers.auditing import ToolNotes
from mcp_servers.deps import ActorOf, ServerDeps
from mcp_servers.errors import (
    internal_error,
    invalid_prompt,
    protocol_error,
    resource_error,
    resource_not_found,
    tool_error,
    unknown_tool,
)
from mcp_servers.profiles import PROFILES
from tools.catalogue import tool_named, tools_of, usable_by
from tools.execution import run_tool
from tools.tool import AnyTool, ServerName

THREADS = 40
"""Calls that one server runs at once; more wait, so one busy server starves no other."""

Context = ServerRequestContext[Any, Any]
T = TypeVar("T")


def build_server(name: ServerName, deps: ServerDeps, actor_of: ActorOf) -> Server[Any]:
    """The server of that name. What an actor may not use is neither listed nor callable."""
    desk = _Desk(name, deps, actor_of)
    profile = PROFILES[name]
    return Server(
        f"promptsales-{name.value}",
        version=__version__,
        title=profile.title,
        instructions=profile.instructions,
        get_tool_input_schema=desk.input_schema,
        on_list_tools=desk.list_tools,
        on_call_tool=desk.call_tool,
        on_list_resources=desk.list_resources,
        on_list_resource_templates=desk.list_templates,
        on_read_resource=desk.read_resource,
        on_list_prompts=desk.list_prompts,
        on_get_prompt=desk.get_prompt,
        on_completion=desk.complete,
    )


@cache
def _wire(tool: AnyTool) -> McpTool:
    return listing.listed(tool)


class _Desk:
    """Answers the requests of one server."""

    def __init__(self, name: ServerName, deps: ServerDeps, actor_of: ActorOf) -> None:
        self._tools = {tool.name: tool for tool in tools_of(name, deps.added)}
        self._resources = resources.resources_of(name)
        self._prompts = {prompt.name: prompt for prompt in prompts.prompts_of(name)}
        self._deps = deps
        self._actor_of = actor_of
        self._notes = ToolNotes(deps.audit, SystemClock())
        self._threads = anyio.CapacityLimiter(THREADS)

    def input_schema(self, name: str) -> Mapping[str, Any] | None:
        tool = self._tools.get(name)
        return _wire(tool).input_schema if tool else None

    async def list_tools(
        self, ctx: Context, _params: PaginatedRequestParams | None
    ) -> ListToolsResult:
        actor = self._actor_of(ctx)
        usable = usable_by(actor, tuple(self._tools.values()))
        return ListToolsResult(tools=[_wire(tool) for tool in usable])

    async def call_tool(self, ctx: Context, params: CallToolRequestParams) -> CallToolResult:
        actor = self._actor_of(ctx)
        tool = self._tools.get(params.name)
        if tool is None:
            raise unknown_tool(params.name)
        if not tool.rights <= actor.scopes:
            await self._in_thread(partial(self._notes.refused, actor, tool), actor, tool.name)
            raise unknown_tool(params.name)
        try:
            answer = await self._run(actor, tool, params.arguments or {})
        except DomainError as error:
            return tool_error(error)
        text = json.dumps(answer, ensure_ascii=False)
        return CallToolResult(content=[TextContent(text=text)], structured_content=answer)

    async def list_resources(
        self, ctx: Context, _params: PaginatedRequestParams | None
    ) -> ListResourcesResult:
        return ListResourcesResult(resources=resources.listed(self._readable(ctx)))

    async def list_templates(
        self, ctx: Context, _params: PaginatedRequestParams | None
    ) -> ListResourceTemplatesResult:
        return ListResourceTemplatesResult(
            resource_templates=resources.templates(self._readable(ctx))
        )

    async def read_resource(
        self, ctx: Context, params: ReadResourceRequestParams
    ) -> ReadResourceResult:
        actor = self._actor_of(ctx)
        for resource in self._readable(ctx):
            arguments = resource.arguments(params.uri)
            if arguments is not None:
                return await self._read(actor, resource.tool, arguments, params.uri)
        raise resource_not_found(params.uri)

    async def list_prompts(
        self, ctx: Context, _params: PaginatedRequestParams | None
    ) -> ListPromptsResult:
        actor = self._actor_of(ctx)
        usable = [prompt for prompt in self._prompts.values() if prompt.scope in actor.scopes]
        return ListPromptsResult(prompts=prompts.listed(usable))

    async def get_prompt(self, ctx: Context, params: GetPromptRequestParams) -> GetPromptResult:
        prompt = self._prompts.get(params.name)
        if prompt is None or prompt.scope not in self._actor_of(ctx).scopes:
            raise invalid_prompt(f"Unknown prompt: {params.name[:80]!a}")
        try:
            return prompt.render(params.arguments or {})
        except InvalidInput as error:
            raise invalid_prompt(error.message) from None

    async def complete(self, ctx: Context, params: CompleteRequestParams) -> CompleteResult:
        field = completion.field_asked(params, self._readable(ctx), self._prompts.values())
        if field is None:
            return CompleteResult(completion=Completion(values=[]))
        actor, typed = self._actor_of(ctx), params.argument.value
        work = partial(completion.completion_of, self._deps.services, actor, field, typed)
        try:
            return CompleteResult(completion=await self._in_thread(work, actor, "completion"))
        except DomainError as error:
            raise protocol_error(error) from None

    def _readable(self, ctx: Context) -> list[resources.Resource]:
        scopes = self._actor_of(ctx).scopes
        return [item for item in self._resources if tool_named(item.tool).rights <= scopes]

    async def _read(
        self, actor: Actor, tool: str, arguments: dict[str, str], uri: str
    ) -> ReadResourceResult:
        try:
            answer = await self._run(actor, tool_named(tool), arguments)
        except DomainError as error:
            raise resource_error(error, uri) from None
        text = json.dumps(answer, ensure_ascii=False)
        contents = TextResourceContents(uri=uri, mime_type=resources.MIME, text=text)
        return ReadResourceResult(contents=[contents])

    async def _run(
        self, actor: Actor, tool: AnyTool, arguments: Mapping[str, Any]
    ) -> dict[str, Any]:
        def work() -> dict[str, Any]:
            with self._notes.of(actor, tool, arguments):
                return run_tool(self._deps.services, self._deps.store, actor, tool, arguments)

        return await self._in_thread(work, actor, tool.name)

    async def _in_thread(self, work: Callable[[], T], actor: Actor, doing: str) -> T:
        """Services are synchronous: each call has a thread, and the event loop stays free."""
        try:
            return await anyio.to_thread.run_sync(work, limiter=self._threads)
        except DomainError:
            raise
        except Exception as error:
            raise internal_error(error, actor, doing) from None
