"""The process under test: the product's web application, its worker at hand, and a counter.

Beside the product's doors it has two of its own: `POST /bench/work` lets the worker do all
that is due, and `GET /bench/counts` tells what was counted so far.
"""

import argparse
from contextlib import closing

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from domain_api.bootstrap import Application, build
from domain_api.jobs.worker import Worker
from domain_api.settings import Settings
from suite.bench.counting import CountingTap
from suite.bench.serving import serve
from suite.logs import configure_logs
from suite.processes.lifeline import leave_when_told, telling_the_parent, watch_parent
from suite.seed import seed
from suite.web import build_web

WORK, COUNTS = "/bench/work", "/bench/counts"


def main() -> None:
    arguments = _arguments()
    configure_logs()
    leave_when_told()
    watch_parent()
    tap, settings = CountingTap(), Settings()
    with telling_the_parent(), closing(build(settings, tap)) as application:
        seed(application.services, settings.data / "demo-users.json")
        tap.watch(application.databases)
        serve(_with_bench_doors(build_web(application), application, tap), arguments.port)


def _with_bench_doors(app: FastAPI, application: Application, tap: CountingTap) -> FastAPI:
    worker = Worker(application.queues, application.handlers, application.clock)

    def work(_request: Request) -> Response:
        worker.run_until_idle()
        return Response(status_code=204)

    def counts(_request: Request) -> Response:
        return JSONResponse(tap.counts().told())

    app.router.routes += [
        Route(WORK, work, methods=["POST"]),
        Route(COUNTS, counts, methods=["GET"]),
    ]
    return app


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    return parser.parse_args()


if __name__ == "__main__":
    main()
