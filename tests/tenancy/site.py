"""One installation in this process, all its doors open, with an ear for its logs and its SQL."""

import io
import json
import logging
import math
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import Engine, event
from starlette.testclient import TestClient

from domain_api.adapters.clock import SteppedClock
from domain_api.adapters.gateways.sandbox_server import create_sandbox_gateway
from domain_api.adapters.signatures import sign
from domain_api.bootstrap import Application, build
from domain_api.jobs.worker import FIRST_WAIT, LONGEST_WAIT, Worker
from domain_api.kernel import JobState, SystemClock
from domain_api.settings import Settings, own_secrets
from suite.logs import configure_logs
from suite.web import build_web
from tests.mcp_servers.support import serving
from tests.support.actors import START

_ROUNDS = 60
URL = "http://127.0.0.1:8765"


@dataclass(frozen=True, slots=True)
class Request:
    """`token` is a person's for REST, an agent's for MCP, or none."""

    method: str
    path: str
    token: str | None = None
    query: Mapping[str, Any] = field(default_factory=dict[str, Any])
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Answer:
    """All that came of a request: to its caller, in the logs, and as statements in databases."""

    status: int
    headers: Mapping[str, str]
    text: str
    logs: str
    statements: tuple[str, ...]

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def everything(self) -> str:
        """What the caller can read."""
        return "\n".join([*(f"{name}: {value}" for name, value in self.headers.items()), self.text])


class Site:
    """`heard` holds every log line since the start."""

    def __init__(self, application: Application, client: TestClient, clock: SteppedClock) -> None:
        self.application, self.client, self.clock = application, client, clock
        self.heard = io.StringIO()
        self._statements: list[str] = []
        self._worker = Worker(application.queues, application.handlers, application.clock)

    def ask(self, request: Request) -> Answer:
        headers = dict(request.headers)
        if request.token:
            headers["Authorization"] = f"Bearer {request.token}"
        self._statements.clear()
        began = self.heard.tell()
        answer = self.client.request(
            request.method,
            request.path,
            params=request.query,
            content=None if request.body is None else self._bytes(request.body),
            headers={"content-type": "application/json", **headers},
        )
        return Answer(
            answer.status_code,
            answer.headers,
            answer.text,
            self.heard.getvalue()[began:],
            tuple(self._statements),
        )

    def done(self, request: Request) -> Any:
        """What came of it as JSON; a refusal fails the test."""
        answer = self.ask(request)
        assert 200 <= answer.status < 300, f"{request.method} {request.path}: {answer.text}"
        return answer.json if answer.text.startswith(("{", "[")) else answer.text

    def signed(self, path: str, body: Any) -> Request:
        """A webhook's message, as its provider signs it."""
        raw = json.dumps(body).encode()
        secret = self.application.settings.webhooks_secret()
        signature = sign(secret, raw, SystemClock().now())
        return Request("POST", path, body=raw, headers={"X-PromptSales-Signature": signature})

    @property
    def document(self) -> dict[str, Any]:
        """What the REST API says of itself."""
        return self.client.get("/openapi.json").json()

    def require_discreet_logs(self, words: list[str]) -> None:
        """No name, address, number, message, token or secret in any line so far."""
        settings = self.application.settings
        secrets = [settings.gateway_secret(), settings.webhooks_secret(), "eyJ", "Bearer "]
        forbidden = [*words, *secrets, "@", "+506"]
        told = [line for line in self.heard.getvalue().splitlines() if _holds(line, forbidden)]
        assert not told, told[:3]

    def work(self) -> None:
        """Do all jobs that are due, and those that a busy machine made fail at first."""
        for _ in range(_ROUNDS):
            self._worker.run_until_idle()
            if not self._tried_again():
                return
            self.clock.step_to(self.clock.now() + FIRST_WAIT)
        pytest.fail(f"jobs fail again and again: {self.heard.getvalue()[-2000:]}")

    def _tried_again(self) -> bool:
        waiting = [
            job for queue in self.application.queues for job in queue.list(JobState.READY, 1_000)
        ]
        soon = self.clock.now() + LONGEST_WAIT
        return any(job.attempts and job.job.run_at < soon for job in waiting)

    def step(self, by: timedelta) -> None:
        self.clock.step_to(self.clock.now() + by)
        self.work()

    @contextmanager
    def listening(self) -> Generator[None]:
        """Within it, logs of ours and of libraries are heard, all levels that production has."""
        configure_logs()
        structlog.configure(logger_factory=structlog.PrintLoggerFactory(file=self.heard))
        handler = logging.StreamHandler(self.heard)
        logging.getLogger().addHandler(handler)
        try:
            yield
        finally:
            logging.getLogger().removeHandler(handler)

    @contextmanager
    def counting(self) -> Generator[None]:
        """Within it, every answer tells the statements that it took."""
        event.listen(Engine, "before_cursor_execute", self._hear_statement)
        try:
            yield
        finally:
            event.remove(Engine, "before_cursor_execute", self._hear_statement)

    def _hear_statement(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        self._statements.append(statement)

    @staticmethod
    def _bytes(body: Any) -> bytes:
        return body if isinstance(body, bytes) else json.dumps(body).encode()


def _holds(line: str, texts: list[str]) -> bool:
    return any(text in line for text in texts)


@contextmanager
def open_site(folder: Path) -> Generator[Site]:
    """On the day when all tests begin: before the dates in the examples, in no quiet hour."""
    offset = math.ceil((START - SystemClock().now()).total_seconds())
    (folder / "clock.json").write_text(json.dumps({"offset_seconds": offset}))
    clock = SteppedClock(folder / "clock.json")
    with ExitStack() as held:
        key = own_secrets(folder)["gateway_key"]
        gateway = create_sandbox_gateway(folder / "gateway.db", key, clock)
        port = held.enter_context(serving(gateway))
        application = build(
            Settings(
                data=folder,
                public_url=URL,
                gateway_url=f"http://127.0.0.1:{port}",
                clock_file=folder / "clock.json",
            )
        )
        held.callback(application.close)
        client = TestClient(build_web(application), base_url=URL, follow_redirects=False)
        yield Site(application, held.enter_context(client), clock)
