"""The process that serves REST, the public doors and MCP."""

import argparse
from contextlib import closing
from socket import socket

import uvicorn

from domain_api.bootstrap import Application, build
from domain_api.settings import Settings
from suite.databases import naming_the_database
from suite.local import HOST
from suite.logs import configure_logs
from suite.processes.lifeline import (
    leave_when_told,
    tell_ready,
    telling_the_parent,
    watch_parent,
)
from suite.seed import Cast, seed
from suite.web import build_web


class _Server(uvicorn.Server):
    """Says that it is ready once it listens."""

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            tell_ready(port=self.config.port)


def main() -> None:
    arguments = _arguments()
    configure_logs()
    leave_when_told()
    watch_parent()
    with telling_the_parent(), closing(_application(arguments.seed)) as application:
        _serve(application, arguments.port)


def _application(demo_domain: str | None) -> Application:
    settings = Settings()
    with naming_the_database(settings):
        application = build(settings)
        if demo_domain:
            seed(application.services, settings.data / "demo-users.json", Cast(demo_domain))
    return application


def _serve(application: Application, port: int) -> None:
    config = uvicorn.Config(
        build_web(application),
        host=HOST,
        port=port,
        access_log=False,
        log_config=None,
        proxy_headers=False,  # whose forwarded address is believed is a setting of ours
        lifespan="on",
        timeout_graceful_shutdown=5,
    )
    _Server(config).run()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--seed", help="fill with the demo organization of this domain")
    return parser.parse_args()


if __name__ == "__main__":
    main()
