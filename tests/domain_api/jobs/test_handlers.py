"""Every kind of job that a service keeps has a handler, and each one calls its service."""

import ast
import re
from collections.abc import Callable
from inspect import signature
from pathlib import Path
from typing import Any

import pytest

from domain_api.bootstrap import build
from domain_api.jobs.handlers import sales_handlers
from domain_api.kernel import Fact, Job, Metric
from domain_api.settings import Settings
from tests.support.actors import ORGANIZATION, START
from tests.support.servers import ROOT

FACT = Fact("fct_1", ORGANIZATION, Metric.LEADS, 1, START, campaign_id="cmp_1")

CALLS: dict[str, tuple[dict[str, object], tuple[object, ...]]] = {
    "launch.step": ({"launch_id": "lch_1"}, ("saga", "step", ORGANIZATION, "lch_1")),
    "launch.hold": ({"launch_id": "lch_1"}, ("saga", "hold", ORGANIZATION, "lch_1")),
    "launch.resume": ({"launch_id": "lch_1"}, ("saga", "resume", ORGANIZATION, "lch_1")),
    "launch.close": ({"launch_id": "lch_1"}, ("saga", "close", ORGANIZATION, "lch_1")),
    "payment.learn": ({"launch_id": "lch_1"}, ("saga", "learn", ORGANIZATION, "lch_1")),
    "organization.brake": ({}, ("kill_switch", "brake", ORGANIZATION)),
    "approval.expire": ({"approval_id": "apr_1"}, ("approvals", "expire", ORGANIZATION, "apr_1")),
    "mandate.expire": ({"mandate_id": "man_1"}, ("mandates", "expire", ORGANIZATION, "man_1")),
    "fact.record": (dict(FACT.job().data), ("summaries", "record", FACT)),
}


class Service:
    """Stands for a service: it says what was asked of it."""

    def __init__(self, name: str, asked: list[tuple[object, ...]]) -> None:
        self._name, self._asked = name, asked

    def __getattr__(self, verb: str) -> Callable[..., None]:
        return lambda *values: self._asked.append((self._name, verb, *values))


@pytest.mark.parametrize("kind", CALLS)
def test_each_kind_calls_its_service_for_the_jobs_organization(kind: str) -> None:
    asked: list[tuple[object, ...]] = []
    services: dict[str, Any] = {
        name: Service(name, asked) for name in signature(sales_handlers).parameters
    }
    handlers = sales_handlers(**services)
    data, expected = CALLS[kind]
    handlers[kind](Job(kind, "1", ORGANIZATION, data, START))
    assert asked == [expected]


def _kinds_in(folder: Path) -> set[str]:
    """The texts in a context's code that have the shape of a job's kind."""
    trees = [ast.parse(path.read_text()) for path in folder.rglob("*.py")]
    texts = {
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    kinds = {text for text in texts if re.fullmatch(r"[a-z]+\.[a-z]+", text)}
    return kinds - {"style.css"}


def test_every_kind_that_is_kept_has_a_handler(tmp_path: Path) -> None:
    kept = {
        kind
        for folder in ("kernel", "content", "ads", "crm", "sales")
        for kind in _kinds_in(ROOT / "domain_api" / folder)
    }
    application = build(Settings(data=tmp_path / "data"))
    try:
        assert set(application.handlers) == kept
        assert [queue.name for queue in application.queues] == [
            "sales",
            "crm",
            "ads-0",
            "ads-1",
            "ads-2",
        ]
    finally:
        application.close()
