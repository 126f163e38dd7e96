"""`promptsales mcp SERVER`: one MCP server over standard input and output."""

import sys
from contextlib import closing
from pathlib import Path

from domain_api.bootstrap import (
    MCP_SERVERS,
    Application,
    api_audience,
    build,
    mcp_resources,
)
from domain_api.kernel import Actor, InvalidInput
from domain_api.sales.organizations.model import AskAgentToken, SignIn
from mcp_servers.stdio import run_stdio
from suite.commands.people import password_of
from suite.databases import naming_the_database
from suite.local import Installation
from suite.logs import configure_logs
from suite.seed import seed
from suite.web import tools_added


def mcp_command(server: str, user: str, data: Path, port: int) -> int:
    """The client acts as an agent of that person, with what an agent of theirs may do."""
    if server not in MCP_SERVERS:
        raise InvalidInput(f"There is no server {server!r}: choose of {', '.join(MCP_SERVERS)}.")
    configure_logs()
    installation = Installation(data.resolve(), port)
    with closing(_application(installation)) as application:
        actor = _agent_of(application, user, installation.users_file)
        run_stdio(
            server,
            application.services,
            application.idempotency,
            application.audit,
            actor,
            tools_added(application),
        )
    sys.stdout.flush()
    return 0


def _application(installation: Installation) -> Application:
    installation.make_folder()
    settings = installation.settings()
    with naming_the_database(settings):
        application = build(settings)
        seed(application.services, installation.users_file)
    return application


def _agent_of(application: Application, email: str, users_file: Path) -> Actor:
    """Sign in as the person and let an agent act for them, as over HTTP."""
    sessions, settings = application.sessions, application.settings
    signed_in = sessions.sign_in(SignIn(email=email, password=password_of(users_file, email)))
    person = sessions.verify(signed_in.access_token, api_audience(settings)).actor
    token = sessions.agent_token(person, AskAgentToken()).access_token
    return sessions.verify(token, mcp_resources(settings)[0]).actor
