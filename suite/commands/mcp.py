"""`promptsales mcp SERVER`: one MCP server over standard input and output."""

import sys
from pathlib import Path

from domain_api.bootstrap import Application, api_audience, build, mcp_resources
from domain_api.kernel import Actor, InvalidInput
from domain_api.sales.organizations.model import AskAgentToken, SignIn
from domain_api.settings import Settings
from mcp_servers.stdio import run_stdio
from suite.commands.people import password_of
from suite.commands.up import SERVERS
from suite.logs import configure_logs
from suite.seed import seed


def mcp_command(server: str, data: Path, user: str) -> int:
    """The client acts as an agent of that person, with what an agent of theirs may do."""
    if server not in SERVERS:
        raise InvalidInput(f"There is no server {server!r}: choose of {', '.join(SERVERS)}.")
    configure_logs()
    application = build(Settings(data=data.resolve()))
    try:
        users_file = application.settings.data / "demo-users.json"
        seed(application.services, users_file)
        actor = _agent_of(application, user, users_file)
        run_stdio(server, application.services, application.idempotency, actor)
    finally:
        application.close()
    sys.stdout.flush()
    return 0


def _agent_of(application: Application, email: str, users_file: Path) -> Actor:
    """Sign in as the person and let an agent act for them, as over HTTP."""
    sessions, settings = application.sessions, application.settings
    signed_in = sessions.sign_in(SignIn(email=email, password=password_of(users_file, email)))
    person = sessions.verify(signed_in.access_token, api_audience(settings)).actor
    token = sessions.agent_token(person, AskAgentToken()).access_token
    return sessions.verify(token, mcp_resources(settings)[0]).actor
